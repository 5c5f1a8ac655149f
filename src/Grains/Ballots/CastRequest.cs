using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>A cast, challenge or surrender whose words were read, before anything is known of its card.</summary>
internal sealed record CastRequest(Digest Card, int Version, Digest Proof, Digest Attempt)
{
    public static CastRequest? Read(string card, int version, string proof, string attempt) =>
        Digest.TryParse(card, out var number)
        && Digest.TryParse(proof, out var reveal)
        && Digest.TryParse(attempt, out var once)
        && version is >= CardProof.First and <= CardProof.Last
            ? new CastRequest(number, version, reveal, once)
            : null;

    /// <summary>A cast has the versions 1 to 6: 7 is left for the challenge or surrender of a cast of version 6.</summary>
    public static CastRequest? Read(CastBallot cast) => cast.Version <= CardProof.LastCast
        ? Read(cast.Card, cast.Version, cast.Proof, cast.Attempt)
        : null;

    /// <summary>A challenge goes by the attempt of the cast that it opens: the same bytes again are the same challenge.</summary>
    public static CastRequest? Read(ChallengeCard challenge) => Digest.TryParse(challenge.Random, out var random)
        ? Read(challenge.Card, challenge.Version, challenge.Proof, Ledger.Cards.Attempt.Of(random.ToBytes()).ToString())
        : null;

    /// <summary>Whether the proof is the card's own. Up to seven hashes: asked off the turn, or for a single request.</summary>
    public bool ProofHolds() => CardProof.Holds(Card, Version, Proof);
}
