using PbDecisionDay.Storage.Tests.Children;
using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests.Journal;

public sealed class DayFilesTests : IDisposable
{
    private const int Chunk = SqliteDayFiles.ChunkSize;
    private const string Box = "troon-2026/main";

    private readonly TemporaryFolder folder = new();
    private SqliteJournal journal;
    private SqliteDayFiles files;

    public DayFilesTests() => Reopen();

    public void Dispose()
    {
        journal.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData(3 * Chunk + 7)]
    public async Task A_file_of_any_length_comes_back_as_it_was_also_after_a_restart(int length)
    {
        var content = Bytes(length);
        var written = await files.WriteAsync(Box, "mix/pair-01.txt", new Dribble(content), default);

        Assert.Equal((length, Convert.ToHexString(SHA256.HashData(content))), (written.Length, Convert.ToHexString(written.Sha256.Span)));
        Reopen();
        var listed = Assert.Single(await files.ListAsync(Box, default));
        Assert.Equal((written.Id, written.Name, written.Length), (listed.Id, listed.Name, listed.Length));
        Assert.Equal(written.Sha256.ToArray(), listed.Sha256.ToArray());
        Assert.Equal(content, await ReadAsync(listed));
        Assert.Empty((await files.ReadAsync(listed, length, default)).ToArray());
    }

    [Fact]
    public async Task Reading_begins_anywhere()
    {
        var content = Bytes(2 * Chunk + 100);
        var file = await files.WriteAsync(Box, "ballots.pb", new MemoryStream(content), default);

        foreach (var offset in new[] { 0, 1, Chunk - 1, Chunk, Chunk + 1, 2 * Chunk + 99 })
        {
            var part = (await files.ReadAsync(file, offset, default)).ToArray();
            Assert.InRange(part.Length, 1, Chunk);
            Assert.Equal(content[offset..(offset + part.Length)], part);
        }
    }

    [Fact]
    public async Task Files_are_listed_by_box_in_ordinal_order()
    {
        foreach (var name in new[] { "result.json", "ballots.pb", "mix/pair-02.txt", "mix/commitments.txt" }) await WriteAsync(name, name);
        await files.WriteAsync("troon-2026/hub", "ballots.pb", new MemoryStream(), default);

        Assert.Equal(["ballots.pb", "mix/commitments.txt", "mix/pair-02.txt", "result.json"], (await files.ListAsync(Box, default)).Select(file => file.Name));
        Assert.Single(await files.ListAsync("troon-2026/hub", default));
        Assert.Empty(await files.ListAsync("elsewhere/main", default));
    }

    [Fact]
    public async Task A_file_takes_the_place_of_one_of_its_name_and_whoever_read_the_old_one_is_told()
    {
        var old = await WriteAsync("result.json", "old");
        var before = await files.WriteAsync(Box, "ballots.pb", new MemoryStream(Bytes(Chunk + 1)), default);
        await files.ReadAsync(before, 0, default);

        await WriteAsync("result.json", "new");
        await WriteAsync("ballots.pb", "short");

        var listed = await files.ListAsync(Box, default);
        Assert.Equal(["short", "new"], [.. await Task.WhenAll(listed.Select(async file => Encoding.UTF8.GetString(await ReadAsync(file))))]);
        Assert.NotEqual(old.Id, listed[1].Id);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => files.ReadAsync(before, Chunk, default));
        Reopen();
        Assert.Equal(2L, Ask("SELECT count(*) FROM file_chunks"));
    }

    [Fact]
    public async Task A_write_that_breaks_off_leaves_the_old_file_and_its_chunks_go_at_the_next_start()
    {
        await WriteAsync("ballots.pb", "old");
        await Assert.ThrowsAsync<IOException>(() => files.WriteAsync(Box, "ballots.pb", new Dribble(Bytes(3 * Chunk)) { BreaksAt = 2 * Chunk + 5 }, default));

        Assert.Equal("old", Encoding.UTF8.GetString(await ReadAsync(Assert.Single(await files.ListAsync(Box, default)))));
        Assert.Equal(3L, Ask("SELECT count(*) FROM file_chunks"));
        Reopen();
        Assert.Equal("old", Encoding.UTF8.GetString(await ReadAsync(Assert.Single(await files.ListAsync(Box, default)))));
        Assert.Equal(1L, Ask("SELECT count(*) FROM file_chunks"));
    }

    [Fact]
    public async Task A_process_killed_between_two_chunks_leaves_what_was_there_before()
    {
        await WriteAsync("ballots.pb", "old");
        journal.Dispose();
        using (var child = ChildProcess.Start("file", folder.Path))
        {
            Assert.Equal("open", await child.ReadLineAsync());
            Assert.Equal("second chunk", await child.ReadLineAsync());
            await child.KillAsync();
        }
        Assert.Equal(3L, Ask("SELECT count(*) FROM file_chunks"));

        Reopen();

        Assert.Equal("old", Encoding.UTF8.GetString(await ReadAsync(Assert.Single(await files.ListAsync(Box, default)))));
        Assert.Equal(1L, Ask("SELECT count(*) FROM file_chunks"));
    }

    [Fact]
    public async Task An_erased_file_is_nowhere()
    {
        const string secret = "approve the-one-thing-nobody-may-find";
        await WriteAsync("ballots.pb", secret);

        await files.EraseAsync(Box, "ballots.pb", default);
        await files.EraseAsync(Box, "ballots.pb", default);

        Assert.Empty(await files.ListAsync(Box, default));
        journal.Dispose();
        Assert.All(FolderBytes.Of(folder), file => Assert.Equal(-1, Find(File.ReadAllBytes(folder.File(file.Key)), secret)));
    }

    [Fact]
    public async Task Two_writers_of_one_name_leave_one_of_the_two_whole()
    {
        byte[][] contents = [Bytes(2 * Chunk, 1), Bytes(2 * Chunk, 2)];

        await Task.WhenAll(contents.Select(content => files.WriteAsync(Box, "ballots.pb", new MemoryStream(content), default)));

        var left = await ReadAsync(Assert.Single(await files.ListAsync(Box, default)));
        Assert.Contains(contents, content => content.AsSpan().SequenceEqual(left));
    }

    private static int Find(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text));

    private static byte[] Bytes(int length, int seed = 7)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private Task<DayFile> WriteAsync(string name, string text) => files.WriteAsync(Box, name, new MemoryStream(Encoding.UTF8.GetBytes(text)), default);

    private async Task<byte[]> ReadAsync(DayFile file)
    {
        var whole = new MemoryStream();
        while (await files.ReadAsync(file, whole.Length, default) is { IsEmpty: false } part) whole.Write(part.Span);
        return whole.ToArray();
    }

    private object? Ask(string sql)
    {
        // Seen through the file itself, as it stands on the disk.
        journal.Dispose();
        var answer = Databases.Ask(folder.File("ballots.db"), sql);
        journal = SqliteJournal.Open(folder.Path);
        return answer;
    }

    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(journal), nameof(files))]
    private void Reopen()
    {
        journal?.Dispose();
        journal = SqliteJournal.Open(folder.Path);
        files = new SqliteDayFiles(journal);
    }

    /// <summary>Gives its bytes a few at a time, as a network would, and perhaps breaks off.</summary>
    private sealed class Dribble(byte[] content) : MemoryStream(content)
    {
        public int BreaksAt { get; init; } = int.MaxValue;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= BreaksAt ? throw new IOException("It broke off.") : base.ReadAsync(buffer[..Math.Min(buffer.Length, 65_521)], cancellationToken);
    }
}
