using System.Text;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Cards;

/// <summary>
/// The name a page gives one cast, by which it may ask again without casting twice. It commits to the ballot without
/// showing it to whoever does not know the random bytes.
/// </summary>
public static class Attempt
{
    /// <summary>SHA-256(32 random bytes || canonical ballot).</summary>
    /// <exception cref="ArgumentException">There are not 32 random bytes, or the ballot is not ASCII text of the canonical form.</exception>
    public static Digest Of(ReadOnlySpan<byte> random32, string canonicalBallot)
    {
        if (random32.Length != Digest.Size)
            throw new ArgumentException($"An attempt takes {Digest.Size} random bytes.", nameof(random32));
        return Digest.Sha256([.. random32, .. Encoding.ASCII.GetBytes(BallotText.Required(canonicalBallot))]);
    }
}
