using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Journal;
using PbDecisionDay.Grains.Proposals;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Grains.Tests.Journal;

/// <summary>A grain's memory on the real journal: write, then remember; and what it does when it cannot.</summary>
public sealed class EventStreamTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 5, 30, 9, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();
    private readonly SqliteJournal file;
    private readonly HeldJournal journal;
    private int deactivations;

    public EventStreamTests()
    {
        file = SqliteJournal.Open(folder.Path);
        journal = new HeldJournal(file);
    }

    [Fact]
    public async Task What_was_written_is_remembered_and_read_again()
    {
        var memory = Memory();
        await memory.ReadAsync(default);
        Assert.True(await memory.TryAppendAsync([Frozen, Thawed], default));
        Assert.True(await memory.TryAppendAsync([Frozen], default));
        Assert.True(await memory.TryAppendAsync([], default));
        Assert.Equal(3, memory.State);

        var again = Memory();
        await again.ReadAsync(default);
        Assert.Equal(3, again.State);
        Assert.Equal(2, journal.Commits);
        Assert.Equal(0, deactivations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failed_write_is_not_remembered_and_ends_the_activation(bool written)
    {
        var memory = Memory();
        if (written) journal.LoseNextAnswer();
        else journal.FailNext();

        Assert.False(await memory.TryAppendAsync([Frozen], default));
        Assert.False(await memory.TryAppendAsync([Frozen], default));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => memory.AppendAsync([Frozen], default));

        Assert.Equal(0, memory.State);
        Assert.Equal(1, deactivations);
        var next = Memory();
        await next.ReadAsync(default);
        Assert.Equal(written ? 1 : 0, next.State);
    }

    [Fact]
    public async Task Of_two_activations_only_one_writes()
    {
        var (one, other) = (Memory(), Memory());
        Assert.True(await one.TryAppendAsync([Frozen], default));
        Assert.False(await other.TryAppendAsync([Frozen], default));
        Assert.Equal(1, deactivations);
        Assert.Single(await Journalled.ReadAsync(journal, "test"));
    }

    [Fact]
    public async Task A_write_cancelled_in_time_did_not_happen_and_the_next_one_does()
    {
        var memory = Memory();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => memory.TryAppendAsync([Frozen], new CancellationToken(canceled: true)));
        Assert.True(await memory.TryAppendAsync([Frozen], default));
        Assert.Equal(1, memory.State);
    }

    [Theory]
    [InlineData("proposal-sold", "{}", "does not know")]
    [InlineData("proposal-frozen", "{}", "cannot be read")]
    [InlineData("proposal-frozen", """{"at":"yesterday"}""", "cannot be read")]
    public async Task An_event_that_is_not_known_or_whole_stops_the_reading(string name, string json, string sentence)
    {
        await journal.AppendAsync("test", 0, [new JournalEvent(name, System.Text.Encoding.UTF8.GetBytes(json))], [], default);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Memory().ReadAsync(default));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        file.Dispose();
        folder.Dispose();
    }

    private static ProposalFrozen Frozen => new(At);

    private static ProposalThawed Thawed => new(At);

    private EventStream<int, ProposalEvent> Memory() =>
        new(journal, "test", ProposalEventNames.All, 0, (count, _) => count + 1, () => deactivations++);
}
