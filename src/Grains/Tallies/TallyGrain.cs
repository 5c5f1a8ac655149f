using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Tallies;

/// <summary>Counts what the box has committed. It keeps nothing: after a restart it reads the box from the beginning.</summary>
internal sealed class TallyGrain(TimeProvider time) : Grain, ITallyGrain
{
    private static readonly TimeSpan PullEvery = TimeSpan.FromMilliseconds(250);

    private LiveCount? count;
    private Paper? paper;
    private FrozenRules? rules;
    private long position;
    private long pulledAt;
    private ImmutableArray<Standing> standings = [];
    private TallySnapshot? snapshot;

    private IBallotBoxGrain Box => GrainFactory.GetGrain<IBallotBoxGrain>(BoxKey.Main(this.GetPrimaryKeyString()));

    private LiveResults Live => rules?.Live ?? LiveResults.Turnout;

    public async Task<TallySnapshot> GetSnapshotAsync(CancellationToken cancellationToken)
    {
        if (snapshot is null || time.GetElapsedTime(pulledAt) >= PullEvery)
        {
            snapshot = await LookAsync(cancellationToken);
            pulledAt = time.GetTimestamp();
        }
        return snapshot;
    }

    public async Task<ImmutableArray<CountedBallots>> GetBallotsAsync(CancellationToken cancellationToken)
    {
        var status = await Box.GetStatusAsync(cancellationToken);
        if (status.ResultHash.Length == 0)
            return [];
        await PullAsync(cancellationToken);
        return [.. count!.Ballots()];
    }

    private async Task PullAsync(CancellationToken cancellationToken)
    {
        if (count is null && !await BeginAsync(cancellationToken))
            return;
        CountedPage page;
        do
        {
            page = await Box.ReadCountedAsync(position, cancellationToken);
            if (count!.Take(page.Changes))
                standings = [.. count.Standings(Live)];
            position = page.NextIndex;
        }
        while (position < page.LogSize);
    }

    private async Task<bool> BeginAsync(CancellationToken cancellationToken)
    {
        var frozen = await Box.GetFrozenAsync(cancellationToken);
        if (frozen.Paper.Length == 0)
            return false;
        if (!Paper.TryParse(frozen.Paper, out paper, out var problem) || !FrozenRules.TryParse(frozen.Rules, out rules, out problem))
            throw new InvalidDataException($"The box was opened under a paper or rules that cannot be read: {problem}");
        count = new LiveCount(paper!, rules!);
        return true;
    }

    /// <summary>Looks at the box, then counts at least as far as it stood: the snapshot's number is the log size its turnout belongs to.</summary>
    private async Task<TallySnapshot> LookAsync(CancellationToken cancellationToken)
    {
        var status = await Box.GetStatusAsync(cancellationToken);
        await PullAsync(cancellationToken);
        var checkpoint = await Box.GetCheckpointAsync(cancellationToken);
        var moving = Live != LiveResults.Turnout && status.Phase is BoxPhase.Open or BoxPhase.Paused;
        return new TallySnapshot(
            status.LogSize, status.Phase, status.Issued, status.Ballots, Live,
            count?.ShownChanges ?? 0, moving ? count?.NextStepIn ?? 0 : 0, standings, checkpoint);
    }
}
