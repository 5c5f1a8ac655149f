using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using PbDecisionDay.Contracts.Ballots;

namespace PbDecisionDay.Contracts.Tallies;

/// <summary>
/// A day's turnout and standings. Its key is the day's id. It holds nothing that cannot be rebuilt from the boxes: it reads what
/// changed in them when asked, at most four times a second, and nothing while nobody asks. Snapshots are answered while it reads.
/// </summary>
[Alias("pbdd.ITallyGrain")]
public interface ITallyGrain : IGrainWithStringKey
{
    /// <summary>What everyone may see now, staff included.</summary>
    [Alias("Snapshot"), AlwaysInterleave]
    Task<TallySnapshot> GetSnapshotAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The snapshot after one that the caller has: at once where the log is longer now, else as soon as something changes, looked for
    /// every 250 ms, and after two seconds the same again.
    /// </summary>
    /// <param name="seen">The number of the last snapshot seen; -1 for none.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [Alias("Next"), AlwaysInterleave]
    Task<TallySnapshot> NextAsync(long seen, CancellationToken cancellationToken);

    /// <summary>Every counted ballot, identical ones together, in ordinal order; empty until the result is in the box's log.</summary>
    [Alias("Ballots")]
    Task<ImmutableArray<CountedBallots>> GetBallotsAsync(CancellationToken cancellationToken);
}
