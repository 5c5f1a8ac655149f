using System.Diagnostics;
using System.Globalization;
using System.Text;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Sqlite;

namespace PbDecisionDay.Storage.Tests.Children;

/// <summary>This test executable as another process: it opens a journal, does what its role says, and reports by lines.</summary>
internal sealed class ChildProcess : IDisposable
{
    public const string Argument = "--as-child";
    public const int Streams = 4;
    private const int LongestSeconds = 30;

    private readonly Process process;

    private ChildProcess(Process process) => this.process = process;

    /// <summary>Starts one; it ends by itself after half a minute.</summary>
    public static ChildProcess Start(string role, string folder)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "PbDecisionDay.Storage.Tests"), [Argument, role, folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        return new ChildProcess(Process.Start(start)!);
    }

    public Task<string?> ReadLineAsync() => process.StandardOutput.ReadLineAsync();

    /// <summary>SIGKILL: the process gets no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    /// <summary>The body of an event, which the parent can make again to compare.</summary>
    public static byte[] Body(string stream, long version) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(string.Create(CultureInfo.InvariantCulture, $"{stream}/{version} "), 60)));

    public static async Task<int> PlayAsync(string role, string folder)
    {
        try
        {
            using var journal = SqliteJournal.Open(folder);
            Console.WriteLine("open");
            using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(LongestSeconds));
            await (role switch
            {
                "hold" => Console.In.ReadLineAsync(enough.Token).AsTask(),
                "append" => Task.WhenAll(Enumerable.Range(0, Streams).Select(i => AppendForeverAsync(journal, $"stream-{i}", enough.Token))),
                "file" => WriteFileAsync(journal, enough.Token),
                _ => throw new ArgumentException($"No role '{role}'."),
            });
        }
        catch (JournalUnavailableException refused)
        {
            Console.WriteLine(refused.Message);
        }

        return 0;
    }

    /// <summary>Replaces a file by one of three chunks, of which the third never comes.</summary>
    private static async Task WriteFileAsync(SqliteJournal journal, CancellationToken enough)
    {
        await using var pipe = new NeverEnding(2 * SqliteDayFiles.ChunkSize);
        await new SqliteDayFiles(journal).WriteAsync("troon-2026/main", "ballots.pb", pipe, enough);
    }

    private sealed class NeverEnding(int length) : MemoryStream(new byte[length])
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == Length)
            {
                Console.WriteLine("second chunk");
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }

    private static async Task AppendForeverAsync(SqliteJournal journal, string stream, CancellationToken enough)
    {
        long version = 0;
        await foreach (var recorded in journal.ReadAsync(stream, 0, enough)) version = recorded.Version + 1;
        for (; !enough.IsCancellationRequested; version++)
        {
            await journal.AppendAsync(stream, version, [new JournalEvent("counted", Body(stream, version))], [], CancellationToken.None);
            Console.WriteLine($"{stream} {version}");
        }
    }
}
