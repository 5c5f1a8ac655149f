using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>A rehearsal day from a real election in Pabulib's format: its projects, its budget, and how many one could choose.</summary>
/// <param name="Title">The election's description.</param>
/// <param name="Budget">The pot, in hundredths of the currency.</param>
/// <param name="Currency">The file's currency, or GBP.</param>
/// <param name="Rules">How people choose.</param>
/// <param name="Proposals">The projects, in the file's order.</param>
/// <param name="Notes">What the reader found odd, in plain sentences.</param>
public sealed record PabulibDay(
    string Title, long Budget, string Currency, RulesForm Rules, ImmutableArray<NewProposal> Proposals, ImmutableArray<string> Notes)
{
    private const int LongestTitle = 120, LongestSummary = 2_000, LongestLine = 60;
    private const int Hundredths = 100;

    /// <summary>Reads a file for a day in a language and pot; what is wrong names the line.</summary>
    public static bool TryRead(string text, string language, string pot, out PabulibDay? day, out string? problem)
    {
        (day, problem) = (null, null);
        PabulibFile file;
        try
        {
            file = PabulibReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        }
        catch (PabulibException wrong)
        {
            problem = wrong.Message;
            return false;
        }
        var unit = file.Election.Unit;
        if (unit > Hundredths)
        {
            problem = "The amounts have more than two decimal digits; a day's money has two.";
            return false;
        }
        var projects = file.Election.Projects;
        if (projects.FirstOrDefault(project => !ProjectId.IsValid(project.Id)) is { } odd)
        {
            problem = $"The project id '{odd.Id}' has signs that a ballot paper cannot hold: use 1 to {ProjectId.MaxLength} letters, digits and . _ / -";
            return false;
        }
        var proposals = ImmutableArray.CreateBuilder<NewProposal>();
        for (var at = 0; at < projects.Length; at++)
            if (projects[at].Cost > 0) proposals.Add(Proposal(file, at, projects[at].Id, projects[at].Cost * (Hundredths / unit), language, pot));
        var notes = file.Warnings;
        if (proposals.Count < projects.Length) notes = notes.Add($"Projects that cost nothing were left out: {projects.Length - proposals.Count}.");
        day = new PabulibDay(
            Shorten(file["description"] ?? "Rehearsal", LongestTitle), file.Election.Pots[0].Amount * (Hundredths / unit), CurrencyOf(file["currency"]),
            RulesOf(file, proposals.Count), proposals.ToImmutable(), notes);
        return true;
    }

    private static NewProposal Proposal(PabulibFile file, int at, string id, long cost, string language, string pot)
    {
        var name = file.OfProject(at, "name") is { Length: > 0 } given ? given : id;
        return new NewProposal(id, new ProposalContent(
            Shorten(name, LongestTitle), [new ProposalText(language, Shorten(name, LongestTitle), Shorten(file.OfProject(at, "description") ?? "", LongestSummary), "")],
            cost, cost, pot, "", Shorten(file.OfProject(at, "category")?.Split(',')[0] ?? "", LongestLine), "", ""));
    }

    // Whatever form the file's ballots had, this day asks for approvals, with the file's limits where it names them.
    private static RulesForm RulesOf(PabulibFile file, int projects)
    {
        var most = Number(file["max_length"], projects);
        var least = Number(file["min_length"], 1);
        return new RulesForm { Choose = least == most && most > 1 ? "exactly" : "up-to", Number = Math.Clamp(most, 1, Math.Max(1, projects)) };
    }

    private static int Number(string? text, int otherwise) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : otherwise;

    private static string CurrencyOf(string? code) => code is { Length: 3 } && code.All(char.IsAsciiLetterUpper) ? code : "GBP";

    private static string Shorten(string text, int longest)
    {
        var line = string.Concat(text.Select(symbol => char.IsControl(symbol) ? ' ' : symbol)).Trim();
        return line.Length <= longest ? line : line[..(longest - 1)] + "…";
    }
}
