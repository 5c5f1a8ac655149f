using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Ledger.Tests;

public class MerkleTreePublishedTests
{
    // The eight leaves and the roots that certificate-transparency and transparency-dev/merkle publish as test data
    // (testonly/constants.go) for the trees of RFC 6962.
    private static readonly string[] Entries =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    private static readonly MerkleTree Tree = TreeOf();

    [Fact]
    public void Roots_are_the_published_ones()
    {
        for (var size = 0; size < Roots.Length; size++)
            Assert.Equal(Hex(Roots[size]), Tree.Root(size));
    }

    // The example of RFC 6962, section 2.1.3, drawn there for seven leaves d0 to d6: PATH(0) = [b, h, l] and so on.
    [Fact]
    public void Paths_in_the_tree_of_seven_are_those_the_standard_draws()
    {
        Digest a = Tree.Leaf(0), b = Tree.Leaf(1), c = Tree.Leaf(2), d = Tree.Leaf(3), e = Tree.Leaf(4), f = Tree.Leaf(5), j = Tree.Leaf(6);
        Digest g = MerkleTree.NodeHash(a, b), h = MerkleTree.NodeHash(c, d), i = MerkleTree.NodeHash(e, f);
        Digest k = MerkleTree.NodeHash(g, h), l = MerkleTree.NodeHash(i, j);
        Assert.Equal(Tree.Root(7), MerkleTree.NodeHash(k, l));
        Assert.Equal([b, h, l], Tree.InclusionProof(0, 7));
        Assert.Equal([c, g, l], Tree.InclusionProof(3, 7));
        Assert.Equal([f, j, k], Tree.InclusionProof(4, 7));
        Assert.Equal([i, k], Tree.InclusionProof(6, 7));
        Assert.Equal([c, d, g, l], Tree.ConsistencyProof(3, 7));
        Assert.Equal([l], Tree.ConsistencyProof(4, 7));
        Assert.Equal([i, j, k], Tree.ConsistencyProof(6, 7));
    }

    [Fact]
    public void A_leaf_and_a_node_of_the_same_bytes_hash_apart() => Assert.NotEqual(
        MerkleTree.LeafHash([.. Tree.Leaf(0).ToBytes(), .. Tree.Leaf(1).ToBytes()]),
        MerkleTree.NodeHash(Tree.Leaf(0), Tree.Leaf(1)));

    [Fact]
    public void Sizes_and_places_the_tree_has_not_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Tree.Root(9));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tree.Root(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tree.Leaf(8));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tree.InclusionProof(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tree.InclusionProof(3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tree.InclusionProof(-1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tree.ConsistencyProof(4, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tree.ConsistencyProof(3, 9));
    }

    private static MerkleTree TreeOf()
    {
        var tree = new MerkleTree();
        foreach (var entry in Entries)
            tree.Append(MerkleTree.LeafHash(Convert.FromHexString(entry)));
        return tree;
    }

    private static Digest Hex(string hex) => new(Convert.FromHexString(hex));
}
