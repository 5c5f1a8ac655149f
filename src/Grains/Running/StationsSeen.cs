using System.Collections.Concurrent;
using System.Collections.Immutable;
using PbDecisionDay.Contracts.Running;

namespace PbDecisionDay.Grains.Running;

/// <summary>
/// When each station was last heard of, in the memory of the process: a grain that is put to sleep and woken again forgets nothing of it. A start does, so that
/// <see cref="Since"/> is part of every answer. Nothing of it is written: it says of nobody when they came.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class StationsSeen(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Day, string Station), StationContact> _seen = new();

    /// <summary>From when on stations were listened to.</summary>
    internal DateTimeOffset Since { get; } = time.GetUtcNow();

    /// <summary>Notes that a station was heard of.</summary>
    internal void See(string day, string station) => Note(day, station, known => known with { At = time.GetUtcNow() });

    /// <summary>Notes what a door says of its queue.</summary>
    internal void Say(string day, string station, QueueSaid queue)
    {
        var now = time.GetUtcNow();
        Note(day, station, known => known with { At = now, Queue = queue with { At = now } });
    }

    /// <summary>The stations of a day that were heard of.</summary>
    internal ImmutableArray<StationContact> Of(string day) =>
        [.. _seen.Where(one => one.Key.Day == day).Select(one => one.Value).OrderBy(one => one.Station, StringComparer.Ordinal)];

    private void Note(string day, string station, Func<StationContact, StationContact> change) => _seen.AddOrUpdate(
        (day, station), _ => change(new StationContact(station, time.GetUtcNow(), null)), (_, known) => change(known));
}
