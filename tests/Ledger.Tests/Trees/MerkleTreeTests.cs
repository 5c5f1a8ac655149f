using System.Globalization;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Ledger.Tests;

public class MerkleTreeTests
{
    private const int Most = 300;

    private static readonly byte[][] Leaves =
        [.. Enumerable.Range(0, Most).Select(i => NaiveTree.Leaf(System.Text.Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture))))];

    private static readonly MerkleTree Tree = TreeOf(Leaves);

    // The naive root of every size, once.
    private static readonly Digest[] Roots = [.. Enumerable.Range(0, Most + 1).Select(size => new Digest(NaiveTree.Root(Leaves[..size])))];

    [Fact]
    public void Every_root_up_to_300_leaves_is_that_of_the_recursive_definition()
    {
        for (var size = 0; size <= Most; size++)
            Assert.Equal(Roots[size], Tree.Root(size));
    }

    [Fact]
    public void Every_inclusion_proof_up_to_300_leaves_is_that_of_the_recursive_definition_and_verifies()
    {
        for (var size = 1; size <= Most; size++)
            for (var index = 0; index < size; index++)
            {
                var proof = Tree.InclusionProof(index, size);
                // The naive path costs O(n) hashes; every size is compared at its ends, its middle and one more place.
                if (index == 0 || index == size - 1 || index == size / 2 || index == size * 7 % 31)
                    Assert.Equal(NaiveTree.Path(index, Leaves[..size]).Select(bytes => new Digest(bytes)), proof);
                Assert.True(MerkleTree.VerifyInclusion(Tree.Leaf(index), index, size, proof, Roots[size]));
            }
    }

    [Fact]
    public void Every_consistency_proof_up_to_300_leaves_verifies_and_is_that_of_the_recursive_definition()
    {
        for (var to = 0; to <= Most; to++)
            for (var from = 0; from <= to; from++)
            {
                var proof = Tree.ConsistencyProof(from, to);
                if (from > 0 && (from == 1 || from == to - 1 || from == to / 2 || from == to * 7 % 31))
                    Assert.Equal(NaiveTree.Proof(from, Leaves[..to]).Select(bytes => new Digest(bytes)), proof);
                Assert.True(MerkleTree.VerifyConsistency(from, to, Roots[from], Roots[to], proof));
            }
    }

    // The model is the list of leaves, and RFC 6962 over it word for word.
    [Fact]
    public void Random_histories_of_appending_and_asking_answer_as_the_recursive_definition_does()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var (tree, model, roots) = (new MerkleTree(), new List<byte[]>(), new List<Digest> { MerkleTree.EmptyRoot });
            for (var step = 0; step < 100; step++)
            {
                for (var more = random.Next(1, 6); more > 0; more--)
                {
                    var entry = new byte[random.Next(600)];
                    random.NextBytes(entry);
                    model.Add(NaiveTree.Leaf(entry));
                    tree.Append(MerkleTree.LeafHash(entry));
                    roots.Add(tree.Root());
                }
                var to = random.Next(1, model.Count + 1);
                var (from, index, leaves) = (random.Next(1, to + 1), random.Next(to), model[..to].ToArray());
                Assert.Equal((model.Count, new Digest(NaiveTree.Root(leaves))), (tree.Count, tree.Root(to)));
                Assert.Equal(roots[to], tree.Root(to));
                Assert.Equal(NaiveTree.Path(index, leaves).Select(bytes => new Digest(bytes)), tree.InclusionProof(index, to));
                Assert.Equal(NaiveTree.Proof(from, leaves).Select(bytes => new Digest(bytes)), tree.ConsistencyProof(from, to));
                Assert.True(MerkleTree.VerifyInclusion(new Digest(model[index]), index, to, tree.InclusionProof(index, to), roots[to]));
                Assert.True(MerkleTree.VerifyConsistency(from, to, roots[from], roots[to], tree.ConsistencyProof(from, to)));
            }
        }
    }

    private static MerkleTree TreeOf(IEnumerable<byte[]> leaves)
    {
        var tree = new MerkleTree();
        foreach (var leaf in leaves)
            tree.Append(new Digest(leaf));
        return tree;
    }
}
