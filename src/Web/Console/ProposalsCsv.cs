using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>
/// Proposals from a spreadsheet. Columns: <c>title</c> and <c>ask</c> are needed; <c>id</c>, <c>group</c>, <c>minimum</c>, <c>pot</c>,
/// <c>area</c>, <c>theme</c>, <c>tier</c> (a size band), <c>conflicts</c> (ids that it cannot be funded beside, spaces between), <c>stall</c>, <c>picture</c>, <c>summary</c> and <c>easy_read</c> may be there. Texts in further languages stand
/// in <c>title:gd</c>, <c>summary:gd</c>, <c>easy_read:gd</c>. In easy-read a <c>|</c> parts the sentences.
/// </summary>
public static class ProposalsCsv
{
    private const int LongestTitle = 120, LongestLine = 60, LongestSummary = 2_000, LongestEasyRead = 1_000;

    private static readonly string[] Known = ["id", "title", "group", "ask", "minimum", "pot", "area", "theme", "tier", "conflicts", "stall", "picture", "summary", "easy_read"];

    /// <summary>A file to fill in.</summary>
    public static string Template(ImmutableArray<string> languages)
    {
        var further = languages.Skip(1).SelectMany(language => new[] { $"title:{language}", $"summary:{language}" });
        return "\uFEFF" + string.Join(',', Known.Concat(further)) + "\r\n"
            + "1,Community garden,Friends of the Park,\"2,500.00\",1500,,Northside,growing,Small,,1,garden,We grow food together.,We grow food. | Everyone can come.\r\n";
    }

    /// <summary>Reads the list against a day's pots and languages: either all rows are good, or every problem is named.</summary>
    public static (ImmutableArray<NewProposal> Proposals, ImmutableArray<ListProblem> Problems) Read(
        string text, ImmutableArray<PotSetting> pots, ImmutableArray<string> languages, string currency,
        IReadOnlyDictionary<string, ProposalContent>? known = null)
    {
        var rows = ListRows.Read(text, "title", "ask");
        if (rows.Problem is { } whole) return ([], [whole]);

        var problems = ImmutableArray.CreateBuilder<ListProblem>();
        foreach (var column in rows.Columns.Where(column => column.Length > 0 && !IsKnown(column, languages))) problems.Add(new ListProblem(1, "ColumnUnknown", column));
        var proposals = ImmutableArray.CreateBuilder<NewProposal>();
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        known ??= ImmutableDictionary<string, ProposalContent>.Empty;
        // A row without an id gets the next number that neither the day nor another row has, so that it replaces nothing.
        var taken = rows.Rows.Select(row => row["id"]).Concat(known.Keys).ToHashSet(StringComparer.Ordinal);
        var next = 1;
        foreach (var row in rows.Rows)
        {
            var id = row["id"];
            if (id.Length == 0)
            {
                while (!taken.Add($"{next}")) next++;
                id = $"{next}";
            }
            var before = problems.Count;
            Check(row, id, pots, languages, currency, problems);
            if (!ids.TryAdd(id, row.Number)) problems.Add(new ListProblem(row.Number, "IdTwice", id, ids[id]));
            if (problems.Count == before) proposals.Add(new NewProposal(id, Merged(rows, known.GetValueOrDefault(id), Content(row, pots, languages, currency))));
        }
        return problems.Count == 0 ? (proposals.ToImmutable(), []) : ([], problems.ToImmutable());
    }

    private static bool IsKnown(string column, ImmutableArray<string> languages)
    {
        var parts = column.Split(':', 2);
        return Known.Contains(parts[0], StringComparer.Ordinal)
            && (parts.Length == 1 || (parts[0] is "title" or "summary" or "easy_read" && languages.Any(language => string.Equals(language, parts[1], StringComparison.OrdinalIgnoreCase))));
    }

