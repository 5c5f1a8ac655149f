using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Orleans;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Contracts.Presenting;

/// <summary>What a day's presenter shows the hall.</summary>
/// <param name="Number">How often it changed; rises and never falls.</param>
/// <param name="Deck">The deck that was turned last; <see cref="PresentedDeck.None"/> before any was.</param>
/// <param name="Page">The page it was turned to.</param>
/// <param name="Announcement">What is announced; <c>null</c> for nothing.</param>
/// <param name="Talk">Whose minutes run; <c>null</c> for nobody's.</param>
[GenerateSerializer, Immutable, Alias("pbdd.Presentation")]
public sealed record Presentation(
    [property: Id(0)] long Number,
    [property: Id(1)] PresentedDeck Deck,
    [property: Id(2)] int Page,
    [property: Id(3)] Announcement? Announcement,
    [property: Id(4)] Talk? Talk)
{
    /// <summary>When the announcement goes by itself; <c>null</c> where it stays until it is taken off, or nothing is announced.</summary>
    [Id(5)]
    public DateTimeOffset? AnnouncedUntil { get; init; }
}

/// <summary>Pages that somebody turns, one after the other.</summary>
[GenerateSerializer, Alias("pbdd.PresentedDeck")]
public enum PresentedDeck
{
    /// <summary>None yet: screens turn by themselves.</summary>
    None,

    /// <summary>The papers that the dice named, between the count and the declaration.</summary>
    Papers,

    /// <summary>The result, award by award, from the declaration on.</summary>
    Result,
}

/// <summary>What the hall is told.</summary>
/// <param name="Texts">What is said, in the languages it was written in; empty for a last call.</param>
/// <param name="LastCall">When voting ends by the clock on the wall, as <c>14:45</c>; empty for anything else. Each screen says it in its language.</param>
[GenerateSerializer, Immutable, Alias("pbdd.Announcement")]
public sealed record Announcement([property: Id(0)] ImmutableArray<LocalText> Texts, [property: Id(1)] string LastCall)
{
    /// <summary>For how many minutes it stands, up to <see cref="IPresentationGrain.LongestAnnounced"/>, a last call up to
    /// <see cref="IPresentationGrain.LongestLastCall"/>; 0 until it is taken off.</summary>
    [Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Minutes { get; init; }
}

/// <summary>A group's minutes.</summary>
/// <param name="Proposal">Its proposal.</param>
/// <param name="EndsAt">When they are over.</param>
/// <param name="Seconds">How long they are, in seconds.</param>
[GenerateSerializer, Immutable, Alias("pbdd.Talk")]
public sealed record Talk([property: Id(0)] string Proposal, [property: Id(1)] DateTimeOffset EndsAt, [property: Id(2)] int Seconds);
