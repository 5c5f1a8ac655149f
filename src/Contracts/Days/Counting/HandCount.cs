using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Contracts.Days.Counting;

/// <summary>What the count team counted by hand after the close. The log does not know at which venue a card was used; only hands do.</summary>
/// <param name="Venues">A line for each of the day's venues, in the order of its settings.</param>
/// <param name="KeptBack">Printed cards that went to no venue.</param>
[GenerateSerializer, Immutable, Alias("pbdd.HandCount")]
public sealed record HandCount(
    [property: Id(0)] ImmutableArray<VenueCount> Venues,
    [property: Id(1)] long KeptBack)
{
    /// <summary>The largest number that is taken for a count.</summary>
    public const long Most = 10_000_000;

    /// <summary>Cards that all venues were given.</summary>
    public long Received => Venues.Sum(venue => venue.Received);

    /// <summary>Cards that all venues handed to people.</summary>
    public long HandedOut => Venues.Sum(venue => venue.HandedOut);

    /// <summary>Paper ballots in all boxes.</summary>
    public long Slips => Venues.Sum(venue => venue.Slips);
}

/// <summary>One venue's table after the close.</summary>
/// <param name="Venue">The venue's id.</param>
/// <param name="Received">Cards it was given.</param>
/// <param name="Unused">Cards it gave back unused.</param>
/// <param name="Destroyed">Cards that were spoiled or destroyed there.</param>
/// <param name="Slips">Paper ballots in its box.</param>
[GenerateSerializer, Immutable, Alias("pbdd.VenueCount")]
public sealed record VenueCount(
    [property: Id(0)] string Venue,
    [property: Id(1)] long Received,
    [property: Id(2)] long Unused,
    [property: Id(3)] long Destroyed,
    [property: Id(4)] long Slips)
{
    /// <summary>Cards it must have handed to people; below 0 where more came back than were given.</summary>
    public long HandedOut => Received - Unused - Destroyed;
}
