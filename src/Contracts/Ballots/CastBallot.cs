using Orleans;

namespace PbDecisionDay.Contracts.Ballots;

/// <summary>A ballot as the page sends it.</summary>
/// <param name="Card">The card's number A, base64.</param>
/// <param name="Version">1 to 6: one above the card's last, or 6, the last that may cast.</param>
/// <param name="Proof">The proof of that version, base64.</param>
/// <param name="Ballot">The canonical ballot.</param>
/// <param name="Attempt">The attempt's hash, base64: the same for every retry of one attempt.</param>
[GenerateSerializer, Immutable, Alias("pbdd.CastBallot")]
public sealed record CastBallot(
    [property: Id(0)] string Card,
    [property: Id(1)] int Version,
    [property: Id(2)] string Proof,
    [property: Id(3)] string Ballot,
    [property: Id(4)] string Attempt);

/// <summary>The handing in of a card for a paper ballot.</summary>
/// <param name="Card">The card's number A, base64.</param>
/// <param name="Version">One above the card's last version, or 7.</param>
/// <param name="Proof">The proof of that version, base64.</param>
/// <param name="Attempt">The attempt's hash, base64.</param>
[GenerateSerializer, Immutable, Alias("pbdd.SurrenderCard")]
public sealed record SurrenderCard(
    [property: Id(0)] string Card,
    [property: Id(1)] int Version,
    [property: Id(2)] string Proof,
    [property: Id(3)] string Attempt);
