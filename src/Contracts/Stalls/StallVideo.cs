using Orleans;

namespace PbDecisionDay.Contracts.Stalls;

/// <summary>A link to a video about a stall, on another site. The service shows the link and never loads what is behind it.</summary>
/// <param name="Stall">The stall.</param>
/// <param name="Address">An absolute https address of a named host, in ASCII, at most <see cref="IStallsGrain.LongestAddress"/> characters, without a user.</param>
/// <param name="Kind">What the video is.</param>
/// <param name="Captions">Whether it has captions.</param>
/// <param name="Language">The tag of the language that is spoken in it or written in its captions; empty where it is signed without either.</param>
[GenerateSerializer, Immutable, Alias("pbdd.StallVideo")]
public sealed record StallVideo(
    [property: Id(0)] StallName Stall, [property: Id(1)] string Address, [property: Id(2)] VideoKind Kind, [property: Id(3)] bool Captions,
    [property: Id(4)] string Language);

/// <summary>What a video is.</summary>
[GenerateSerializer, Alias("pbdd.VideoKind")]
public enum VideoKind
{
    /// <summary>In British Sign Language.</summary>
    BritishSign,

    /// <summary>In another sign language.</summary>
    OtherSign,

    /// <summary>Any other film.</summary>
    Film,
}
