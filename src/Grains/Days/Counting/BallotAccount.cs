using System.Collections.Immutable;

namespace PbDecisionDay.Grains.Days.Counting;

/// <summary>
/// The ballot account: what the log says against what hands counted. Source of the terms: the design, printed = issued + unused +
/// destroyed; issued = cast + surrendered + unreturned. Pure; the same numbers always have the same mismatches.
/// </summary>
/// <param name="Log">What the log and the register say.</param>
/// <param name="Hand">What was counted by hand.</param>
public sealed record BallotAccount(LogFigures Log, HandCount Hand)
{
    /// <summary>Cards that were handed out and neither voted nor were handed in; below 0 where more were used than handed out.</summary>
    public long Unreturned => Hand.HandedOut - Log.Cast - Log.Surrendered;

    /// <summary>Everything that does not agree, hub by hub first, then in the order in which cards travel.</summary>
    public ImmutableArray<Mismatch> Mismatches() =>
    [
        .. Hand.Hubs.Where(hub => hub.HandedOut < 0)
            .Select(hub => new Mismatch(AccountCheck.Hub, hub.Hub, hub.Received, hub.Unused + hub.Destroyed)),
        .. Unless(Log.Printed == Hand.Received + Hand.KeptBack, AccountCheck.Printed, Log.Printed, Hand.Received + Hand.KeptBack),
        .. Unless(Log.HandedOut == Hand.HandedOut, AccountCheck.HandedOut, Log.HandedOut, Hand.HandedOut),
        .. Unless(Unreturned >= 0, AccountCheck.Unreturned, Log.Used, Hand.HandedOut),
        .. Unless(Log.Surrendered == Hand.Slips, AccountCheck.Slips, Log.Surrendered, Hand.Slips),
        .. Unless(Log.Papers == Hand.Slips, AccountCheck.Papers, Log.Papers, Hand.Slips),
    ];

    private static ImmutableArray<Mismatch> Unless(bool agrees, AccountCheck check, long log, long hand) =>
        agrees ? [] : [new Mismatch(check, "", log, hand)];
}
