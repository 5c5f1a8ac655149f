using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Contracts.Stalls;

/// <summary>Somebody else who gives money, as the organisers of a day list them for projects that were not funded. The service never asks their site for anything.</summary>
/// <param name="Name">Their name, one line of at most <see cref="LongestName"/> characters.</param>
/// <param name="Address">An absolute https address of a named host, as a video's: <see cref="StallVideo.Address"/>.</param>
/// <param name="Sentence">What they give money for: one sentence a language, at most <see cref="LongestSentence"/> characters each; the first of them for everybody else.</param>
[GenerateSerializer, Immutable, Alias("pbdd.OtherFunder")]
public sealed record OtherFunder([property: Id(0)] string Name, [property: Id(1)] string Address, [property: Id(2)] ImmutableArray<LocalText> Sentence)
{
    /// <summary>The most of them that a day lists.</summary>
    public const int Most = 20;

    /// <summary>The most characters of a name.</summary>
    public const int LongestName = 120;

    /// <summary>The most characters of a sentence.</summary>
    public const int LongestSentence = 200;
}
