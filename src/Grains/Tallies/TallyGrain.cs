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
    private readonly Dictionary<string, LogPosition> _logs = new(StringComparer.Ordinal);
    private Task _reading = Task.CompletedTask;

    private TallySnapshot? _snapshot;
    private long _lookedAt;
    private Task<TallySnapshot>? _look;

    private ShownStep _shown = ShownStep.None;
    private PaperChanges _changes = PaperChanges.None, _shownChanges = PaperChanges.None;
    private Task _allocating = Task.CompletedTask;
    private (long Since, TimeSpan For)? _rest;

    private IBallotBoxGrain Box => BoxOf(BoxKey.MainLog);

    /// <summary>How many entries were counted, over all logs.</summary>
    private long Position => _logs.Values.Sum(log => log.Position);

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
        await ReadToAsync(await SizesAsync(status));
        return _count is { } count ? [.. count.All.Ballots()] : await Box.GetPublishedAsync(cancellationToken);
    }

    private Task<TallySnapshot> LookOnBeatAsync() => _look is { IsCompleted: false } look ? look : _look = LookAsync();

    /// <summary>Looks at the box once the last look is a beat old, and counts at least as far as the box stood.</summary>
    private async Task<TallySnapshot> LookAsync()
    {
        if (_snapshot is not null && Beat - time.GetElapsedTime(_lookedAt) is var rest && rest > TimeSpan.Zero)
            await Task.Delay(rest, time);
        var status = await Box.GetStatusAsync(CancellationToken.None);
        var sizes = await SizesAsync(status);
        var day = status.With(sizes.Select(log => (log.Key, log.Value)));
        await ReadToAsync(sizes);
        _changes = new(
            status.PotTotals.ToImmutableSortedDictionary(pot => pot.Pot, pot => pot.Amount, StringComparer.Ordinal),
            status.Withdrawn.ToImmutableSortedSet(StringComparer.Ordinal));
        ShowNewestStep();
        if (_shown.Ballots == 0 && !_allocating.IsCompleted)
            await Task.WhenAny(_allocating, Task.Delay(FirstAllocation));
        var checkpoint = await Box.GetCheckpointAsync(CancellationToken.None);
        // From the close to the declaration there are no standings: the count says what is funded.
        var shown = status.Phase == BoxPhase.Closed ? ShownStep.None : _shown;
        _snapshot = new TallySnapshot(
            _count is null ? status.LogSize : Position, status.Phase, day.Issued, _count?.All.Standings.Ballots ?? status.Ballots, Live,
            shown.Ballots, shown.Standings, checkpoint, ChecksToShow(status.Phase, day.Challenges));
        _lookedAt = time.GetTimestamp();
        return _snapshot;
    }

    /// <summary>How many checks are shown: what there were when the newest step came, or all once nobody can vote or check any more.</summary>
    private long ChecksToShow(BoxPhase phase, long made) => _count is { } count && phase != BoxPhase.Closed ? count.ShownChecks : made;

    /// <summary>Moves the standings to the newest step, at once or, where it takes an allocation, when that is done.</summary>
    private void ShowNewestStep()
    {
        // What is withdrawn meanwhile is not shown as funded any more, though no ballot comes in.
        if (_count is not { } count || (count.ShownBallots == _shown.Ballots && (Live != LiveResults.Standings || Same(_changes, _shownChanges))))
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
                _allocating = AllocateAsync(count.ToAllocate(_changes));
                break;
        }
    }

    // Sets and dictionaries are equal by what they hold.
    private static bool Same(PaperChanges one, PaperChanges other) =>
        one.Withdrawn.SetEquals(other.Withdrawn) && one.Pots.SequenceEqual(other.Pots);

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
            _shownChanges = step.Changes;
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

    /// <summary>Where each log that is counted stands: the main one, and the others that are not left out.</summary>
    private async Task<Dictionary<string, BoxStatus>> SizesAsync(BoxStatus main)
    {
        var sizes = new Dictionary<string, BoxStatus>(StringComparer.Ordinal) { [BoxKey.MainLog] = main };
        foreach (var log in main.Logs.Where(log => log.State != LogState.Missing))
            sizes[log.Log] = await BoxOf(log.Log).GetStatusAsync(CancellationToken.None);
        return sizes;
    }

    /// <summary>Reads the boxes at least up to these log sizes. Only one reads at a time; the others wait for it.</summary>
    private async Task ReadToAsync(Dictionary<string, BoxStatus> sizes)
    {
        // What a log that is left out had cast counts no more: only reading from the beginning makes it right.
        if (_logs.Keys.Any(log => !sizes.ContainsKey(log)))
            Forget();
        while (_count is null || sizes.Any(log => !_logs.TryGetValue(log.Key, out var read) || read.Position < log.Value.LogSize))
        {
            var joined = !_reading.IsCompleted;
            if (!joined)
                _reading = ReadAsync(sizes.Keys);
            await _reading;
            if (!joined && _count is null)
                return;
        }
    }

    private async Task ReadAsync(IEnumerable<string> logs)
    {
        if (_count is null && !await BeginAsync())
            return;
        foreach (var name in logs)
        {
            if (!_logs.TryGetValue(name, out var log))
                _logs[name] = log = new LogPosition(new LiveSteps(new StepSizes(await BoxOf(name).GetStepSeedAsync(CancellationToken.None))));
            CountedPage page;
            do
            {
                page = await BoxOf(name).ReadCountedAsync(log.Position, CancellationToken.None);
                Take(log, page);
                // What is opened while votes are only checked takes nothing off the screens.
                if (page.Ended)
                    log.Steps.Stop();
            }
            while (log.Position < page.LogSize);
        }
    }

    private void Take(LogPosition log, CountedPage page)
    {
        try
        {
            _count!.Take(log.Steps, page.Changes);
            log.Position = page.NextIndex;
        }
        catch
        {
            // Half a page is counted: only reading from the beginning makes it right.
            Forget();
            throw;
        }
    }

    private void Forget()
    {
        _count = null;
        _logs.Clear();
    }

    private async Task<bool> BeginAsync()
    {
        var frozen = await Box.GetFrozenAsync(CancellationToken.None);
        if (frozen.Paper.Length == 0)
            return false;
        if (!Paper.TryParse(frozen.Paper, out _paper, out var problem) || !FrozenRules.TryParse(frozen.Rules, out _rules, out problem))
            throw new InvalidDataException($"The box was opened under a paper or rules that cannot be read: {problem}");
        // Once the openings key is destroyed nobody here can count what was sealed: the log's own numbers and the published ballots are left.
        if (await Box.GetStepSeedAsync(CancellationToken.None) is not { IsEmpty: false })
            return false;
        _count = new LiveCount(_paper!, _rules!);
        return true;
    }

    private IBallotBoxGrain BoxOf(string log) => GrainFactory.GetGrain<IBallotBoxGrain>(BoxKey.For(this.GetPrimaryKeyString(), log));

    /// <summary>How far a log is read, and where its live steps stand.</summary>
    private sealed class LogPosition(LiveSteps steps)
    {
        public LiveSteps Steps => steps;

        public long Position { get; set; }
    }
}
