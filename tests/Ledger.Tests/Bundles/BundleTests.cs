using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PbDecisionDay.Ledger.Bundles;

namespace PbDecisionDay.Ledger.Tests;

public class BundleTests
{
    private const long Most = 1 << 20;

    private static readonly byte[] Example = Written(
        BundleMember.Of("rules.json", "{}"), BundleMember.Of("log/tile/0/000.p/2", new byte[64]), BundleMember.Of("README.txt", "Read me.\n"), BundleMember.Of("issued.txt", ""));

    [Fact]
    public void In_whatever_order_members_come_the_bytes_are_the_same_and_read_back() => Prop.ForAll(Members.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (members, seed) =>
    {
        var shuffled = members.ToArray();
        new Random(seed).Shuffle(shuffled);
        var bytes = Written([.. members.Select(member => BundleMember.Of(member.Key, member.Value))]);
        Assert.Equal(bytes, Written([.. shuffled.Select(member => BundleMember.Of(member.Key, member.Value))]));

        using var bundle = Opened(bytes);
        Assert.Equal(members.Keys.Order(StringComparer.Ordinal), bundle.Names);
        foreach (var (name, content) in members)
        {
            Assert.Equal(content, bundle.Read(name));
            Assert.Equal(content.Length, bundle.Length(name));
            using var stream = bundle.Open(name);
            using var copy = new MemoryStream();
            stream.CopyTo(copy, 7);
            Assert.Equal(content, copy.ToArray());
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_base_librarys_zip_reader_finds_the_same_members_dated_1980()
    {
        using var zip = new ZipArchive(new MemoryStream(Example));
        Assert.Equal(["README.txt", "issued.txt", "log/tile/0/000.p/2", "rules.json"], zip.Entries.Select(entry => entry.FullName));
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
        using var reader = new StreamReader(zip.GetEntry("README.txt")!.Open());
        Assert.Equal("Read me.\n", reader.ReadToEnd());
    }

    [Fact]
    public void A_bundle_of_nothing_can_be_written_and_read()
    {
        using var bundle = Opened(Written());
        Assert.Empty(bundle.Names);
    }

    [Fact]
    public void A_changed_lost_or_added_byte_anywhere_is_refused()
    {
        for (var at = 0; at < Example.Length; at++)
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = Example.ToArray();
                changed[at] ^= (byte)(1 << bit);
                AssertRefused(changed);
            }
        for (var length = 0; length < Example.Length; length++)
            AssertRefused(Example[..length]);
        AssertRefused([.. Example, 0]);
        AssertRefused([0, .. Example]);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/../../evil")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/evil")]
    [InlineData("a\\evil")]
    [InlineData("a//b")]
    [InlineData("folder/")]
    [InlineData("./a")]
    [InlineData("a/.hidden")]
    [InlineData("trailing.")]
    [InlineData("with space")]
    [InlineData("new\nline")]
    [InlineData("caf\u00e9")]
    [InlineData("")]
    public void Names_that_could_leave_the_folder_are_neither_written_nor_read(string name)
    {
        Assert.Throws<ArgumentException>(() => Written(BundleMember.Of(name, "x")));
        AssertRefused(Forged(name), "member 1: the name is not made of parts");
    }

    [Theory]
    [InlineData("a.txt", "a.txt", "the name comes twice")]
    [InlineData("A.txt", "a.txt", "the name comes twice")]
    [InlineData("Log/b", "log", "the name comes twice")]
    [InlineData("a", "a/b", "a file has the name of a folder")]
    public void Names_that_fall_together_are_neither_written_nor_read(string first, string second, string problem)
    {
        Assert.Throws<ArgumentException>(() => Written(BundleMember.Of(first, "x"), BundleMember.Of(second, "y")));
        AssertRefused(Forged(first, second), $"member 2: {problem}");
    }

    [Fact]
    public void Members_out_of_order_are_refused() => AssertRefused(Forged("b", "a"), "a: members are not in ordinal order");

    [Fact]
    public void A_compressed_file_is_refused_with_what_to_do() =>
        AssertRefused(Zipped(CompressionLevel.Optimal), "a.txt: compressed, which bundles are not; take the file as the service wrote it");

    [Fact]
    public void A_file_packed_again_by_another_tool_is_refused_with_what_to_do() =>
        AssertRefused(Zipped(CompressionLevel.NoCompression), "a.txt: not packed as the service packs; take the file as it wrote it");

    [Fact]
    public void A_larger_file_than_is_wanted_is_refused_unread()
    {
        Assert.False(Bundle.TryOpen(new MemoryStream(Example), Example.Length - 1, out _, out var problem));
        Assert.StartsWith("the file has", problem, StringComparison.Ordinal);
        Assert.True(Bundle.TryOpen(new MemoryStream(Example), Example.Length, out _, out _));
    }

    [Fact]
    public void A_member_that_claims_more_than_the_file_has_is_refused()
    {
        var claimed = Example.ToArray();
        BitConverter.TryWriteBytes(claimed.AsSpan(18), 0x7fffffff);
        BitConverter.TryWriteBytes(claimed.AsSpan(22), 0x7fffffff);
        AssertRefused(claimed, "README.txt: the file breaks off");
    }

    [Fact]
    public void The_writer_takes_only_an_empty_stream()
    {
        Assert.Throws<ArgumentException>(() => BundleWriter.Write(new MemoryStream([1]), []));
        using var broken = new MemoryStream();
        Assert.Throws<IOException>(() => BundleWriter.Write(broken, [new BundleMember("a", () => throw new IOException())]));
    }

    [Fact]
    public void The_checksum_is_that_of_zip_files()
    {
        // The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms.
        var crc = new Crc32();
        crc.Add("1234"u8);
        crc.Add("56789"u8);
        Assert.Equal(0xCBF43926u, crc.Value);
    }

    private static readonly Gen<Dictionary<string, byte[]>> Members =
        from names in Gen.Elements("a", "b-1", "c.txt", "log/tile/0/000", "log/tile/0/000.p/7", "manifests/hall-1.txt", "Z", "z_9", "0").ListOf()
        from contents in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf().ArrayOf(10)
        select names.Distinct().Select((name, i) => (name, contents[i])).ToDictionary(pair => pair.name, pair => pair.Item2);

    private static byte[] Written(params BundleMember[] members)
    {
        using var file = new MemoryStream();
        BundleWriter.Write(file, members);
        return file.ToArray();
    }

    private static Bundle Opened(byte[] bytes)
    {
        Assert.True(Bundle.TryOpen(new MemoryStream(bytes), Most, out var bundle, out var problem), problem);
        return bundle!;
    }

    private static void AssertRefused(byte[] bytes, string start = "")
    {
        Assert.False(Bundle.TryOpen(new MemoryStream(bytes), Most, out var bundle, out var problem));
        Assert.Null(bundle);
        Assert.NotEmpty(problem!);
        Assert.StartsWith(start, problem, StringComparison.Ordinal);
    }

    private static byte[] Zipped(CompressionLevel level)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var content = zip.CreateEntry("a.txt", level).Open())
            content.Write(Encoding.ASCII.GetBytes(new string('x', 1000)));
        return file.ToArray();
    }

    // Empty members under names and in an order that the writer refuses, otherwise as it writes them.
    private static byte[] Forged(params string[] names)
    {
        var entries = new List<BundleEntry>();
        foreach (var name in names)
            entries.Add(new BundleEntry(name, 0, 0, entries.Count == 0 ? 0 : (uint)entries[^1].End));
        return [.. entries.SelectMany(BundleFormat.Local), .. BundleFormat.Tail(entries)];
    }
}
