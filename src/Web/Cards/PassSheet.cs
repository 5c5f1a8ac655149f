using System.Collections.Immutable;
using PbDecisionDay.Contracts.CheckIn;

namespace PbDecisionDay.Web.Cards;

/// <summary>Passes to send or hand to people of the register: a name and a QR that a door scans. The codes stand in the one response that prints them.</summary>
/// <param name="Title">The day's title.</param>
/// <param name="Lines">The people, each with a pass code.</param>
public sealed record PassSheet(string Title, ImmutableArray<NewLine> Lines)
{
    /// <summary>Passes on one A4 sheet.</summary>
    public const int PassesASheet = 10;
}
