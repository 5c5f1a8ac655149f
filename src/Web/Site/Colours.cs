using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Web.Site;

/// <summary>A day's colour as the style sheets know it.</summary>
public static class Colours
{
    /// <summary>The word that <c>tokens.css</c> goes by; <c>null</c> for our own green, which every page has.</summary>
    public static string? Hue(this DayColour colour) => colour == default ? null : Words.Of(colour);
}
