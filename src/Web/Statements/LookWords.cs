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
        ToldKind.Untold => words["Look.Untold"],
    };
}
