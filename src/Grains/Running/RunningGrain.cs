using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Running;
using PbDecisionDay.Grains.Journal;
using PbDecisionDay.Grains.Stalls;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Running;

/// <summary>The running of a day, folded from its stream <c>running/day</c>; when stations were heard of is in memory alone.</summary>
internal sealed class RunningGrain : Grain, IRunningGrain
{
    private readonly EventStream<RunningState, RunningEvent> _stream;
    private readonly StationsSeen _seen;
    private readonly MinuteTurns _turns;
    private readonly TimeProvider _time;
    private readonly string _day;

    /// <summary>Called by the grain host.</summary>
    public RunningGrain(IJournal journal, StationsSeen seen, MinuteTurns turns, TimeProvider time)
    {
        (_day, _seen, _turns, _time) = (this.GetPrimaryKeyString(), seen, turns, time);
        _stream = new(journal, $"running/{_day}", RunningEventNames.All, RunningState.None, RunningState.Apply, DeactivateOnIdle);
    }

    private RunningState State => _stream.State;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken) => _stream.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<RunningView> GetAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new RunningView(_seen.Since, _seen.Of(_day), [.. State.Calls.Reverse()]));

    /// <inheritdoc/>
    public Task SeeAsync(string station, CancellationToken cancellationToken)
    {
        _seen.See(_day, station);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task SayQueueAsync(string station, QueueSaid queue, CancellationToken cancellationToken)
    {
        if (queue is { People: >= 0 and <= QueueSaid.Most, Minutes: null or (>= 0 and <= QueueSaid.Most) }) _seen.Say(_day, station, queue);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<CallAnswer> CallAsync(string station, CallReason reason, CancellationToken cancellationToken)
    {
        if (State.OpenOf(station) is { } open) return new CallAnswer(CallStatus.Called, open);
        if (!Enum.IsDefined(reason) || await DayAsync(cancellationToken) is not { } day
            || day.Phase == DayPhase.Archived || !day.Stations.Any(known => known is { Revoked: false } && known.Station == station)) return new CallAnswer(CallStatus.Unknown, null);
        if (!_turns.Take($"{_day}#call#{station}", IRunningGrain.MostCallsInMinute)) return new CallAnswer(CallStatus.Wait, null);
        // While the day was asked, the same station may have been answered.
        if (State.OpenOf(station) is { } meanwhile) return new CallAnswer(CallStatus.Called, meanwhile);
        await _stream.AppendAsync([new StationCalled((State.Called + 1).ToString(CultureInfo.InvariantCulture), station, reason, _time.GetUtcNow())], cancellationToken);
        return new CallAnswer(CallStatus.Called, State.OpenOf(station));
    }

    /// <inheritdoc/>
    public Task<StationCall?> GetCallAsync(string station, CancellationToken cancellationToken) => Task.FromResult(State.OpenOf(station));

    /// <inheritdoc/>
    public async Task<DayOutcome> ComeAsync(string call, string by, CancellationToken cancellationToken)
    {
        if (StallsDecision.By(by) is { } problem) return new DayOutcome(DayRefusal.Invalid, problem);
        if (State.Calls.Find(one => one.Id == call) is not { } known) return Unknown;
        if (known.ComingBy.Length == 0 && known.EndedAt is null) await _stream.AppendAsync([new OrganiserComing(call, by, _time.GetUtcNow())], cancellationToken);
        return DayOutcome.Done;
    }

    /// <inheritdoc/>
    public async Task<DayOutcome> EndCallAsync(string call, string by, CancellationToken cancellationToken)
    {
        if (StallsDecision.By(by) is { } problem) return new DayOutcome(DayRefusal.Invalid, problem);
        if (State.Calls.Find(one => one.Id == call) is not { } known) return Unknown;
        if (known.EndedAt is null) await _stream.AppendAsync([new CallEnded(call, by, _time.GetUtcNow())], cancellationToken);
        return DayOutcome.Done;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<Incident>> GetIncidentsAsync(CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<Incident>>([.. State.Incidents]);

    /// <inheritdoc/>
    public async Task<DayOutcome> WriteIncidentAsync(WriteIncident command, string by, CancellationToken cancellationToken)
    {
        var told = new WriteIncident(command.Clock.Trim(), Clean(command.Place), Clean(command.What), Clean(command.Handled));
        if (IncidentCheck.Of(told) is { } wrong) return new DayOutcome(DayRefusal.Invalid, wrong.Problem) { Field = wrong.Field };
        if (await RefusalAsync(by, cancellationToken) is { } refused) return refused;
        if (State.Incidents.Count >= IRunningGrain.MostIncidents) return new DayOutcome(DayRefusal.Invalid, $"The book holds {IRunningGrain.MostIncidents} entries. Add to one that is there.");
        // A form that is sent twice is one entry.
        if (State.Incidents.LastOrDefault() is { } last && last.Told == told && last.By == by) return DayOutcome.Done;
        await _stream.AppendAsync([new IncidentWritten((State.Incidents.Count + 1).ToString(CultureInfo.InvariantCulture), told, by, _time.GetUtcNow())], cancellationToken);
        return DayOutcome.Done;
    }

    /// <inheritdoc/>
    public async Task<DayOutcome> AddToIncidentAsync(string incident, string text, string by, CancellationToken cancellationToken)
    {
        text = Clean(text);
        if (IncidentCheck.Addition(text) is { } wrong) return new DayOutcome(DayRefusal.Invalid, wrong) { Field = $"Text-{incident}" };
        if (await RefusalAsync(by, cancellationToken) is { } refused) return refused;
        if (State.Incidents.Find(one => one.Id == incident) is not { } known) return Unknown;
        if (known.Additions.Length >= IRunningGrain.MostAdditions) return new DayOutcome(DayRefusal.Invalid, "This entry is full. Write a new one.");
        if (known.Additions.LastOrDefault() is { } last && last.Text == text && last.By == by) return DayOutcome.Done;
        await _stream.AppendAsync([new IncidentAdded(incident, text, by, _time.GetUtcNow())], cancellationToken);
        return DayOutcome.Done;
    }

    private static DayOutcome Unknown => new(DayRefusal.Unknown, "There is no such entry. Load the page again.");

    private static string Clean(string text) => PlainText.Composed(text.ReplaceLineEndings("\n").Trim());

    private async Task<DayOutcome?> RefusalAsync(string by, CancellationToken cancellationToken) =>
        StallsDecision.By(by) is { } problem ? new DayOutcome(DayRefusal.Invalid, problem)
        : await DayAsync(cancellationToken) is not { } day ? new DayOutcome(DayRefusal.NoSuchDay, "There is no such day.")
        : day.Phase == DayPhase.Archived ? new DayOutcome(DayRefusal.WrongPhase, "The day is archived. Nothing is written into its book any more.")
        : null;

    private Task<DayView?> DayAsync(CancellationToken cancellationToken) => GrainFactory.GetGrain<IDecisionDayGrain>(_day).GetAsync(cancellationToken);
}
