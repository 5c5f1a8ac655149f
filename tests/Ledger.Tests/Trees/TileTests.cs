using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Ledger.Tests;

public class TileTests
{
    // C2SP tlog-tiles: "index 1234067 will be encoded as x001/x234/067".
    [Fact]
    public void Paths_are_written_as_the_standard_writes_them()
    {
        Assert.Equal("tile/0/x001/x234/067", Tile.OfHashes(0, 1234067, 256).Path);
        Assert.Equal("tile/entries/000.p/17", Tile.OfEntries(0, 17).Path);
        Assert.Equal("tile/63/x001/000.p/255", Tile.OfHashes(63, 1000, 255).Path);
    }

    // C2SP tlog-tiles: "a tree of size 70,000 will be represented by 273 full level 0 tiles, one partial level 0 tile of
    // width 112, one full level 1 tile, one partial level 1 tile of width 17, and one partial level 2 tile of width 1".
    [Fact]
    public void A_log_of_70000_has_the_tiles_of_the_standards_example()
    {
        var tiles = Tile.AllOf(70_000).ToList();
        var counts = tiles.GroupBy(tile => (tile.Level, tile.Width)).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(
            new() { [(null, 256)] = 273, [(null, 112)] = 1, [(0, 256)] = 273, [(0, 112)] = 1, [(1, 256)] = 1, [(1, 17)] = 1, [(2, 1)] = 1 },
            counts);
    }

    // "a tree of size 256 will be represented by a full level 0 tile and a partial level 1 tile of width 1".
    [Fact]
    public void A_log_of_256_has_a_tile_of_one_hash_above_the_full_one() => Assert.Equal(
        ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"], Tile.AllOf(256).Select(tile => tile.Path));

    [Fact]
    public void An_empty_log_has_no_files() => Assert.Empty(Tile.AllOf(0));

    [Fact]
    public void Every_file_of_a_log_reads_back_from_its_path_and_is_in_it() => Prop.ForAll(Gen.Choose(0, 200_000).ToArbitrary(), size =>
    {
        foreach (var tile in Tile.AllOf(size))
        {
            Assert.True(Tile.TryParse(tile.Path, out var read));
            Assert.Equal(tile, read);
            Assert.True(tile.IsIn(size));
        }
        Assert.Equal(size, Tile.AllOf(size).Where(tile => tile.Level is null).Sum(tile => tile.Width));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/00/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/1000")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/001/002")]
    [InlineData("tile/0/x001")]
    [InlineData("tile/0/000/")]
    [InlineData("/tile/0/000")]
    [InlineData("tile/0/../000")]
    [InlineData("tile/data/000")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("tile/0/\u0660\u0660\u0660")]
    public void Other_paths_are_refused(string? path) => Assert.False(Tile.TryParse(path, out _));

    [Fact]
    public void Hash_tiles_hold_the_roots_of_full_subtrees()
    {
        var leaves = Enumerable.Range(0, 66_000).Select(i => MerkleTree.LeafHash(BitConverter.GetBytes(i))).ToArray();
        var tree = new MerkleTree();
        foreach (var leaf in leaves)
            tree.Append(leaf);
        foreach (var tile in Tile.AllOf(leaves.Length).Where(tile => tile.Level is not null))
        {
            Assert.True(TileContents.TryReadHashes(TileContents.Hashes(tree, tile), out var hashes));
            Assert.Equal(tile.Width, hashes.Count);
            var span = (int)Math.Pow(256, tile.Level ?? 0);
            for (var i = 0; i < tile.Width; i += tile.Level == 0 ? 1 : 50)
                Assert.Equal(MerkleTree.RootOf(leaves.Skip(((int)tile.Index * 256 + i) * span).Take(span)), hashes[i]);
        }
    }

    [Fact]
    public void A_tile_the_tree_has_not_is_refused()
    {
        var tree = new MerkleTree();
        tree.Append(Digest.Random());
        Assert.Throws<ArgumentException>(() => TileContents.Hashes(tree, Tile.OfHashes(0, 0, 2)));
        Assert.Throws<ArgumentException>(() => TileContents.Hashes(tree, Tile.OfHashes(0, 1, 1)));
        Assert.Throws<ArgumentException>(() => TileContents.Hashes(tree, Tile.OfHashes(1, 0, 1)));
        Assert.Throws<ArgumentException>(() => TileContents.Hashes(tree, Tile.OfHashes(63, 0, 1)));
        Assert.Throws<ArgumentException>(() => TileContents.Hashes(tree, Tile.OfHashes(0, long.MaxValue, 1)));
        Assert.Throws<ArgumentException>(() => TileContents.Hashes(tree, Tile.OfEntries(0, 1)));
    }

    [Fact]
    public void A_bundle_reads_back_and_none_that_breaks_off_does()
    {
        ReadOnlyMemory<byte>[] entries = ["one"u8.ToArray(), Array.Empty<byte>(), new byte[ushort.MaxValue]];
        var bundle = TileContents.Entries(entries);
        Assert.Equal("\0\u0003one\0\0", Encoding.Latin1.GetString(bundle, 0, 7));
        Assert.True(TileContents.TryReadEntries(bundle, out var read));
        Assert.Equal(entries.Select(entry => entry.ToArray()), read.Select(entry => entry.ToArray()));
        foreach (var length in new[] { 0, 1, 2, 4, 6, bundle.Length - 1 })
            Assert.False(TileContents.TryReadEntries(bundle.AsMemory(0, length), out _));
        Assert.Throws<ArgumentException>(() => TileContents.Entries([new byte[ushort.MaxValue + 1]]));
        Assert.Throws<ArgumentException>(() => TileContents.Entries([]));
        Assert.Throws<ArgumentException>(() => TileContents.Entries([.. Enumerable.Repeat(entries[0], 257)]));
        Assert.False(TileContents.TryReadEntries(new byte[2 * 257], out _));
    }
}
