using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Contracts.Running;

/// <summary>How the stations of a day stand.</summary>
/// <param name="Since">From when on stations were listened to: the last start of the service.</param>
/// <param name="Contacts">The stations that were heard of since, by id.</param>
/// <param name="Calls">The calls, the newest first.</param>
[GenerateSerializer, Immutable, Alias("pbdd.RunningView")]
public sealed record RunningView(
    [property: Id(0)] DateTimeOffset Since, [property: Id(1)] ImmutableArray<StationContact> Contacts, [property: Id(2)] ImmutableArray<StationCall> Calls);

/// <summary>When a station was last heard of.</summary>
/// <param name="Station">Its public id.</param>
/// <param name="At">When.</param>
/// <param name="Queue">What it last said of its queue; <c>null</c> where it said nothing.</param>
[GenerateSerializer, Immutable, Alias("pbdd.StationContact")]
public sealed record StationContact([property: Id(0)] string Station, [property: Id(1)] DateTimeOffset At, [property: Id(2)] QueueSaid? Queue);

/// <summary>A door's queue, as whoever stands there counted it.</summary>
/// <param name="People">How many wait, from 0 to 999.</param>
/// <param name="Minutes">How many minutes until they are in, from 0 to 999; <c>null</c> where too few came lately to tell.</param>
/// <param name="At">When that was said; the grain's own time.</param>
[GenerateSerializer, Immutable, Alias("pbdd.QueueSaid")]
public sealed record QueueSaid([property: Id(0)] int People, [property: Id(1)] int? Minutes, [property: Id(2)] DateTimeOffset At)
{
    /// <summary>The most people or minutes of a queue.</summary>
    public const int Most = 999;
}
