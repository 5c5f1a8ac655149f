using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Days.Openings;

/// <summary>
/// Whether the openings may leave the service. Pure. They tie cards to ballots, so never before the result
/// is in the log, never by one person, and never without saying for whom. Source: docs/adr/0037.
/// </summary>
internal static class OpeningsDecision
{
    private const int LongestReason = 500;

    public static Decision Release(DayState day, ReleasedTo to, string reason, string by, string secondBy, DateTimeOffset at) =>
        DayDecision.Within(day, by, DayPhase.Declared, DayPhase.Ratified, DayPhase.Archived)
        ?? DayDecision.TakesTwo(day, by, secondBy, "A second organiser has to agree before the openings leave the service.")
        ?? (string.IsNullOrWhiteSpace(reason) ? Decision.Refuse(DayRefusal.NeedsReason, "Say which auditor gets the openings, or in which dispute.")
            : reason.Length > LongestReason ? DayDecision.Invalid($"Give the reason in at most {LongestReason} characters.")
            : Decision.Write(new OpeningsReleased(to, reason.Trim(), by, secondBy, at)));
}
