using Orleans;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Contracts.Days;

/// <summary>A paired station.</summary>
/// <param name="Station">Its public id, random, 16 characters of base32.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Name">What people call it, for example <c>Main door</c>.</param>
/// <param name="Venue">The venue it stands in.</param>
/// <param name="Revoked">Whether it may do nothing any more.</param>
[GenerateSerializer, Immutable, Alias("pbdd.StationView")]
public sealed record StationView(
    [property: Id(0)] string Station,
    [property: Id(1)] StationRole Role,
    [property: Id(2)] string Name,
    [property: Id(3)] string Venue,
    [property: Id(4)] bool Revoked);

/// <summary>Asks for a pairing code.</summary>
/// <param name="Role">What the station will be for.</param>
/// <param name="Name">1 to 40 characters.</param>
/// <param name="Venue">One of the day's venues.</param>
/// <param name="By">The organiser's id.</param>
[GenerateSerializer, Immutable, Alias("pbdd.OfferPairing")]
public sealed record OfferPairing(
    [property: Id(0)] StationRole Role,
    [property: Id(1)] string Name,
    [property: Id(2)] string Venue,
    [property: Id(3)] string By);

/// <summary>A one-use pairing code.</summary>
/// <param name="Code">16 characters of Crockford base32, to be shown as a QR and as text.</param>
/// <param name="ValidUntil">When it lapses.</param>
[GenerateSerializer, Immutable, Alias("pbdd.PairingOffer")]
public sealed record PairingOffer([property: Id(0)] string Code, [property: Id(1)] DateTimeOffset ValidUntil);
