using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests.Journal;

public sealed class ReadingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteJournal journal;

    public ReadingTests() => journal = SqliteJournal.Open(folder.Path);

    public void Dispose()
    {
        journal.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(0, 2500)]
    [InlineData(999, 1501)]
    [InlineData(2499, 1)]
    [InlineData(2500, 0)]
    [InlineData(9000, 0)]
    public async Task A_stream_longer_than_one_read_comes_whole_from_any_version(long from, int expected)
    {
        await journal.AppendAsync("box", 0, [.. Enumerable.Range(0, 2500).Select(i => $"event {i}")]);

        var events = await journal.ReadAllAsync("box", from);

        Assert.Equal(Enumerable.Range(0, expected).Select(i => from + i), events.Select(recorded => recorded.Version));
    }

    [Fact]
    public async Task Events_of_a_megabyte_each_come_whole()
    {
        var large = Enumerable.Range(0, 5).Select(i => new string((char)('a' + i), 1_000_000)).ToArray();
        await journal.AppendAsync("box", 0, large);

        Assert.Equal(large, await journal.ReadTextsAsync("box"));
    }

    [Fact]
    public async Task Reading_ends_where_the_stream_ended_when_reading_began()
    {
        await journal.AppendAsync("box", 0, [.. Enumerable.Range(0, 1500).Select(i => $"event {i}")]);
        await using var reading = journal.ReadAsync("box", 0, default).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await reading.MoveNextAsync();

        await journal.AppendAsync("box", 1500, "later");

        var read = 1;
        while (await reading.MoveNextAsync()) read++;
        Assert.Equal(1500, read);
    }

    [Fact]
    public async Task A_reader_that_stops_half_way_does_not_hinder_writing_or_closing()
    {
        await journal.AppendAsync("box", 0, [.. Enumerable.Range(0, 1500).Select(i => $"event {i}")]);
        await using var reading = journal.ReadAsync("box", 0, default).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await reading.MoveNextAsync();

        await journal.AppendAsync("box", 1500, "later");
        journal.Dispose();

        Assert.False(File.Exists(folder.File("ballots.db-wal")));
    }

    [Fact]
    public async Task A_stream_with_a_gap_is_reported_as_damage_and_not_read_past_it()
    {
        await journal.AppendAsync("box", 0, "first", "second", "third");
        journal.Dispose();
        Databases.Run(folder.File("ballots.db"), "DELETE FROM events WHERE version = 1");
        using var reopened = SqliteJournal.Open(folder.Path);

        var refused = await Assert.ThrowsAsync<Contracts.Failures.JournalUnavailableException>(() => reopened.ReadAllAsync("box"));

        Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
    }
}
