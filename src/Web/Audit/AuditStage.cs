using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Web.Audit;

/// <summary>How much of a day can be checked, which is what its audit page says first.</summary>
internal enum AuditStage
{
    /// <summary>Rules and paper are frozen; the log has no ballot yet.</summary>
    BeforeOpening,

    /// <summary>The log grows.</summary>
    Voting,

    /// <summary>No cast may follow; ballots and result are not published yet.</summary>
    Counting,

    /// <summary>Everything is published.</summary>
    Result,

    /// <summary>The day was postponed or does not count; what its log holds stays public.</summary>
    Stopped,
}

/// <summary>Where a day stands for whoever checks it.</summary>
internal static class AuditStages
{
    public static AuditStage Of(DayPhase phase, BoxStatus account) => (phase, account) switch
    {
        (DayPhase.Postponed or DayPhase.Void, _) => AuditStage.Stopped,
        (_, { ResultHash.Length: > 0 }) => AuditStage.Result,
        (_, { Phase: BoxPhase.Closed }) => AuditStage.Counting,
        (_, { Phase: BoxPhase.Open or BoxPhase.Paused or BoxPhase.Checking }) => AuditStage.Voting,
        _ => AuditStage.BeforeOpening,
    };
}
