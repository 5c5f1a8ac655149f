using Orleans;

namespace PbDecisionDay.Contracts.Ballots;

/// <summary>The opening of a card's own last cast, so that its holder can see that what was sealed is what was sent.</summary>
/// <param name="Card">The card's number A, base64.</param>
/// <param name="Version">2 to 7: one above the challenged cast's. After 6 or 7 the card has no cast left, and the door exchanges it.</param>
/// <param name="Proof">The proof of that version, base64.</param>
/// <param name="Random">The 32 random bytes of the challenged cast's attempt, base64, which only the page that cast it has.</param>
[GenerateSerializer, Immutable, Alias("pbdd.ChallengeCard")]
public sealed record ChallengeCard(
    [property: Id(0)] string Card,
    [property: Id(1)] int Version,
    [property: Id(2)] string Proof,
    [property: Id(3)] string Random)
{
    /// <summary>
    /// Whether whoever asks knows that no vote can follow this one: needed for version 6 or 7, and after casting has ended. Otherwise nothing
    /// is opened, since a request may arrive later than it was made.
    /// </summary>
    [Id(4)]
    public bool LosesVote { get; init; }
}

/// <summary>The outcome of a challenge. Once it is in the log, nonce and ballot are public and the cast counts no more.</summary>
/// <param name="Status">
/// The outcome; <see cref="CastStatus.CardRefused"/> also where the card's last use is no cast or the bytes are not its own.
/// </param>
/// <param name="Receipt">The challenge's receipt, where it was accepted now or before; otherwise empty.</param>
/// <param name="Index">The challenge's index; for <see cref="CastStatus.AnotherAttempt"/> that of the entry which used the version; otherwise -1.</param>
/// <param name="Nonce">The challenged seal's nonce, base64, where accepted; otherwise empty.</param>
/// <param name="Ballot">The challenged canonical ballot, where accepted; otherwise empty.</param>
/// <param name="LeafHash">The challenge's leaf hash, base64, where accepted; otherwise empty.</param>
[GenerateSerializer, Immutable, Alias("pbdd.ChallengeResult")]
public sealed record ChallengeResult(
    [property: Id(0)] CastStatus Status,
    [property: Id(1)] string Receipt,
    [property: Id(2)] long Index,
    [property: Id(3)] string Nonce,
    [property: Id(4)] string Ballot,
    [property: Id(5)] string LeafHash)
{
    /// <summary>A refusal that says no more than its status.</summary>
    public static ChallengeResult Refused(CastStatus status) => new(status, "", -1, "", "", "");
}
