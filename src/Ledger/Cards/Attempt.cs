namespace PbDecisionDay.Ledger.Cards;

/// <summary>
/// The name a page gives one cast, by which it may ask again without casting twice. It says nothing of the ballot. Whoever
/// shows the bytes it was made of is the page that cast, and may have the ballot opened. Source: docs/formats/card.md.
/// </summary>
public static class Attempt
{
    /// <summary>SHA-256("pbdd/1 attempt\n" || 32 random bytes).</summary>
    /// <exception cref="ArgumentException">There are not 32 random bytes.</exception>
    public static Digest Of(ReadOnlySpan<byte> random32) => random32.Length == Digest.Size
        ? Digest.Sha256([.. "pbdd/1 attempt\n"u8, .. random32])
        : throw new ArgumentException($"An attempt takes {Digest.Size} random bytes.", nameof(random32));
}
