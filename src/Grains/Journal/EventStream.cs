using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Journal;

/// <summary>
/// A grain's memory: its stream, folded. Write, then remember: the state moves only after the events are durable.
/// A write that fails may or may not have happened, so the grain is deactivated and its next activation reads what is true.
/// </summary>
/// <param name="journal">Where the stream stands.</param>
/// <param name="name">The stream's name.</param>
/// <param name="names">How its events are called and written.</param>
/// <param name="start">The state before the first event.</param>
/// <param name="apply">The state after an event.</param>
/// <param name="deactivate">Ends the activation that owns this memory once its running request is answered.</param>
internal sealed class EventStream<TState, TEvent>(
    IJournal journal,
    string name,
    EventNames<TEvent> names,
    TState start,
    Func<TState, TEvent, TState> apply,
    Action deactivate)
    where TEvent : notnull
{
    private long version;
    private bool lost;

    /// <summary>What the events written so far come to.</summary>
    public TState State { get; private set; } = start;

    /// <summary>Reads what has been written since this was last asked; once, when the grain is activated.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (var recorded in journal.ReadAsync(name, version, cancellationToken))
        {
            State = apply(State, names.Read(recorded.Kind, recorded.Body.Span));
            version++;
        }
    }

    /// <summary>Writes events, then remembers them.</summary>
    /// <returns>Whether they are durable; if not, nothing may be acknowledged and the caller asks again.</returns>
    public async Task<bool> TryAppendAsync(IReadOnlyList<TEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0) return true;
        if (lost) return false;
        try
        {
            await journal.AppendAsync(name, version, [.. events.Select(names.Write)], [], cancellationToken);
        }
        catch (Exception reason) when (OutcomeUnknown.IsCause(reason))
        {
            lost = true;
            deactivate();
            return false;
        }

        version += events.Count;
        State = events.Aggregate(State, apply);
        return true;
    }

    /// <summary>Writes events where the caller's answer has no room for a failure.</summary>
    /// <exception cref="JournalUnavailableException">The write failed.</exception>
    public async Task AppendAsync(IReadOnlyList<TEvent> events, CancellationToken cancellationToken)
    {
        if (!await TryAppendAsync(events, cancellationToken))
            throw new JournalUnavailableException("What was asked could not be written down; ask again.");
    }
}
