namespace PbDecisionDay.Ledger.Trees;

// Checks of proofs against roots, by whoever holds no tree. They walk the tree's shape, which the sizes alone decide,
// and rebuild the roots. Source: RFC 9162, sections 2.1.3.2 and 2.1.4.2, which prove the same trees as RFC 6962.
public sealed partial class MerkleTree
{
    /// <summary>Whether <paramref name="proof"/> shows <paramref name="leafHash"/> at <paramref name="index"/> in the tree of <paramref name="size"/> leaves with <paramref name="root"/>. False for an index or size that cannot be.</summary>
    public static bool VerifyInclusion(Digest leafHash, long index, long size, IReadOnlyList<Digest> proof, Digest root)
    {
        if (index < 0 || index >= size)
            return false;
        var (node, last, hash) = (index, size - 1, leafHash);
        foreach (var sibling in proof)
        {
            if (last == 0)
                return false;
            if (node % 2 == 1 || node == last)
            {
                hash = NodeHash(sibling, hash);
                while (node % 2 == 0 && node != 0)
                    (node, last) = (node / 2, last / 2);
            }
            else
            {
                hash = NodeHash(hash, sibling);
            }
            (node, last) = (node / 2, last / 2);
        }
        return last == 0 && hash == root;
    }

    /// <summary>Whether <paramref name="proof"/> shows that the tree of <paramref name="from"/> leaves with <paramref name="fromRoot"/> begins that of <paramref name="to"/> leaves with <paramref name="toRoot"/>. False for sizes that cannot be.</summary>
    public static bool VerifyConsistency(long from, long to, Digest fromRoot, Digest toRoot, IReadOnlyList<Digest> proof)
    {
        if (from < 0 || from > to)
            return false;
        if (from == to)
            return proof.Count == 0 && fromRoot == toRoot && (from > 0 || fromRoot == EmptyRoot);
        if (from == 0)
            return proof.Count == 0 && fromRoot == EmptyRoot;

        var (node, last) = (from - 1, to - 1);
        while (node % 2 == 1)
            (node, last) = (node / 2, last / 2);
        // Where the old tree is one full subtree of the new, its root is the first hash and left out of the proof.
        var whole = node == 0;
        if (!whole && proof.Count == 0)
            return false;
        var old = whole ? fromRoot : proof[0];
        var young = old;
        foreach (var sibling in proof.Skip(whole ? 0 : 1))
        {
            if (last == 0)
                return false;
            if (node % 2 == 1 || node == last)
            {
                old = NodeHash(sibling, old);
                young = NodeHash(sibling, young);
                while (node % 2 == 0 && node != 0)
                    (node, last) = (node / 2, last / 2);
            }
            else
            {
                young = NodeHash(young, sibling);
            }
            (node, last) = (node / 2, last / 2);
        }
        return last == 0 && old == fromRoot && young == toRoot;
    }
}
