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

    /// <summary>Whether the proof is the card's own. Up to seven hashes: asked off the turn, or for a single request.</summary>
    public bool ProofHolds() => CardProof.Holds(Card, Version, Proof);
}
