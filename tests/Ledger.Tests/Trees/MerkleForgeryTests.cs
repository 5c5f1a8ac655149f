using FsCheck;
using FsCheck.Fluent;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Ledger.Tests;

public class MerkleForgeryTests
{
    private static readonly MerkleTree Tree = TreeOf(5000);

    [Fact]
    public void A_changed_inclusion_proof_does_not_verify() => Prop.ForAll(Places(5000), place =>
    {
        var (index, size, seed) = place;
        var (proof, root, leaf) = (Tree.InclusionProof(index, size), Tree.Root(size), Tree.Leaf(index));
        Assert.True(MerkleTree.VerifyInclusion(leaf, index, size, proof, root));
        Assert.False(MerkleTree.VerifyInclusion(Digest.Random(), index, size, proof, root));
        Assert.False(MerkleTree.VerifyInclusion(leaf, index, size, proof, Digest.Random()));
        Assert.False(MerkleTree.VerifyInclusion(leaf, index, size, [.. proof, root], root));
        Assert.False(MerkleTree.VerifyInclusion(leaf, size, size, proof, root));
        Assert.False(MerkleTree.VerifyInclusion(leaf, -1, size, proof, root));
        Assert.False(MerkleTree.VerifyInclusion(leaf, index, 0, proof, root));
        var other = (index + 1 + seed % size) % size;
        Assert.Equal(other == index, MerkleTree.VerifyInclusion(leaf, other, size, proof, root));
        foreach (var forged in Forgeries(proof, seed))
            Assert.False(MerkleTree.VerifyInclusion(leaf, index, size, forged, root));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void A_changed_consistency_proof_does_not_verify() => Prop.ForAll(Places(5000), place =>
    {
        var (from, to, seed) = (place.Index + 1, place.Size, place.Seed);
        var (proof, old, young) = (Tree.ConsistencyProof(from, to), Tree.Root(from), Tree.Root(to));
        Assert.True(MerkleTree.VerifyConsistency(from, to, old, young, proof));
        Assert.False(MerkleTree.VerifyConsistency(from, to, Digest.Random(), young, proof));
        Assert.False(MerkleTree.VerifyConsistency(from, to, old, Digest.Random(), proof));
        Assert.False(MerkleTree.VerifyConsistency(from, to, old, young, [.. proof, young]));
        Assert.Equal(from == to, MerkleTree.VerifyConsistency(to, from, young, old, proof));
        Assert.False(MerkleTree.VerifyConsistency(-1, to, old, young, proof));
        foreach (var forged in Forgeries(proof, seed))
            Assert.False(MerkleTree.VerifyConsistency(from, to, old, young, forged));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void A_history_rewritten_in_one_place_is_consistent_with_no_checkpoint_after_it() => Prop.ForAll(Places(400), place =>
    {
        var (index, size, seed) = place;
        var rewritten = new MerkleTree();
        for (var i = 0; i < size; i++)
            rewritten.Append(i == index ? Digest.Sha256("another"u8) : Tree.Leaf(i));
        var from = index + 1 + seed % (size - index);
        Assert.False(MerkleTree.VerifyConsistency(from, size, Tree.Root(from), rewritten.Root(), rewritten.ConsistencyProof(from, size)));
        if (index > 0)
            Assert.True(MerkleTree.VerifyConsistency(index, size, Tree.Root(index), rewritten.Root(), rewritten.ConsistencyProof(index, size)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_node_does_not_pass_for_a_leaf_of_a_shorter_proof()
    {
        Assert.False(MerkleTree.VerifyInclusion(Tree.Root(8), 0, 8, [], Tree.Root(8)));
        var proof = Tree.InclusionProof(0, 8);
        Assert.False(MerkleTree.VerifyInclusion(MerkleTree.NodeHash(Tree.Leaf(0), proof[0]), 0, 8, [.. proof.Skip(1)], Tree.Root(8)));
        Assert.True(MerkleTree.VerifyInclusion(Tree.Leaf(0), 0, 8, proof, Tree.Root(8)));
    }

    [Fact]
    public void The_empty_tree_begins_every_tree_and_no_other_root_does()
    {
        Assert.True(MerkleTree.VerifyConsistency(0, 7, MerkleTree.EmptyRoot, Tree.Root(7), []));
        Assert.True(MerkleTree.VerifyConsistency(0, 0, MerkleTree.EmptyRoot, MerkleTree.EmptyRoot, []));
        Assert.False(MerkleTree.VerifyConsistency(0, 7, Tree.Root(1), Tree.Root(7), []));
        Assert.False(MerkleTree.VerifyConsistency(0, 0, Tree.Root(1), Tree.Root(1), []));
        Assert.False(MerkleTree.VerifyConsistency(0, 7, MerkleTree.EmptyRoot, Tree.Root(7), [Tree.Root(7)]));
    }

    private static IEnumerable<IReadOnlyList<Digest>> Forgeries(IReadOnlyList<Digest> proof, int seed)
    {
        if (proof.Count == 0)
            yield break;
        var at = seed % proof.Count;
        yield return [.. proof.Take(at), Digest.Random(), .. proof.Skip(at + 1)];
        yield return [.. proof.Take(at), .. proof.Skip(at + 1)];
        yield return [.. proof.Take(at), proof[at], .. proof.Skip(at)];
        if (proof.Count > 1)
            yield return [.. proof.Reverse()];
    }

    private static Arbitrary<(int Index, int Size, int Seed)> Places(int most) => (
        from size in Gen.Choose(1, most)
        from index in Gen.Choose(0, size - 1)
        from seed in Gen.Choose(0, 1_000_000)
        select (index, size, seed)).ToArbitrary();

    private static MerkleTree TreeOf(int size)
    {
        var tree = new MerkleTree();
        for (var i = 0; i < size; i++)
            tree.Append(MerkleTree.LeafHash(BitConverter.GetBytes(i)));
        return tree;
    }
}
