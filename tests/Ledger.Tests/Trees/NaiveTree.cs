using System.Security.Cryptography;

namespace PbDecisionDay.Ledger.Tests;

/// <summary>RFC 6962, section 2.1, word for word: slow, recursive, on byte arrays, sharing nothing with the product.</summary>
internal static class NaiveTree
{
    public static byte[] Leaf(byte[] entry) => SHA256.HashData([0, .. entry]);

    public static byte[] Root(byte[][] leaves) => leaves.Length switch
    {
        0 => SHA256.HashData([]),
        1 => leaves[0],
        var n => SHA256.HashData([1, .. Root(leaves[..K(n)]), .. Root(leaves[K(n)..])]),
    };

    public static byte[][] Path(int m, byte[][] leaves) => leaves.Length switch
    {
        1 => [],
        var n when m < K(n) => [.. Path(m, leaves[..K(n)]), Root(leaves[K(n)..])],
        var n => [.. Path(m - K(n), leaves[K(n)..]), Root(leaves[..K(n)])],
    };

    public static byte[][] Proof(int m, byte[][] leaves) => SubProof(m, leaves, true);

    private static byte[][] SubProof(int m, byte[][] leaves, bool whole) => leaves.Length switch
    {
        var n when m == n => whole ? [] : [Root(leaves)],
        var n when m <= K(n) => [.. SubProof(m, leaves[..K(n)], whole), Root(leaves[K(n)..])],
        var n => [.. SubProof(m - K(n), leaves[K(n)..], false), Root(leaves[..K(n)])],
    };

    private static int K(int n)
    {
        var k = 1;
        while (k * 2 < n)
            k *= 2;
        return k;
    }
}
