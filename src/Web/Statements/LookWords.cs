using Microsoft.Extensions.Localization;
using PbDecisionDay.Rules.Patterns;

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

    /// <summary>A line of ballots by how many projects they name.</summary>
    public static string Size(int projects, bool orMore, IStringLocalizer<StatementWords> words) =>
        projects == 0 ? words["Look.Blank"] : words[orMore ? "Look.NamedOrMore" : "Look.Named", projects];

    /// <summary>The same of a pot.</summary>
    public static string SizeInPot(int projects, bool orMore, IStringLocalizer<StatementWords> words) =>
        projects == 0 ? words["Look.Pot.Nothing"] : words[orMore ? "Look.NamedOrMore" : "Look.Named", projects];
}
