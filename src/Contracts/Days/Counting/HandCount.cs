using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Contracts.Days.Counting;

/// <summary>What the count team counted by hand after the close. The log does not know at which hub a card was used; only hands do.</summary>
/// <param name="Hubs">A line for each of the day's hubs, in the order of its settings.</param>
/// <param name="KeptBack">Printed cards that went to no hub.</param>
[GenerateSerializer, Immutable, Alias("pbdd.HandCount")]
public sealed record HandCount(
    [property: Id(0)] ImmutableArray<HubCount> Hubs,
    [property: Id(1)] long KeptBack)
{
    /// <summary>The largest number that is taken for a count.</summary>
    public const long Most = 10_000_000;

    /// <summary>Cards that all hubs were given.</summary>
    public long Received => Hubs.Sum(hub => hub.Received);

    /// <summary>Cards that all hubs handed to people.</summary>
    public long HandedOut => Hubs.Sum(hub => hub.HandedOut);

    /// <summary>Paper ballots in all boxes.</summary>
    public long Slips => Hubs.Sum(hub => hub.Slips);
}

/// <summary>One hub's table after the close.</summary>
/// <param name="Hub">The hub's id.</param>
/// <param name="Received">Cards it was given.</param>
/// <param name="Unused">Cards it gave back unused.</param>
/// <param name="Destroyed">Cards that were spoiled or destroyed there.</param>
/// <param name="Slips">Paper ballots in its box.</param>
[GenerateSerializer, Immutable, Alias("pbdd.HubCount")]
public sealed record HubCount(
    [property: Id(0)] string Hub,
    [property: Id(1)] long Received,
    [property: Id(2)] long Unused,
    [property: Id(3)] long Destroyed,
    [property: Id(4)] long Slips)
{
    /// <summary>Cards it must have handed to people; below 0 where more came back than were given.</summary>
    public long HandedOut => Received - Unused - Destroyed;
}
