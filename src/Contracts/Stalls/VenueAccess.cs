using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Contracts.Stalls;

/// <summary>How people get into a venue and round it.</summary>
/// <param name="Venue">The venue's id among its day's.</param>
/// <param name="Facts">What is said of it, each thing once. What is not said stands nowhere.</param>
[GenerateSerializer, Immutable, Alias("pbdd.VenueAccess")]
public sealed record VenueAccess([property: Id(0)] string Venue, [property: Id(1)] ImmutableArray<AccessFact> Facts);

/// <summary>One thing that is said of a venue.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Answer">Whether it is there.</param>
/// <param name="Notes">More about it, such as hours or a telephone number, at most <see cref="IStallsGrain.LongestNote"/> characters a language; may be empty.</param>
[GenerateSerializer, Immutable, Alias("pbdd.AccessFact")]
public sealed record AccessFact(
    [property: Id(0)] AccessKind Kind, [property: Id(1)] AccessAnswer Answer, [property: Id(2)] ImmutableArray<LocalText> Notes);

/// <summary>What people ask before they come.</summary>
[GenerateSerializer, Alias("pbdd.AccessKind")]
public enum AccessKind
{
    /// <summary>In, round the stalls and to the toilets without a step.</summary>
    StepFree,

    /// <summary>A toilet for people who use a wheelchair.</summary>
    Toilets,

    /// <summary>A quiet room.</summary>
    QuietRoom,

    /// <summary>A hearing loop.</summary>
    HearingLoop,

    /// <summary>British Sign Language, and when.</summary>
    SignLanguage,

    /// <summary>Somebody who looks after children.</summary>
    Childcare,

    /// <summary>Buses, trains and parking.</summary>
    Transport,

    /// <summary>Being fetched and brought home.</summary>
    Ride,
}

/// <summary>Whether a venue has it.</summary>
[GenerateSerializer, Alias("pbdd.AccessAnswer")]
public enum AccessAnswer
{
    /// <summary>Only the notes say it.</summary>
    Told,

    /// <summary>It has.</summary>
    Yes,

    /// <summary>It has not.</summary>
    No,

    /// <summary>It can be had by those who ask before they come.</summary>
    Ask,
}
