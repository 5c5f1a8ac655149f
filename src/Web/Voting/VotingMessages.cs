using System.Text.Json.Serialization;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Voting;

/// <summary>Asks what a card can do next.</summary>
/// <param name="Card">The card's number, base64.</param>
public sealed record AskCard([property: JsonRequired] string Card);

/// <summary>What a card can do next.</summary>
/// <param name="State">Where the card stands.</param>
/// <param name="NextVersion">
/// The version of its next cast, 1 to 6; where its cast stands for good, that of a challenge, 2 to 7; 0 where nothing follows.
/// </param>
public sealed record CardAnswer([property: JsonConverter(typeof(EnumWords<CardState>))] CardState State, int NextVersion);

/// <summary>A ballot to cast.</summary>
/// <param name="Card">The card's number, base64.</param>
/// <param name="Version">1 to 6: one above the card's last, or 6, the last that may cast; it can be opened, and no longer replaced.</param>
/// <param name="Proof">The proof of that version, base64.</param>
/// <param name="Ballot">The canonical ballot, for example <c>approve 12 3 7</c> or <c>blank</c>.</param>
/// <param name="Attempt">
/// SHA-256 of <c>pbdd/1 attempt</c>, a line feed and 32 random bytes, base64: the same for every retry, drawn anew whenever the ballot changes.
/// </param>
public sealed record CastBallotRequest(
    [property: JsonRequired] string Card,
    [property: JsonRequired] int Version,
    [property: JsonRequired] string Proof,
    [property: JsonRequired] string Ballot,
    [property: JsonRequired] string Attempt);

/// <summary>A ballot that is in the log.</summary>
/// <param name="Receipt">The receipt's text.</param>
/// <param name="Index">The entry's index in the log.</param>
/// <param name="LeafHash">The entry's leaf hash, base64.</param>
public sealed record CastAnswer(string Receipt, long Index, string LeafHash);

/// <summary>Has a card's last cast opened.</summary>
/// <param name="Card">The card's number, base64.</param>
/// <param name="Version">2 to 7: one above the version of the cast to be opened. After 6 or 7 the card has no vote left.</param>
/// <param name="Proof">The proof of that version, base64.</param>
/// <param name="Random">The 32 random bytes of that cast's attempt, base64. Asked again with them, the answer is the same.</param>
public sealed record ChallengeRequest(
    [property: JsonRequired] string Card, [property: JsonRequired] int Version, [property: JsonRequired] string Proof, [property: JsonRequired] string Random)
{
    /// <summary>Whether whoever asks knows that no vote can follow: needed for version 6 or 7, and after casting has ended.</summary>
    public bool LosesVote { get; init; }
}

/// <summary>An opened cast. It is in the log for everyone to see and does not count; the card may cast again with a version up to 6.</summary>
/// <param name="Receipt">The receipt of the opening.</param>
/// <param name="Index">Its entry's index in the log.</param>
/// <param name="LeafHash">Its entry's leaf hash, base64.</param>
/// <param name="Nonce">The nonce of the opened cast's seal, base64.</param>
/// <param name="Ballot">The canonical ballot that was sealed.</param>
public sealed record ChallengeAnswer(string Receipt, long Index, string LeafHash, string Nonce, string Ballot);

/// <summary>How the messages of casting are read and written.</summary>
[JsonSourceGenerationOptions(
    System.Text.Json.JsonSerializerDefaults.Web, RespectNullableAnnotations = true, NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(AskCard))]
[JsonSerializable(typeof(CardAnswer))]
[JsonSerializable(typeof(CastBallotRequest))]
[JsonSerializable(typeof(CastAnswer))]
[JsonSerializable(typeof(ChallengeRequest))]
[JsonSerializable(typeof(ChallengeAnswer))]
internal sealed partial class VotingJson : JsonSerializerContext;
