using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Rules.Patterns;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Statements;

/// <summary>Numbers of ballots in words, where small ones are not told.</summary>
internal static class LookWords
{
    /// <summary>A number as it is told.</summary>
    public static string Of(ToldNumber told, IStringLocalizer<StatementWords> words) => told.Kind switch
    {
        ToldKind.Exact => told.Number.ToString(System.Globalization.CultureInfo.CurrentCulture),
        ToldKind.Fewer => words["Look.Fewer", told.Number],
        ToldKind.More => words["Look.More", told.Number],
        ToldKind.Between => words["Look.Between", told.Number, told.Last],
        ToldKind.Untold => words["Look.Untold"],
    };

    /// <summary>Why slips of all batches together are spoilt, beside the number of those that are; <c>null</c> of so few slips that it would tell of somebody.</summary>
    public static string? Reasons(PaperFigures papers, IStringLocalizer<StatementWords> words) => papers.Pile < BallotPattern.FewestBallots ? null : words[
        "Slips.Reasons", [.. ToldNumber.Batches([.. Enum.GetValues<SpoiltReason>().Select(reason => (papers.Of(reason), papers.Pile))]).Select(told => Of(told, words))]].Value;

    /// <summary>A line of ballots by how many projects they name.</summary>
    public static string Size(int projects, bool orMore, IStringLocalizer<StatementWords> words) =>
        projects == 0 ? words["Look.Blank"] : words[orMore ? "Look.NamedOrMore" : "Look.Named", projects];

    /// <summary>The heading of another election beside the day.</summary>
    public static string Beside(BesideElection election, IStringLocalizer<StatementWords> words) =>
        election.Kind == BesideKind.Rehearsal ? words["Look.Beside.Rehearsal"] : words["Look.Beside.Named", Isolated.Of(election.Name)];

    /// <summary>The same of a pot.</summary>
    public static string SizeInPot(int projects, bool orMore, IStringLocalizer<StatementWords> words) =>
        projects == 0 ? words["Look.Pot.Nothing"] : words[orMore ? "Look.NamedOrMore" : "Look.Named", projects];
}
