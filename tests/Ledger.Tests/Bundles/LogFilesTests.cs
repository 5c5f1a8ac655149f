using System.Globalization;
using System.Text;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Tests.Support.Days;

namespace PbDecisionDay.Ledger.Tests;

public class LogFilesTests
{
    private const int Most = 700;

    private static readonly byte[][] Entries = [.. Enumerable.Range(0, Most).Select(i => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"entry {i}")))];
    private static readonly MerkleTree Tree = TreeOf(Entries);

    [Theory]
    [InlineData(0), InlineData(1), InlineData(255), InlineData(256), InlineData(257), InlineData(512), InlineData(Most)]
    public void A_log_of_any_size_reads_back_from_the_files_of_a_longer_one(int size)
    {
        var files = Files(size);
        Assert.True(LogFiles.TryRead(files.Values, out var log, out var fault), fault?.ToString());
        Assert.Equal(Entries[..size], log.Entries.Select(entry => entry.ToArray()));
        Assert.Equal((size, Tree.Root(size)), (log.Checkpoint.Size, log.Checkpoint.Root));
        Assert.Equal((size, Tree.Root(size)), (log.Tree.Count, log.Tree.Root()));
        Assert.True(log.Note.IsSignedBy(Samples.Origin, SampleCards.Key().Public));
        Assert.Equal(Tile.AllOf(size).Select(BundleNames.LogTile).Append(BundleNames.LogCheckpoint).Order(StringComparer.Ordinal), files.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_hubs_log_stands_in_its_own_folder()
    {
        var files = Files(257, "hubs/care-home/log/");
        Assert.True(LogFiles.TryRead(files.Values, out _, out _, "hubs/care-home/log/"));
        Assert.All(files.Keys, name => Assert.StartsWith("hubs/care-home/log/", name, StringComparison.Ordinal));
        Assert.False(LogFiles.TryRead(files.Values, out _, out _));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        foreach (var name in Files(Most).Keys)
        {
            var files = Files(Most);
            files.Remove(name);
            AssertFault(files, name, "missing");
        }
    }

    [Theory]
    [InlineData("log/tile/0/002.p/187")]
    [InlineData("log/tile/0/001.p/256")]
    [InlineData("log/tile/entries/003.p/1")]
    [InlineData("log/tile/2/000.p/1")]
    [InlineData("log/notes.txt")]
    public void A_file_that_such_a_log_has_not_is_named(string name)
    {
        var files = Files(Most);
        files[name] = BundleMember.Of(name, new byte[32]);
        AssertFault(files, name, "no such file");
    }

    [Fact]
    public void One_altered_byte_in_any_tile_is_found_there_or_in_the_hashes_above_it()
    {
        foreach (var name in Files(Most).Keys.Where(name => name != BundleNames.LogCheckpoint))
        {
            var files = Files(Most);
            var content = files[name].Read();
            content[^1] ^= 1;
            files[name] = BundleMember.Of(name, content);
            Assert.False(LogFiles.TryRead(files.Values, out _, out var fault));
            Assert.Equal(name.Contains("entries", StringComparison.Ordinal) ? name.Replace("entries", "0", StringComparison.Ordinal) : name, fault.Member);
        }
    }

    [Fact]
    public void Entries_that_break_off_or_are_too_many_or_few_are_refused()
    {
        const string last = "log/tile/entries/002.p/188";
        AssertContent(last, content => content[..^1], "188 entries");
        AssertContent(last, content => [.. content, 0, 0], "188 entries");
        AssertContent(last, content => content[..^11], "188 entries");
        AssertContent(last, _ => [], "188 entries");
        AssertContent("log/tile/0/002.p/188", content => content[..^32], "The hashes are not those");
        AssertContent("log/tile/1/000.p/2", content => [.. content, .. new byte[32]], "The hashes are not those");
        AssertContent(BundleNames.LogCheckpoint, content => [.. content, 0xff], "not a signed checkpoint");
        AssertContent(BundleNames.LogCheckpoint, _ => [0xff], "not a signed checkpoint");
    }

    [Fact]
    public void A_checkpoint_of_other_entries_or_of_a_vast_log_is_refused_at_once()
    {
        var files = Files(Most);
        files[BundleNames.LogCheckpoint] = BundleMember.Of(BundleNames.LogCheckpoint, Signed(Most, Tree.Root(Most - 1)).Print());
        AssertFault(files, BundleNames.LogCheckpoint, "another root");
        files[BundleNames.LogCheckpoint] = BundleMember.Of(BundleNames.LogCheckpoint, Signed(long.MaxValue, Tree.Root()).Print());
        AssertFault(files, BundleNames.LogCheckpoint, "missing");
        Assert.Throws<ArgumentException>(() => LogFiles.Of(Signed(Most, Tree.Root(Most - 1)), Tree, Read));
        Assert.Throws<ArgumentException>(() => LogFiles.Of(Signed(Most + 1, Tree.Root()), Tree, Read));
        Assert.Throws<ArgumentException>(() => LogFiles.Of(new SignedNote("text\n", SampleCards.Key().SignNote("x", "text\n")), Tree, Read));
    }

    private static void AssertContent(string name, Func<byte[], byte[]> alter, string says)
    {
        var files = Files(Most);
        files[name] = BundleMember.Of(name, alter(files[name].Read()));
        AssertFault(files, name, says);
    }

    private static void AssertFault(Dictionary<string, BundleMember> files, string name, string says)
    {
        Assert.False(LogFiles.TryRead(files.Values.Reverse(), out var log, out var fault));
        Assert.Null(log);
        Assert.Equal(name, fault.Member);
        Assert.Contains(says, fault.Reason, StringComparison.Ordinal);
    }

    private static Dictionary<string, BundleMember> Files(int size, string folder = BundleNames.LogFolder) =>
        LogFiles.Of(Signed(size, Tree.Root(size)), Tree, Read, folder).ToDictionary(member => member.Name, StringComparer.Ordinal);

    private static IReadOnlyCollection<ReadOnlyMemory<byte>> Read(long from, int count) => [.. Entries[(int)from..((int)from + count)]];

    private static SignedNote Signed(long size, Digest root) => new Checkpoint(Samples.Origin, size, root).Sign(SampleCards.Key());

    private static MerkleTree TreeOf(IEnumerable<byte[]> entries)
    {
        var tree = new MerkleTree();
        foreach (var entry in entries)
            tree.Append(MerkleTree.LeafHash(entry));
        return tree;
    }
}
