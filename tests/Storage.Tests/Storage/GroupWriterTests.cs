using PbDecisionDay.Storage.Tests.Journal;
using Microsoft.Extensions.Logging.Abstractions;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests.Storage;

public sealed class GroupWriterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DatabaseFile file;
    private readonly GroupWriter writer;

    public GroupWriterTests()
    {
        file = DatabaseFile.Open(BallotsDatabase.Definition, folder.Path);
        writer = new GroupWriter(file, NullLogger.Instance);
    }

    public void Dispose()
    {
        writer.Dispose();
        file.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Writes_that_wait_together_share_one_commit()
    {
        var answers = await WhileTheWriterIsBusyAsync(() => Queued(AddStream("a"), AddStream("b"), AddStream("c")));

        await Task.WhenAll(answers);
        Assert.Equal((4, 2), (writer.Writes, writer.Commits));
    }

    [Fact]
    public async Task A_failed_commit_answers_every_write_of_its_group_and_leaves_nothing_of_them()
    {
        var answers = await WhileTheWriterIsBusyAsync(
            () => Queued(AddStream("a"), writer.WriteAsync<bool>(_ => throw new IOException("The disk is on fire."), default), AddStream("c")));

        foreach (var answer in answers) await Assert.ThrowsAsync<JournalUnavailableException>(() => answer);
        Assert.Equal(0, await CountStreamsAsync());
    }

    [Fact]
    public async Task After_a_failed_commit_the_file_is_opened_anew_and_writing_goes_on()
    {
        await Assert.ThrowsAsync<JournalUnavailableException>(
            () => writer.WriteAsync<bool>(_ => throw new IOException("The disk is on fire."), default));

        Assert.True(await AddStream("a"));
        Assert.Equal(1, await CountStreamsAsync());
    }

    [Fact]
    public async Task A_write_cancelled_while_it_waits_is_answered_at_once_and_never_done()
    {
        using var cancellation = new CancellationTokenSource();
        await WhileTheWriterIsBusyAsync(async () =>
        {
            var waiting = writer.WriteAsync(statements => Add(statements, "a"), cancellation.Token);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
            return true;
        });

        Assert.Equal(0, await CountStreamsAsync());
    }

    [Fact]
    public async Task A_write_that_has_begun_can_no_longer_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        using var begun = new ManualResetEventSlim();
        using var busy = new ManualResetEventSlim();
        var write = writer.WriteAsync(
            statements =>
            {
                begun.Set();
                Wait(busy);
                return Add(statements, "a");
            },
            cancellation.Token);
        Wait(begun);

        await cancellation.CancelAsync();
        busy.Set();

        Assert.True(await write);
        Assert.Equal(1, await CountStreamsAsync());
    }

    [Fact]
    public async Task Closing_first_finishes_what_is_queued()
    {
        var answers = await WhileTheWriterIsBusyAsync(() =>
        {
            var queued = Queued(AddStream("a"), AddStream("b"));
            _ = Task.Run(writer.Dispose);
            return queued;
        });

        Assert.All(await Task.WhenAll(answers), Assert.True);
    }

    [Fact]
    public async Task A_commit_is_on_the_disk_before_it_is_answered()
    {
        // SQLite's own words: 2 is FULL, the write-ahead file is synced at every commit.
        Assert.Equal(2, await writer.WriteAsync(statements => statements.Number("PRAGMA synchronous"), default));
        Assert.Equal("wal", Databases.Ask(folder.File("ballots.db"), "PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Two_hundred_and_fifty_six_callers_share_commits_several_to_one()
    {
        writer.Dispose();
        file.Dispose();
        using var journal = SqliteJournal.Open(folder.Path);

        await Task.WhenAll(Enumerable.Range(0, 256).Select(caller => Task.Run(async () =>
        {
            for (var version = 0; version < 20; version++) await journal.AppendAsync($"caller-{caller}", version, "event");
        })));

        Assert.Equal(256 * 20, journal.Appends);
        Assert.True(journal.Appends >= 4 * journal.Commits, $"{journal.Appends} appends took {journal.Commits} commits.");
    }

    /// <summary>Occupies the writer with one write while something is done, then lets it go on.</summary>
    private async Task<T> WhileTheWriterIsBusyAsync<T>(Func<Task<T>> act)
    {
        using var begun = new ManualResetEventSlim();
        using var busy = new ManualResetEventSlim();
        var first = writer.WriteAsync(
            _ =>
            {
                begun.Set();
                return Wait(busy);
            },
            default);
        Wait(begun);
        var outcome = await act();
        busy.Set();
        await first;
        return outcome;
    }

    private static Task<Task<bool>[]> Queued(params Task<bool>[] answers) => Task.FromResult(answers);

    private Task<bool> AddStream(string name) => writer.WriteAsync(statements => Add(statements, name), default);

    private Task<long> CountStreamsAsync() => writer.WriteAsync(statements => statements.Number("SELECT count(*) FROM streams"), default);

    private static bool Add(Statements statements, string name) =>
        statements.Execute("INSERT INTO streams (name) VALUES (?1)", name) == 1;

    private static bool Wait(ManualResetEventSlim signal) =>
        signal.Wait(TimeSpan.FromSeconds(30)) ? true : throw new TimeoutException("The test never gave the signal.");
}
