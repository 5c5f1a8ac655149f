using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Contracts.Stalls;

/// <summary>What somebody offers a stall.</summary>
[GenerateSerializer, Alias("pbdd.OfferKind")]
public enum OfferKind
{
    /// <summary>I would come.</summary>
    Come,

    /// <summary>I can help.</summary>
    Help,

    /// <summary>I could share this: a class, a taxi or an assistant that several people's budgets pay for.</summary>
    Share,
}

/// <summary>What several people's budgets could pay for together.</summary>
[GenerateSerializer, Alias("pbdd.SharedThing")]
public enum SharedThing
{
    /// <summary>A class or a course.</summary>
    Class,

    /// <summary>A taxi or a minibus.</summary>
    Taxi,

    /// <summary>A personal assistant.</summary>
    Assistant,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>An offer to be kept.</summary>
/// <param name="Stall">The stall's proposal.</param>
/// <param name="Kind">What is offered.</param>
/// <param name="Contact">How the group can reach the person, one line of at most <see cref="IOffersGrain.LongestContact"/> characters; may be empty.</param>
/// <param name="Consent">Whether the person agreed that the group gets the contact; a contact without it is refused.</param>
[GenerateSerializer, Immutable, Alias("pbdd.LeaveOffer")]
public sealed record LeaveOffer([property: Id(0)] string Stall, [property: Id(1)] OfferKind Kind, [property: Id(2)] string Contact, [property: Id(3)] bool Consent)
{
    /// <summary>What would be shared, each once; may be empty. Only <see cref="OfferKind.Share"/> has any: with another kind they are dropped.</summary>
    [Id(4)]
    public ImmutableArray<SharedThing> Things { get; init; } = [];
}

/// <summary>What leaving an offer came to.</summary>
/// <param name="Status">Whether it is kept.</param>
/// <param name="Code">The code that takes it back, twelve symbols in three groups; empty where it is not kept.</param>
[GenerateSerializer, Immutable, Alias("pbdd.LeftOffer")]
public sealed record LeftOffer([property: Id(0)] LeaveStatus Status, [property: Id(1)] string Code);

/// <summary>Whether an offer is kept.</summary>
[GenerateSerializer, Alias("pbdd.LeaveStatus")]
public enum LeaveStatus
{
    /// <summary>It is kept.</summary>
    Left,

    /// <summary>The day takes no offers: it is not published, or over, or has no such stall.</summary>
    Closed,

    /// <summary>A contact came without the person's agreement. Nothing of it is kept.</summary>
    NoConsent,

    /// <summary>The contact is too long, or no line of text.</summary>
    WrongContact,

    /// <summary>The stall has as many offers as are kept.</summary>
    Full,

    /// <summary>The day takes no more in this minute.</summary>
    Wait,
}

/// <summary>What taking an offer back came to.</summary>
[GenerateSerializer, Alias("pbdd.TakeBackResult")]
public enum TakeBackResult
{
    /// <summary>It is erased.</summary>
    Erased,

    /// <summary>No offer has this code, or not any more.</summary>
    Unknown,

    /// <summary>The day takes no more codes in this minute.</summary>
    Wait,
}

/// <summary>What everyone may know of a day's offers.</summary>
/// <param name="Takes">Whether it takes offers now.</param>
/// <param name="EndsOn">The last day on which they are kept, <c>yyyy-MM-dd</c>; empty for a day that is not published.</param>
/// <param name="Counts">The numbers in steps of <see cref="IOffersGrain.LeastTold"/>; smaller ones are left out.</param>
[GenerateSerializer, Immutable, Alias("pbdd.OffersTold")]
public sealed record OffersTold([property: Id(0)] bool Takes, [property: Id(1)] string EndsOn, [property: Id(2)] ImmutableArray<OfferCount> Counts)
{
    /// <summary>How many could share which thing, told as <see cref="Counts"/> are. Somebody may have named several, or none.</summary>
    [Id(3)]
    public ImmutableArray<SharedCount> Shared { get; init; } = [];
}

/// <summary>How many offered something.</summary>
/// <param name="Stall">The stall's proposal.</param>
/// <param name="Kind">What they offered.</param>
/// <param name="Count">So many or more: a step of <see cref="IOffersGrain.LeastTold"/>.</param>
[GenerateSerializer, Immutable, Alias("pbdd.OfferCount")]
public sealed record OfferCount([property: Id(0)] string Stall, [property: Id(1)] OfferKind Kind, [property: Id(2)] int Count);

/// <summary>How many could share a thing.</summary>
/// <param name="Stall">The stall's proposal.</param>
/// <param name="Thing">What they could share.</param>
/// <param name="Count">So many or more: a step of <see cref="IOffersGrain.LeastTold"/>.</param>
[GenerateSerializer, Immutable, Alias("pbdd.SharedCount")]
public sealed record SharedCount([property: Id(0)] string Stall, [property: Id(1)] SharedThing Thing, [property: Id(2)] int Count);

/// <summary>An offer as its group gets it.</summary>
/// <param name="Kind">What is offered.</param>
/// <param name="Contact">The contact; empty where the person left none.</param>
[GenerateSerializer, Immutable, Alias("pbdd.OpenedOffer")]
public sealed record OpenedOffer([property: Id(0)] OfferKind Kind, [property: Id(1)] string Contact)
{
    /// <summary>What would be shared, in the enum's order; empty where the person named nothing.</summary>
    [Id(2)]
    public ImmutableArray<SharedThing> Things { get; init; } = [];
}

/// <summary>That somebody opened a stall's offers.</summary>
/// <param name="Stall">The stall's proposal.</param>
/// <param name="By">The organiser's id.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("pbdd.OffersOpening")]
public sealed record OffersOpening([property: Id(0)] string Stall, [property: Id(1)] string By, [property: Id(2)] DateTimeOffset At);
