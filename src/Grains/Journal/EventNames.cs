using System.Text.Json.Serialization.Metadata;
using System.Text.Json;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Journal;

/// <summary>
/// The stable names under which one family of events stands in the journal, each with its JSON. A name and a shape that
/// have been written once stay for ever: what changes gets a new name.
/// </summary>
/// <typeparam name="TEvent">The family's base record.</typeparam>
internal sealed class EventNames<TEvent>
    where TEvent : notnull
{
    private readonly Dictionary<Type, Entry> byType = [];
    private readonly Dictionary<string, Entry> byName = new(StringComparer.Ordinal);

    /// <summary>Every name, in the order they were given.</summary>
    public IEnumerable<string> All => byName.Keys;

    /// <summary>Gives a kind of event its name.</summary>
    public EventNames<TEvent> Name<T>(string name, JsonTypeInfo<T> json)
        where T : TEvent
    {
        var entry = new Entry(name, json);
        byType.Add(typeof(T), entry);
        byName.Add(name, entry);
        return this;
    }

    /// <summary>The event as it is written.</summary>
    public JournalEvent Write(TEvent happened)
    {
        var entry = byType[happened.GetType()];
        return new JournalEvent(entry.Name, JsonSerializer.SerializeToUtf8Bytes(happened, entry.Json));
    }

    /// <summary>The event as it was written.</summary>
    /// <exception cref="InvalidDataException">The name is not known, or the JSON is not an event of that name.</exception>
    public TEvent Read(string name, ReadOnlySpan<byte> body)
    {
        if (!byName.TryGetValue(name, out var entry))
            throw new InvalidDataException($"The journal holds an event '{name}', which this version does not know; start the version that wrote it, or a later one.");
        try
        {
            return (TEvent)JsonSerializer.Deserialize(body, entry.Json)!;
        }
        catch (JsonException reason)
        {
            throw new InvalidDataException($"The journal holds an event '{name}' that cannot be read.", reason);
        }
    }

    private sealed record Entry(string Name, JsonTypeInfo Json);
}
