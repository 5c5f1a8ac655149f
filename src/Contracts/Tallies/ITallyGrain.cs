using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace PbDecisionDay.Contracts.Tallies;

/// <summary>
/// A day's turnout and standings. Its key is the day's id. It holds nothing that cannot be rebuilt from the boxes:
/// it pulls what changed when asked, at most four times a second.
/// </summary>
[Alias("pbdd.ITallyGrain")]
public interface ITallyGrain : IGrainWithStringKey
{
    /// <summary>What everyone may see now, staff included.</summary>
    [Alias("Snapshot")]
    Task<TallySnapshot> GetSnapshotAsync(CancellationToken cancellationToken);

    /// <summary>Every counted ballot, identical ones together, in ordinal order; empty until the result is in the box's log.</summary>
    [Alias("Ballots")]
    Task<ImmutableArray<CountedBallots>> GetBallotsAsync(CancellationToken cancellationToken);
}
