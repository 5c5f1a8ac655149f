using System.Collections.Immutable;

namespace PbDecisionDay.Contracts.Days.Counting;

/// <summary>
/// The ballot account: what the log says against what hands counted. Source of the terms: the design, printed = issued + unused +
/// destroyed; issued = cast + surrendered + unreturned. Pure; the same numbers always compare alike.
/// </summary>
/// <param name="Log">What the log and the register say.</param>
/// <param name="Hand">What was counted by hand.</param>
public sealed record AccountComparison(LogFigures Log, HandCount Hand)
{
    /// <summary>Cards that were handed out and neither voted, nor were handed in or exchanged; below 0 where more were used than handed out.</summary>
    public long Unreturned => Hand.HandedOut - Log.Used;

    /// <summary>Every equation with both its numbers: venue by venue first, then in the order in which cards travel.</summary>
    public ImmutableArray<AccountLine> Lines() =>
    [
        .. Hand.Venues.Select(venue => new AccountLine(AccountCheck.Venue, venue.Venue, venue.Received, venue.Unused + venue.Destroyed)),
        new(AccountCheck.Printed, "", Log.Printed, Hand.Received + Hand.KeptBack),
        new(AccountCheck.HandedOut, "", Log.HandedOut, Hand.HandedOut),
        new(AccountCheck.Unreturned, "", Log.Used, Hand.HandedOut),
        new(AccountCheck.Slips, "", Log.Surrendered, Hand.Slips),
        new(AccountCheck.Papers, "", Log.Papers + Log.Spoilt, Hand.Slips),
    ];

    /// <summary>The equations that do not hold.</summary>
    public ImmutableArray<AccountLine> Mismatches() => [.. Lines().Where(line => !line.Agrees)];
}
