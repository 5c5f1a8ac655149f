using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests.Journal;

public sealed class AppendingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteJournal journal;

    public AppendingTests() => journal = SqliteJournal.Open(folder.Path);

    public void Dispose()
    {
        journal.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task What_was_appended_is_read_back_in_order_with_its_kind_version_and_bytes()
    {
        byte[] everyByte = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        await journal.AppendAsync("box", 0, [new("opened", everyByte), new("cast", Array.Empty<byte>())], [], default);
        await journal.AppendAsync("box", 2, [new("closed", new byte[] { 7 })], [], default);

        var events = await journal.ReadAllAsync("box");

        Assert.Equal([0L, 1, 2], events.Select(recorded => recorded.Version));
        Assert.Equal(["opened", "cast", "closed"], events.Select(recorded => recorded.Kind));
        Assert.Equal([everyByte, [], [7]], events.Select(recorded => recorded.Body.ToArray()));
    }

    [Fact]
    public async Task What_was_appended_is_there_after_closing_and_opening()
    {
        await journal.AppendAsync("box", 0, "first");
        await journal.MarkAsync("box", 1, [1, 2]);
        journal.Dispose();

        using var reopened = SqliteJournal.Open(folder.Path);

        Assert.Equal(["first"], await reopened.ReadTextsAsync("box"));
        Assert.Equal([[1, 2]], await reopened.ReadMarksAsync("box"));
        await reopened.AppendAsync("box", 1, "second");
    }

    [Fact]
    public async Task Streams_do_not_see_each_other_and_their_names_are_ordinal()
    {
        await journal.AppendAsync("day/a", 0, "in a");
        await journal.AppendAsync("day/A", 0, "in A");
        await journal.AppendAsync("day/b", 0, "in b");

        Assert.Equal(["in a"], await journal.ReadTextsAsync("day/a"));
        Assert.Equal(["in A"], await journal.ReadTextsAsync("day/A"));
        Assert.Empty(await journal.ReadAllAsync("day"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_append_at_another_version_than_the_streams_is_refused_and_writes_nothing(long expectedVersion)
    {
        await journal.AppendAsync("box", 0, "first", "second");

        var conflict = await Assert.ThrowsAsync<VersionConflictException>(
            () => journal.AppendAsync("box", expectedVersion, [Streams.Event("late")], [new byte[] { 1 }], default));

        Assert.Equal(("box", expectedVersion), (conflict.Stream, conflict.ExpectedVersion));
        Assert.Equal(["first", "second"], await journal.ReadTextsAsync("box"));
        Assert.Empty(await journal.ReadMarksAsync("box"));
    }

    [Fact]
    public async Task A_new_stream_holds_no_events_so_it_begins_at_version_0()
    {
        await Assert.ThrowsAsync<VersionConflictException>(() => journal.AppendAsync("box", 1, "too far"));

        Assert.Empty(await journal.ReadAllAsync("box"));
    }

    [Fact]
    public async Task Marks_alone_are_held_to_the_expected_version_too_and_do_not_raise_it()
    {
        await journal.AppendAsync("box", 0, "first");
        await journal.MarkAsync("box", 1, [9]);

        await Assert.ThrowsAsync<VersionConflictException>(() => journal.MarkAsync("box", 0, [8]));
        await journal.AppendAsync("box", 1, "second");

        Assert.Equal([[9]], await journal.ReadMarksAsync("box"));
    }

    [Fact]
    public async Task Marks_are_a_set_sorted_by_their_bytes()
    {
        await journal.MarkAsync("box", 0, [3], [1, 255], [1]);
        await journal.MarkAsync("box", 0, [3], [0], [128]);
        await journal.MarkAsync("other", 0, [77]);

        Assert.Equal([[0], [1], [1, 255], [3], [128]], await journal.ReadMarksAsync("box"));
    }

    [Fact]
    public async Task A_write_cancelled_before_it_began_is_not_written()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => journal.AppendAsync("box", 0, [Streams.Event("never")], [], cancelled.Token));

        await journal.AppendAsync("box", 0, "first");
        Assert.Equal(["first"], await journal.ReadTextsAsync("box"));
    }

    [Fact]
    public async Task Names_that_are_empty_or_too_long_are_refused()
    {
        await journal.AppendAsync(new string('s', 200), 0, [new JournalEvent(new string('k', 60), Array.Empty<byte>())], [], default);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => journal.AppendAsync("", 0, "x"));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => journal.AppendAsync(new string('s', 201), 0, "x"));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => journal.AppendAsync("box", -1, "x"));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => journal.AppendAsync("box", 0, [new JournalEvent(new string('k', 61), Array.Empty<byte>())], [], default));
    }

    [Fact]
    public async Task Of_many_appenders_at_one_version_exactly_one_wins_each()
    {
        const int rivals = 16;
        const int rounds = 25;

        for (var version = 0; version < rounds; version++)
        {
            var expected = version;
            var outcomes = await Task.WhenAll(Enumerable.Range(0, rivals).Select(rival => Task.Run(() => WinsAsync(rival, expected))));
            Assert.Single(outcomes, won => won);
        }

        Assert.Equal(rounds, (await journal.ReadAllAsync("contested")).Count);
    }

    [Fact]
    public async Task After_closing_nothing_is_written_or_read_and_the_sentence_says_why()
    {
        journal.Dispose();

        var write = await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendAsync("box", 0, "late"));
        var read = await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.ReadAllAsync("box"));

        Assert.Contains("closed because the service is stopping", write.Message, StringComparison.Ordinal);
        Assert.Equal(write.Message, read.Message);
    }

    private async Task<bool> WinsAsync(int rival, long version)
    {
        try
        {
            await journal.AppendAsync("contested", version, $"by {rival}");
            return true;
        }
        catch (VersionConflictException)
        {
            return false;
        }
    }
}
