using System.Collections.Immutable;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Rules.Papers;

/// <summary>Prints and reads paper.json. Format: docs/formats/paper.md.</summary>
internal static class PaperText
{
    private const string Format = "pbdd/1 paper";

    public static string Print(Paper paper)
    {
        CanonicalJson json = new CanonicalJson().Open()
            .Field("format", Format)
            .Field("origin", paper.Origin)
            .Field("day", paper.Day)
            .Field("language", paper.Language)
            .Field("currency", paper.Currency)
            .Field("minor_digits", paper.MinorDigits);
        json.OpenList("pots");
        foreach (Pot pot in paper.Pots)
            json.Open().Field("id", pot.Id).Field("title", pot.Title).Field("amount", pot.Amount).Close();
        json.CloseList().OpenList("groups");
        foreach (Group group in paper.Groups)
            json.Open().Field("id", group.Id).Field("kind", Words.Of(group.Kind)).Field("title", group.Title)
                .Optional("most_money", group.MostMoney).Optional("most_projects", group.MostProjects).Close();
        json.CloseList().OpenList("proposals");
        foreach (Proposal proposal in paper.Proposals)
            Print(json, proposal);
        return json.CloseList().Close().ToString();
    }

    public static string? Read(string text, out Paper? paper) =>
        JsonFields.Read(text, Format, Read, read => read.Text, out paper);

    private static void Print(CanonicalJson json, Proposal proposal)
    {
        json.Open().Field("id", proposal.Id).Field("title", proposal.Title);
        if (!proposal.Titles.IsEmpty)
        {
            json.Open("titles");
            foreach ((string language, string title) in proposal.Titles)
                json.Field(language, title);
            json.Close();
        }
        json.Field("pot", proposal.Pot).Field("ask", proposal.Ask).Field("minimum", proposal.Minimum)
            .Optional("tier", proposal.Tier).Optional("area", proposal.Area).Optional("theme", proposal.Theme);
        if (!proposal.Conflicts.IsEmpty)
            json.Field("conflicts", proposal.Conflicts);
        json.Close();
    }

    private static Paper Read(JsonFields fields) =>
        Paper.TryCreate(
            fields.Text("origin"), fields.Text("day"), fields.Text("language"), fields.Text("currency"), fields.Small("minor_digits"),
            [.. fields.Objects("pots").Select(pot => new Pot(pot.Text("id"), pot.Text("title"), pot.Number("amount")))],
            [.. fields.Objects("groups").Select(group => new Group(
                group.Text("id"), group.Word<GroupKind>("kind"), group.Text("title"), group.OptionalNumber("most_money"), group.OptionalSmall("most_projects")))],
            [.. fields.Objects("proposals").Select(ReadProposal)],
            out Paper? paper, out string? problem)
            ? paper!
            : throw new FormatException(problem);

    private static Proposal ReadProposal(JsonFields fields) => new()
    {
        Id = fields.Text("id"),
        Title = fields.Text("title"),
        Titles = fields.OptionalObject("titles") is { } titles ? titles.Pairs().ToImmutableSortedDictionary(StringComparer.Ordinal) : Proposal.NoTitles,
        Pot = fields.Text("pot"),
        Ask = fields.Number("ask"),
        Minimum = fields.Number("minimum"),
        Tier = fields.OptionalText("tier"),
        Area = fields.OptionalText("area"),
        Theme = fields.OptionalText("theme"),
        Conflicts = [.. fields.OptionalTexts("conflicts")],
    };
}
