using PbDecisionDay.Storage.Tests.Journal;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests.Support;

/// <summary>What other tests lean on has to hold.</summary>
public sealed class HeldJournalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteJournal inner;
    private readonly HeldJournal journal;

    public HeldJournalTests()
    {
        inner = SqliteJournal.Open(folder.Path);
        journal = new HeldJournal(inner);
    }

    public void Dispose()
    {
        inner.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Held_appends_wait_unwritten_until_they_are_released()
    {
        journal.Hold();
        Task[] appends = [journal.AppendAsync("a", 0, "first"), journal.AppendAsync("b", 0, "first")];
        await journal.WaitForWaitingAsync(2);

        Assert.All(appends, append => Assert.False(append.IsCompleted));
        Assert.Equal((2, 0, 2), (journal.Appends, journal.Commits, journal.Waiting));
        Assert.Empty(await inner.ReadAllAsync("a"));

        journal.Release();
        await Task.WhenAll(appends);
        Assert.Equal((2, 2, 0), (journal.Appends, journal.Commits, journal.Waiting));
        Assert.Equal(["first"], await journal.ReadTextsAsync("a"));
    }

    [Fact]
    public async Task A_held_append_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        journal.Hold();
        var append = journal.AppendAsync("a", 0, [Streams.Event("never")], [], cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);
        Assert.Equal(0, journal.Waiting);
    }

    [Fact]
    public async Task A_failed_append_writes_nothing_and_only_the_next_one_fails()
    {
        journal.FailNext();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendAsync("a", 0, "lost"));
        await journal.AppendAsync("a", 0, "first");

        Assert.Equal(["first"], await inner.ReadTextsAsync("a"));
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_events_written()
    {
        journal.LoseNextAnswer();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendAsync("a", 0, "first"));

        Assert.Equal(["first"], await inner.ReadTextsAsync("a"));
        Assert.Equal(1, journal.Commits);
    }
}
