namespace PbDecisionDay.Ledger.Cards;

/// <summary>The check that whoever acts for a card knows what only its secret gives.</summary>
public static class CardProof
{
    /// <summary>The first version a card may use.</summary>
    public const int First = 1;

    /// <summary>The last version that may cast, so that every cast can be challenged or surrendered after it.</summary>
    public const int LastCast = 6;

    /// <summary>The last version, for a challenge or a surrender alone; it ends the card.</summary>
    public const int Last = 7;

    /// <summary>Whether <paramref name="proof"/>, chained <paramref name="version"/> times, gives the card <paramref name="number"/>. False for a version outside 1 to 7.</summary>
    public static bool Holds(Digest number, int version, Digest proof) =>
        version is >= First and <= Last && Chain(proof, version) == number;

    /// <summary>Whether <paramref name="inside"/> is the start a0 of the chain of the card <paramref name="number"/>, which no proof of a version gives.</summary>
    public static bool IsInside(Digest number, Digest inside) => Chain(inside, Last + 1) == number;

    private static Digest Chain(Digest x, int steps)
    {
        for (var step = 0; step < steps; step++)
            x = Chain(x);
        return x;
    }

    /// <summary>One step of the chain: SHA-256("pbdd/1 chain\n" || x).</summary>
    internal static Digest Chain(Digest x)
    {
        var label = "pbdd/1 chain\n"u8;
        Span<byte> data = stackalloc byte[label.Length + Digest.Size];
        label.CopyTo(data);
        x.CopyTo(data[label.Length..]);
        return Digest.Sha256(data);
    }

    /// <summary>Hands <paramref name="version"/> back.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside 1 to 7.</exception>
    internal static int Checked(int version) => version is >= First and <= Last
        ? version
        : throw new ArgumentOutOfRangeException(nameof(version), version, $"A card has the versions {First} to {Last}.");
}
