namespace PbDecisionDay.Ledger.Seals;

/// <summary>
/// The parts of one seal that the mix publishes: for k from 1 to 20 the keys x and y, the inner commitment u (of y and
/// the ballot) and the outer commitment c (of x and u). Publishing x and u, or y and the ballot, shows half a pair.
/// </summary>
public sealed class MixShares
{
    private readonly byte[] keys = new byte[2 * BallotSeal.Pairs * BallotSeal.KeySize];
    private readonly byte[] inner = new byte[BallotSeal.Pairs * Digest.Size];
    private readonly byte[] outer = new byte[BallotSeal.Pairs * Digest.Size];

    /// <summary>The shares of the seal of <paramref name="ballotAscii"/> under <paramref name="nonce32"/>.</summary>
    /// <exception cref="ArgumentException">The nonce is not 32 bytes, or the ballot has not the form of a ballot.</exception>
    public MixShares(ReadOnlySpan<byte> nonce32, ReadOnlySpan<byte> ballotAscii) =>
        BallotSeal.Commit(nonce32, ballotAscii, keys, inner, outer);

    /// <summary>The seal of these commitments.</summary>
    public Digest Seal => BallotSeal.OfCommitments(outer);

    /// <summary>The sixteen bytes x of pair <paramref name="k"/>, 1 to 20.</summary>
    public ReadOnlySpan<byte> X(int k) => keys.AsSpan(2 * At(k) * BallotSeal.KeySize, BallotSeal.KeySize);

    /// <summary>The sixteen bytes y of pair <paramref name="k"/>, 1 to 20.</summary>
    public ReadOnlySpan<byte> Y(int k) => keys.AsSpan((2 * At(k) + 1) * BallotSeal.KeySize, BallotSeal.KeySize);

    /// <summary>The inner commitment of pair <paramref name="k"/>, 1 to 20.</summary>
    public Digest U(int k) => new(inner.AsSpan(At(k) * Digest.Size, Digest.Size));

    /// <summary>The outer commitment of pair <paramref name="k"/>, 1 to 20.</summary>
    public Digest C(int k) => new(outer.AsSpan(At(k) * Digest.Size, Digest.Size));

    /// <summary>u = SHA-256("pbdd/1 in\n" || y || ballot).</summary>
    /// <exception cref="ArgumentException"><paramref name="y"/> is not 16 bytes.</exception>
    public static Digest InnerOf(ReadOnlySpan<byte> y, ReadOnlySpan<byte> ballotAscii) => BallotSeal.Inner(Key(y), ballotAscii);

    /// <summary>c = SHA-256("pbdd/1 out\n" || x || u).</summary>
    /// <exception cref="ArgumentException"><paramref name="x"/> is not 16 bytes.</exception>
    public static Digest OuterOf(ReadOnlySpan<byte> x, Digest u) => BallotSeal.Outer(Key(x), u);

    /// <summary>seal = SHA-256("pbdd/1 seal\n" || c1 || … || c20).</summary>
    /// <exception cref="ArgumentException">There are not twenty commitments.</exception>
    public static Digest SealOf(ReadOnlySpan<Digest> commitments)
    {
        if (commitments.Length != BallotSeal.Pairs)
            throw new ArgumentException($"A seal has {BallotSeal.Pairs} commitments.", nameof(commitments));
        Span<byte> bytes = stackalloc byte[BallotSeal.Pairs * Digest.Size];
        for (var k = 0; k < BallotSeal.Pairs; k++)
            commitments[k].CopyTo(bytes[(k * Digest.Size)..]);
        return BallotSeal.OfCommitments(bytes);
    }

    /// <summary>Shows the seal and no share.</summary>
    public override string ToString() => $"shares of seal {Seal}";

    private static int At(int k) => k is >= 1 and <= BallotSeal.Pairs
        ? k - 1
        : throw new ArgumentOutOfRangeException(nameof(k), k, $"Pairs are numbered 1 to {BallotSeal.Pairs}.");

    private static ReadOnlySpan<byte> Key(ReadOnlySpan<byte> key) => key.Length == BallotSeal.KeySize
        ? key
        : throw new ArgumentException($"A share's key has {BallotSeal.KeySize} bytes.", nameof(key));
}
