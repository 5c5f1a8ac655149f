using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Grains.Journal;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.Stalls;

/// <summary>A day's wall of needs: rows that can be erased. Its stream <c>needs/day</c> holds which organiser put which up or took it down.</summary>
internal sealed class NeedsGrain : Grain, INeedsGrain
{
    private const int IdSymbols = 13;

    private readonly EventStream<long, NeedsEvent> _stream;
    private readonly INeedStore _store;
    private readonly TimeProvider _time;
    private readonly MinuteTurns _turns;
    private readonly string _day;
    private readonly SortedDictionary<string, NeedRow> _needs = new(StringComparer.Ordinal);

    /// <summary>Called by the grain host.</summary>
    public NeedsGrain(IJournal journal, INeedStore store, MinuteTurns turns, TimeProvider time)
    {
        (_day, _store, _turns, _time) = (this.GetPrimaryKeyString(), store, turns, time);
        _stream = new(journal, $"needs/{_day}", NeedsEventNames.All, 0, (count, _) => count + 1, DeactivateOnIdle);
    }

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _stream.ReadAsync(cancellationToken);
        foreach (var row in await _store.ReadAsync(_day, cancellationToken)) _needs[row.Id] = row;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> GetAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<string>>([.. _needs.Values.Where(need => need.OnWall).Select(need => need.Text)]);

    /// <inheritdoc/>
    public async Task<LeaveNeedResult> LeaveAsync(string text, CancellationToken cancellationToken)
    {
        text = PlainText.Composed(PlainText.WithoutHidden(text).Trim().ReplaceLineEndings(" "));
        if (await GrainFactory.GetGrain<IDecisionDayGrain>(_day).GetAsync(cancellationToken) is not { } day
            || !OffersDecision.Takes(day, _time.GetUtcNow())) return LeaveNeedResult.Closed;
        if (text.Length == 0 || PlainText.LineProblem(text, INeedsGrain.Longest, "The need") is not null) return LeaveNeedResult.Wrong;
        if (_needs.Values.Count(need => !need.OnWall) >= INeedsGrain.MostWaiting) return LeaveNeedResult.Full;
        if (!_turns.Take($"{_day}#needs", INeedsGrain.MostInMinute)) return LeaveNeedResult.Wait;
        await KeepAsync(new NeedRow(SecretCode.New(IdSymbols), text, OnWall: false));
        return LeaveNeedResult.Left;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<Need>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<Need>>(
        [.. _needs.Values.OrderBy(need => need.OnWall).Select(need => new Need(need.Id, need.Text, need.OnWall))]);

    /// <inheritdoc/>
    public async Task<DayOutcome> PutUpAsync(string need, string by, CancellationToken cancellationToken)
    {
        if (StallsDecision.By(by) is { } problem) return new DayOutcome(DayRefusal.Invalid, problem);
        if (!_needs.TryGetValue(need, out var row) || row.OnWall) return DayOutcome.Done;
        if (_needs.Values.Count(one => one.OnWall) >= INeedsGrain.MostOnWall)
            return new DayOutcome(DayRefusal.Invalid, $"The wall holds {INeedsGrain.MostOnWall}. Take one down first.");
        await _stream.AppendAsync([new NeedPutUp(need, by, _time.GetUtcNow())], cancellationToken);
        await KeepAsync(row with { OnWall = true });
        return DayOutcome.Done;
    }

    /// <inheritdoc/>
    public async Task<DayOutcome> TakeDownAsync(string need, string by, CancellationToken cancellationToken)
    {
        if (StallsDecision.By(by) is { } problem) return new DayOutcome(DayRefusal.Invalid, problem);
        if (!_needs.ContainsKey(need)) return DayOutcome.Done;
        await _stream.AppendAsync([new NeedTakenDown(need, by, _time.GetUtcNow())], cancellationToken);
        await WriteAsync(() => _store.EraseAsync(_day, need, CancellationToken.None));
        _needs.Remove(need);
        return DayOutcome.Done;
    }

    /// <inheritdoc/>
    public async Task<DayOutcome> RefuseWaitingAsync(string by, CancellationToken cancellationToken)
    {
        foreach (var need in _needs.Values.Where(need => !need.OnWall).Select(need => need.Id).ToArray())
            if (await TakeDownAsync(need, by, cancellationToken) is { Refusal: not DayRefusal.None } refused) return refused;
        return DayOutcome.Done;
    }

    /// <inheritdoc/>
    public async Task<bool> EndAsync(CancellationToken cancellationToken)
    {
        if (await GrainFactory.GetGrain<IDecisionDayGrain>(_day).GetAsync(cancellationToken) is not { } day || !OffersDecision.IsOver(day, _time.GetUtcNow())) return false;
        await EraseAsync(cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public async Task EraseAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(() => _store.EraseAllAsync(_day, cancellationToken));
        _needs.Clear();
    }

    private async Task KeepAsync(NeedRow row)
    {
        await WriteAsync(() => _store.PutAsync(_day, row, CancellationToken.None));
        _needs[row.Id] = row;
    }

    /// <summary>After a write whose outcome is not known the next activation reads what is true.</summary>
    private async Task WriteAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
