using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Contracts.Stalls;

/// <summary>A stall told in pictures, for people who read little.</summary>
/// <param name="Stall">The stall.</param>
/// <param name="Pictures"><see cref="FewestPictures"/> to <see cref="MostPictures"/>, in the order in which they tell it.</param>
[GenerateSerializer, Immutable, Alias("pbdd.StallStrip")]
public sealed record StallStrip([property: Id(0)] StallName Stall, [property: Id(1)] ImmutableArray<StripPicture> Pictures)
{
    /// <summary>The fewest pictures that tell something.</summary>
    public const int FewestPictures = 3;

    /// <summary>The most pictures.</summary>
    public const int MostPictures = 5;
}

/// <summary>One picture of a strip.</summary>
/// <param name="Picture">The name of a picture in the service's set. It decorates: what it tells stands in the words.</param>
/// <param name="Words">At most <see cref="IStallsGrain.LongestStripWords"/> characters a language, the day's first language first.</param>
[GenerateSerializer, Immutable, Alias("pbdd.StripPicture")]
public sealed record StripPicture([property: Id(0)] string Picture, [property: Id(1)] ImmutableArray<LocalText> Words);
