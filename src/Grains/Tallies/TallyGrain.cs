using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Tallies;

/// <summary>
/// A day's tally. It keeps nothing: a new activation reads the box from the beginning, and from then on only what is new. Whoever asks
/// while it looks at the box shares that look.
/// </summary>
internal sealed class TallyGrain(LiveAllocations allocations, TimeProvider time, ILogger<TallyGrain> logger) : Grain, ITallyGrain
{
    /// <summary>How often the box is looked at while somebody waits.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    /// <summary>How long <see cref="NextAsync"/> waits for something new.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a dear rule rests after a live allocation at the least; one that took longer rests as long as it took, so that a large day takes
    /// half a core at most.
    /// </summary>
    private static readonly TimeSpan RestOfDearRules = TimeSpan.FromSeconds(3);

    /// <summary>How long a new activation waits for its first allocation, so that screens do not lose their standings for a moment.</summary>
    private static readonly TimeSpan FirstAllocation = TimeSpan.FromSeconds(1);

    private LiveCount? _count;
    private Paper? _paper;
    private FrozenRules? _rules;
    private long _position;
    private Task _reading = Task.CompletedTask;

    private TallySnapshot? _snapshot;
    private long _lookedAt;
    private Task<TallySnapshot>? _look;

    private ShownStep _shown = ShownStep.None;
    private Task _allocating = Task.CompletedTask;
    private (long Since, TimeSpan For)? _rest;

    private IBallotBoxGrain Box => GrainFactory.GetGrain<IBallotBoxGrain>(BoxKey.Main(this.GetPrimaryKeyString()));

    private LiveResults Live => _rules?.Live ?? LiveResults.Turnout;

    public async Task<TallySnapshot> GetSnapshotAsync(CancellationToken cancellationToken) =>
        _snapshot is { } known && time.GetElapsedTime(_lookedAt) < Beat
            ? known
            : await LookOnBeatAsync().WaitAsync(cancellationToken);

    public async Task<TallySnapshot> NextAsync(long seen, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var first = await GetSnapshotAsync(cancellationToken);
        var next = first;
        // Cards handed out, a checkpoint and a finished allocation are news without a new entry.
        while (next.Number <= seen && next == first && time.GetElapsedTime(began) < LongestWait)
            next = await LookOnBeatAsync().WaitAsync(cancellationToken);
        return next;
    }

    public async Task<ImmutableArray<CountedBallots>> GetBallotsAsync(CancellationToken cancellationToken)
    {
        var status = await Box.GetStatusAsync(cancellationToken);
        if (status.ResultHash.Length == 0)
            return [];
        await ReadToAsync(status.LogSize);
        return _count is { } count ? [.. count.All.Ballots()] : await Box.GetPublishedAsync(cancellationToken);
    }

    private Task<TallySnapshot> LookOnBeatAsync() => _look is { IsCompleted: false } look ? look : _look = LookAsync();

    /// <summary>Looks at the box once the last look is a beat old, and counts at least as far as the box stood.</summary>
    private async Task<TallySnapshot> LookAsync()
    {
        if (_snapshot is not null && Beat - time.GetElapsedTime(_lookedAt) is var rest && rest > TimeSpan.Zero)
            await Task.Delay(rest, time);
        var status = await Box.GetStatusAsync(CancellationToken.None);
        await ReadToAsync(status.LogSize);
        ShowNewestStep();
        if (_shown.Ballots == 0 && !_allocating.IsCompleted)
            await Task.WhenAny(_allocating, Task.Delay(FirstAllocation));
        var checkpoint = await Box.GetCheckpointAsync(CancellationToken.None);
        // From the close to the declaration there are no standings: the count says what is funded.
        var shown = status.Phase == BoxPhase.Closed ? ShownStep.None : _shown;
        _snapshot = new TallySnapshot(
            _count is null ? status.LogSize : _position, status.Phase, status.Issued, _count?.All.Standings.Ballots ?? status.Ballots, Live,
            shown.Ballots, shown.Standings, checkpoint);
        _lookedAt = time.GetTimestamp();
        return _snapshot;
    }

    /// <summary>Moves the standings to the newest step, at once or, where it takes an allocation, when that is done.</summary>
    private void ShowNewestStep()
    {
        if (_count is not { } count || count.ShownBallots == _shown.Ballots)
            return;
        switch (Live)
        {
            case LiveResults.Turnout:
                _shown = new ShownStep(count.ShownBallots, []);
                break;
            case LiveResults.Rounded:
                _shown = count.Bands();
                break;
            case LiveResults.Standings when _allocating.IsCompleted && MayAllocate:
                _allocating = AllocateAsync(count.ToAllocate());
                break;
        }
    }

    private bool MayAllocate =>
        _rest is not { } rest
        || _rules!.Allocation.Rule is not (AllocationRule.EqualShares or AllocationRule.Phragmen)
        || time.GetElapsedTime(rest.Since) >= rest.For;

    private async Task AllocateAsync(StepToAllocate step)
    {
        var began = time.GetTimestamp();
        try
        {
            _shown = await allocations.RunAsync(step.Allocate);
        }
#pragma warning disable CA1031 // A bug in a rule must not take the turnout from the screens.
        catch (Exception reason)
#pragma warning restore CA1031
        {
            logger.StepNotAllocated(this.GetPrimaryKeyString(), reason);
        }

        var ended = time.GetTimestamp();
        var took = time.GetElapsedTime(began, ended);
        _rest = (ended, took > RestOfDearRules ? took : RestOfDearRules);
    }

    /// <summary>Reads the box at least up to a log size. Only one reads at a time; the others wait for it.</summary>
    private async Task ReadToAsync(long size)
    {
        while (_count is null || _position < size)
        {
            var joined = !_reading.IsCompleted;
            if (!joined)
                _reading = ReadAsync();
            await _reading;
            if (!joined && _count is null)
                return;
        }
    }

    private async Task ReadAsync()
    {
        if (_count is null && !await BeginAsync())
            return;
        CountedPage page;
        do
        {
            page = await Box.ReadCountedAsync(_position, CancellationToken.None);
            Take(page);
        }
        while (_position < page.LogSize);
    }

    private void Take(CountedPage page)
    {
        try
        {
            _count!.Take(page.Changes);
            _position = page.NextIndex;
        }
        catch
        {
            // Half a page is counted: only reading from the beginning makes it right.
            (_count, _position) = (null, 0);
            throw;
        }
    }

    private async Task<bool> BeginAsync()
    {
        var frozen = await Box.GetFrozenAsync(CancellationToken.None);
        if (frozen.Paper.Length == 0)
            return false;
        if (!Paper.TryParse(frozen.Paper, out _paper, out var problem) || !FrozenRules.TryParse(frozen.Rules, out _rules, out problem))
            throw new InvalidDataException($"The box was opened under a paper or rules that cannot be read: {problem}");
        // Once the openings key is destroyed nobody here can count what was sealed: the log's own numbers and the published ballots are left.
        if (await Box.GetStepSeedAsync(CancellationToken.None) is not { IsEmpty: false } seed)
            return false;
        _count = new LiveCount(_paper!, _rules!, new StepSizes(seed));
        return true;
    }
}
