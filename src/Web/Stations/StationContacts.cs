using System.Collections.Concurrent;
using Orleans;
using PbDecisionDay.Contracts.Running;

namespace PbDecisionDay.Web.Stations;

/// <summary>Tells the day that a station was heard of: with its first request, and then every few seconds while it asks.</summary>
/// <param name="grains">Where the day is.</param>
/// <param name="time">The clock.</param>
public sealed class StationContacts(IGrainFactory grains, TimeProvider time)
{
    // A door that hands out a card a second need not say each time that it is there.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<(string Day, string Station), long> _told = new();

    /// <summary>Notes that a station was heard of. It never waits and never fails: a station's own question is not held up by this.</summary>
    public void Note(string day, string station)
    {
        var now = time.GetTimestamp();
        if (_told.TryGetValue((day, station), out var last) && time.GetElapsedTime(last, now) < Every) return;
        _told[(day, station)] = now;
        grains.GetGrain<IRunningGrain>(day).SeeAsync(station, CancellationToken.None).Ignore();
    }
}
