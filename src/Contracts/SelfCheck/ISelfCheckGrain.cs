using Orleans;
using Orleans.Concurrency;

namespace PbDecisionDay.Contracts.SelfCheck;

/// <summary>
/// Looks over a day's shoulder: reads its journal by itself, believes nothing of what the ballot box holds in memory, and says whether the
/// promises I1 to I5 and I7 of the protocol hold. Its key is the day. It calls the box and the tally; they never call it.
/// </summary>
[Alias("pbdd.ISelfCheckGrain")]
public interface ISelfCheckGrain : IGrainWithStringKey
{
    /// <summary>What the last check said.</summary>
    [Alias("Get"), ReadOnly]
    Task<SelfCheckReport> GetAsync(CancellationToken cancellationToken);

    /// <summary>Begins a check and does not wait for it; <see cref="GetAsync"/> has its report when it is done.</summary>
    [Alias("Start")]
    Task StartAsync(SelfCheckReach reach, CancellationToken cancellationToken);

    /// <summary>
    /// Checks, and answers with the report of a check that began after this was asked. It takes as long as the log is, so what answers
    /// people MUST use <see cref="StartAsync"/> and <see cref="GetAsync"/> instead.
    /// </summary>
    [Alias("Check")]
    Task<SelfCheckReport> CheckAsync(SelfCheckReach reach, CancellationToken cancellationToken);
}

/// <summary>How much a check reads.</summary>
[GenerateSerializer, Alias("pbdd.SelfCheckReach")]
public enum SelfCheckReach
{
    /// <summary>What was written since the last check.</summary>
    NewEntries,

    /// <summary>Everything from the first entry on, forgetting what was checked before.</summary>
    WholeLog,
}
