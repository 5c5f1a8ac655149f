using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>A rehearsal day from a real election in Pabulib's format: its projects, its budget, and how one could vote.</summary>
/// <param name="Title">The election's description.</param>
/// <param name="Budget">The pot, in minor units of the currency.</param>
/// <param name="Currency">The file's currency; GBP, with a note, where it names none that is known.</param>
/// <param name="Rules">How people vote, and how the money is shared out.</param>
/// <param name="Proposals">The projects, in the file's order.</param>
/// <param name="Notes">What the reader found odd, in plain sentences.</param>
public sealed record PabulibDay(
    string Title, long Budget, string Currency, RulesForm Rules, ImmutableArray<NewProposal> Proposals, ImmutableArray<string> Notes)
{
    private const int LongestTitle = 120, LongestSummary = 2_000, LongestLine = 60;
    private const string Usual = "GBP";

    /// <summary>Reads a file for a day in a language and pot; what is wrong names the line.</summary>
    public static bool TryRead(string text, string language, string pot, out PabulibDay? day, out string? problem) =>
        TryRead(Encoding.UTF8.GetBytes(text), language, pot, out day, out problem);

    /// <summary>Reads a file's bytes, which are UTF-8 or refused, as <c>pbdd</c> does.</summary>
    public static bool TryRead(byte[] bytes, string language, string pot, out PabulibDay? day, out string? problem)
    {
        (day, problem) = (null, null);
        PabulibFile file;
        try
        {
            file = PabulibReader.Read(new MemoryStream(bytes));
        }
        catch (PabulibException wrong)
        {
            problem = wrong.Message;
            return false;
        }
        if (!TryCurrency(file["currency"], out var currency, out var assumed))
        {
            problem = $"The currency '{Shorten((file["currency"] ?? "").Trim(), LongestLine)}' is none that can be paid out: write its code of three capital letters, for example {Usual} or JPY.";
            return false;
        }
        var unit = Money.UnitOf(currency) / (Int128)file.Election.Unit;
        if (unit == 0)
        {
            problem = $"The amounts have more decimal digits than the {Money.DigitsOf(currency)} that {currency} has.";
            return false;
        }
        var projects = file.Election.Projects;
        if (file.Election.Pots[0].Amount * unit > Paper.MostMoney)
        {
            problem = $"The budget is more than {Money.Format(Paper.MostMoney, currency)}, the most that a day can share out.";
            return false;
        }
        if (projects.FirstOrDefault(project => project.Cost * unit > Paper.MostMoney) is { } dear)
        {
            problem = $"The project '{dear.Id}' costs more than {Money.Format(Paper.MostMoney, currency)}, the most that a project can ask for.";
            return false;
        }
        if (projects.FirstOrDefault(project => !ProjectId.IsValid(project.Id)) is { } odd)
        {
            problem = $"The project id '{odd.Id}' has characters that a ballot paper cannot hold: use 1 to {ProjectId.MaxLength} letters, digits and . _ / -";
            return false;
        }
        var proposals = ImmutableArray.CreateBuilder<NewProposal>();
        for (var at = 0; at < projects.Length; at++)
            if (projects[at].Cost > 0) proposals.Add(Proposal(file, at, projects[at].Id, (long)(projects[at].Cost * unit), language, pot));
        var notes = assumed is null ? file.Warnings : file.Warnings.Insert(0, assumed);
        var mended = Enumerable.Range(0, projects.Length).Where(at => file.OfProject(at, "name") is { Length: > 0 } name && (!Signs.IsVisible(name) || name.Any(Signs.TurnsDirection)));
        if (mended.Any()) notes = notes.Add($"Hidden characters were taken out of names: {string.Join(", ", mended.Select(at => projects[at].Id))}.");
        if (proposals.Count < projects.Length) notes = notes.Add($"Projects that cost nothing were left out: {projects.Length - proposals.Count}.");
        var (rules, said) = PabulibRules.Of(file, proposals.Count);
        notes = notes.AddRange(said);
        day = new PabulibDay(
            file["description"] is { } description && Signs.IsVisible(description) ? Shorten(description, LongestTitle) : "Rehearsal", (long)(file.Election.Pots[0].Amount * unit), currency,
            rules, proposals.ToImmutable(), notes);
        return true;
    }

    private static NewProposal Proposal(PabulibFile file, int at, string id, long cost, string language, string pot)
    {
        // A name that nobody can see gives way to the id.
        var name = file.OfProject(at, "name") is { } given && Signs.IsVisible(given) ? given : id;
        return new NewProposal(id, new ProposalContent(
            Shorten(name, LongestTitle), [new ProposalText(language, Shorten(name, LongestTitle), Shorten(file.OfProject(at, "description") ?? "", LongestSummary), "")],
            cost, cost, pot, "", Shorten(file.OfProject(at, "category")?.Split(',')[0] ?? "", LongestLine), "", ""));
    }

    // The file's currency, or pounds with a note that says so where it names none. Another's amounts are never taken for pounds.
    private static bool TryCurrency(string? written, out string currency, out string? assumed)
    {
        var code = (written ?? "").Trim();
        (currency, assumed) = code.Length == 0 ? (Usual, $"The file names no currency: its amounts are taken as {Usual}.") : (code, null);
        return Currencies.DigitsOf(currency) is not null;
    }

    /// <summary>A text on one line of at most so many signs as people count them, cut between signs as people see them, never inside an emoji.</summary>
    internal static string Shorten(string text, int longest)
    {
        // Rules that turn the direction of writing, and half signs, have no place on a paper; the file's own reader would not show them either.
        var line = string.Concat(text.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar && !(rune.IsBmp && Signs.TurnsDirection((char)rune.Value)))
            .Select(rune => Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or 0xfffe or 0xffff ? " " : rune.ToString())).Trim();
        if (Signs.CountIn(line) <= longest) return line;
        var (length, count) = (0, 0);
        while (true)
        {
            var next = StringInfo.GetNextTextElementLength(line, length);
            // The last place is the ellipsis'.
            if ((count += Signs.CountIn(line.Substring(length, next))) >= longest) return line[..length].TrimEnd() + "…";
            length += next;
        }
    }
}