    private static void Check(ListRow row, string id, ImmutableArray<PotSetting> pots, ImmutableArray<string> languages, string currency, ImmutableArray<ListProblem>.Builder problems)
    {
        void Wrong(string name, params object[] values) => problems.Add(new ListProblem(row.Number, name, values));
        if (row.IsTooWide) Wrong("TooWide");
        if (!ProjectId.IsValid(id)) Wrong("IdWrong", id);
        if (row["title"].Length == 0) Wrong("TitleMissing");
        if (!MoneyText.TryRead(row["ask"], currency, out var ask)) Wrong("AskWrong", row["ask"], MoneyText.Example(currency));
        if (row["minimum"].Length > 0)
        {
            if (!MoneyText.TryRead(row["minimum"], currency, out var minimum)) Wrong("MinimumWrong", row["minimum"], MoneyText.Example(currency));
            else if (ask > 0 && minimum > ask) Wrong("MinimumAboveAsk", row["minimum"], row["ask"]);
        }
        if (row["pot"].Length == 0 && pots.Length > 1) Wrong("PotMissing", string.Join(", ", pots.Select(pot => pot.Id)));
        else if (row["pot"].Length > 0 && Pot(row, pots) is null) Wrong("PotUnknown", row["pot"], string.Join(", ", pots.Select(pot => pot.Id)));
        if (row["picture"].Length > 0 && !Pictures.Names.Contains(row["picture"], StringComparer.Ordinal)) Wrong("PictureUnknown", row["picture"], string.Join(", ", Pictures.Names));
        foreach (var (column, longest) in new[] { ("group", LongestTitle), ("area", LongestLine), ("theme", LongestLine), ("tier", LongestLine), ("stall", LongestLine) })
            if (Signs.CountIn(row[column]) is var length && length > longest) Wrong("TooManyCharacters", column, length, longest);
        foreach (var language in languages)
            foreach (var (column, longest) in new[] { ("title", LongestTitle), ("summary", LongestSummary), ("easy_read", LongestEasyRead) })
                if (Signs.CountIn(In(row, column, language, languages)) is var length && length > longest) Wrong("TooManyCharacters", column, length, longest);
    }

    private static ProposalContent Content(ListRow row, ImmutableArray<PotSetting> pots, ImmutableArray<string> languages, string currency)
    {
        _ = MoneyText.TryRead(row["ask"], currency, out var ask);
        if (!MoneyText.TryRead(row["minimum"], currency, out var minimum)) minimum = ask;
        return new ProposalContent(
            row["group"].Length > 0 ? row["group"] : row["title"],
            [.. languages.Where(language => In(row, "title", language, languages).Length > 0).Select(language => new ProposalText(
                language, In(row, "title", language, languages), In(row, "summary", language, languages),
                string.Join('\n', In(row, "easy_read", language, languages).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))))],
            ask, minimum, (Pot(row, pots) ?? pots[0]).Id, row["area"], row["theme"], row["stall"], row["picture"])
        {
            Tier = row["tier"].Length > 0 ? row["tier"] : null,
            Conflicts = ProposalForm.ReadConflicts(row["conflicts"]),
        };
    }

    // What the list has no column for stays as it was.
    private static ProposalContent Merged(ListRows rows, ProposalContent? before, ProposalContent read)
    {
        if (before is null) return read;
        bool Has(string column) => rows.Columns.Contains(column, StringComparer.Ordinal);
        bool HasText(string column, string language) => Has($"{column}:{language.ToLowerInvariant()}") || (Has(column) && language == read.Texts[0].Language);
        var texts = read.Texts.Select(text => before.Texts.FirstOrDefault(one => one.Language == text.Language) is not { } old ? text : text with
        {
            Summary = HasText("summary", text.Language) ? text.Summary : old.Summary,
            EasyRead = HasText("easy_read", text.Language) ? text.EasyRead : old.EasyRead,
        });
        var others = before.Texts.Where(text => !HasText("title", text.Language) && read.Texts.All(one => one.Language != text.Language));
        return read with
        {
            Group = Has("group") ? read.Group : before.Group,
            // What was asked for whole is asked for whole after the ask has changed.
            Minimum = Has("minimum") ? read.Minimum : before.Minimum == before.Ask ? read.Ask : Math.Min(before.Minimum, read.Ask),
            Pot = Has("pot") ? read.Pot : before.Pot,
            Area = Has("area") ? read.Area : before.Area,
            Theme = Has("theme") ? read.Theme : before.Theme,
            Tier = Has("tier") ? read.Tier : before.Tier,
            Conflicts = Has("conflicts") ? read.Conflicts : before.Conflicts,
            Stall = Has("stall") ? read.Stall : before.Stall,
            Picture = Has("picture") ? read.Picture : before.Picture,
            Texts = [.. texts, .. others],
        };
    }

    private static PotSetting? Pot(ListRow row, ImmutableArray<PotSetting> pots) => pots.FirstOrDefault(pot =>
        string.Equals(pot.Id, row["pot"], StringComparison.OrdinalIgnoreCase) || string.Equals(pot.Name, row["pot"], StringComparison.OrdinalIgnoreCase));

    // The first language needs no ending.
    private static string In(ListRow row, string column, string language, ImmutableArray<string> languages) =>
        row[$"{column}:{language.ToLowerInvariant()}"] is { Length: > 0 } named ? named : language == languages[0] ? row[column] : "";
}
