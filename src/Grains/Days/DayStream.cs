using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Journal;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Days;

/// <summary>The memory of a day: its stream <c>day/id</c>, folded. Whatever is decided about the day becomes durable here, or nowhere.</summary>
internal sealed class DayStream
{
    private readonly EventStream<DayState, DayEvent> _stream;
    private readonly TimeProvider _time;
    private Action _moved = () => { };

    /// <summary>The memory of one activation, empty until it is read.</summary>
    /// <param name="journal">Where the stream stands.</param>
    /// <param name="day">The day's id.</param>
    /// <param name="time">The clock of the events.</param>
    /// <param name="deactivate">Ends the activation after a write whose outcome is not known.</param>
    public DayStream(IJournal journal, string day, TimeProvider time, Action deactivate)
    {
        (Day, _time) = (day, time);
        _stream = new(journal, $"day/{day}", DayEventNames.All, DayState.None, (state, happened) => state.Apply(happened), deactivate);
    }

    /// <summary>The day's id.</summary>
    public string Day { get; }

    /// <summary>The day as it is durable; another one after every await in which something was written.</summary>
    public DayState State => _stream.State;

    /// <summary>The time for the next event.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Has something called after the first reading and after each write.</summary>
    public void WhenMoved(Action moved) => _moved = moved;

    /// <summary>Reads the day; once, when its grain is activated.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await _stream.ReadAsync(cancellationToken);
        _moved();
    }

    /// <summary>Writes what was decided, and gives the decision's answer once it is durable.</summary>
    public async Task<DayOutcome> CarryOutAsync(Decision decision, CancellationToken cancellationToken)
    {
        if (!await _stream.TryAppendAsync(decision.Events, cancellationToken)) return BoxAnswer.Unavailable;
        _moved();
        return decision.Outcome;
    }

    /// <summary>Writes what another grain has done already, so that nothing cancels it.</summary>
    public Task<DayOutcome> WriteDownAsync(params DayEvent[] happened) =>
        CarryOutAsync(Decision.Write([.. happened]), CancellationToken.None);

    /// <summary>Writes an event where the caller's answer has no room for a failure.</summary>
    /// <exception cref="Contracts.Failures.JournalUnavailableException">The write failed.</exception>
    public async Task AppendAsync(DayEvent happened, CancellationToken cancellationToken)
    {
        await _stream.AppendAsync([happened], cancellationToken);
        _moved();
    }
}
