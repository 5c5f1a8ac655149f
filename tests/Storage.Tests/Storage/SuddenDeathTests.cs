using PbDecisionDay.Storage.Tests.Journal;
using PbDecisionDay.Storage.Tests.Children;
using System.Globalization;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests.Storage;

public sealed class SuddenDeathTests : IDisposable
{
    private const int Deaths = 3;
    private const int AcknowledgedBeforeDeath = 300;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_acknowledged_append_is_there_after_the_process_is_killed_again_and_again()
    {
        var acknowledged = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var death = 0; death < Deaths; death++)
        {
            using var child = ChildProcess.Start("append", folder.Path);
            Assert.Equal("open", await child.ReadLineAsync());
            for (var line = 0; line < AcknowledgedBeforeDeath; line++) Note(acknowledged, await child.ReadLineAsync());
            await child.KillAsync();
            while (await child.ReadLineAsync() is { } line) Note(acknowledged, line);

            await AssertHeldAsync(acknowledged);
        }

        Assert.Equal(ChildProcess.Streams, acknowledged.Count);
    }

    [Fact]
    public async Task Two_processes_cannot_use_one_file_and_the_second_says_so()
    {
        using var child = ChildProcess.Start("hold", folder.Path);
        Assert.Equal("open", await child.ReadLineAsync());
        var before = FolderBytes.Of(folder);

        var refused = Assert.Throws<JournalUnavailableException>(() => SqliteJournal.Open(folder.Path));

        Assert.Equal(
            $"Another running service already uses '{folder.File("ballots.db")}'; stop that one first, or give this one a data folder of its own.",
            refused.Message);
        Assert.Equal(before, FolderBytes.Of(folder));
        await child.KillAsync();
        using var afterwards = SqliteJournal.Open(folder.Path);
    }

    [Fact]
    public async Task Another_process_cannot_open_what_this_one_holds()
    {
        using var journal = SqliteJournal.Open(folder.Path);
        using var child = ChildProcess.Start("hold", folder.Path);

        Assert.StartsWith("Another running service already uses", await child.ReadLineAsync(), StringComparison.Ordinal);

        await journal.AppendAsync("box", 0, "undisturbed");
    }

    private static void Note(Dictionary<string, long> acknowledged, string? line)
    {
        // A line cut off by the kill names an earlier version at worst, which was acknowledged too.
        if (line?.Split(' ') is not [var stream, var version] || !long.TryParse(version, CultureInfo.InvariantCulture, out var number)) return;
        if (number > acknowledged.GetValueOrDefault(stream, -1)) acknowledged[stream] = number;
    }

    private async Task AssertHeldAsync(Dictionary<string, long> acknowledged)
    {
        using var journal = SqliteJournal.Open(folder.Path);
        foreach (var (stream, last) in acknowledged)
        {
            var events = await journal.ReadAllAsync(stream);
            Assert.True(events.Count > last, $"{stream} was acknowledged up to {last} and holds {events.Count} events.");
            Assert.All(events, recorded => Assert.Equal(ChildProcess.Body(stream, recorded.Version), recorded.Body.ToArray()));
        }
    }
}
