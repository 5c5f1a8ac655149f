using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>
/// The one thread that writes to a database. While it waits for the disk, callers' writes queue up; all that wait
/// then share the next transaction, and each is answered only after that transaction's COMMIT has returned.
/// A write decides before it changes anything, so one that is refused leaves the others of its group untouched.
/// </summary>
internal sealed partial class GroupWriter : IDisposable
{
    /// <summary>The most writes in one transaction, so that the first of them does not wait for an endless queue.</summary>
    private const int LargestGroup = 1024;

    // Seconds, from a fast disk's flush to a stuck one.
    private static readonly InstrumentAdvice<double> CommitBuckets = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    };

    private readonly BlockingCollection<PendingWrite> queue = [];
    private readonly DatabaseFile file;
    private readonly ILogger logger;
    private readonly Thread thread;
    private readonly Meter meter;
    private readonly Histogram<double> commitSeconds;
    private SqliteConnection? connection;
    private Statements? statements;
    private long writes;
    private long commits;
    private bool lastFailed;
    private long erasures;

    /// <summary>Opens the connection, so that a file that cannot be written is told to the caller, and starts the thread.</summary>
    public GroupWriter(DatabaseFile file, ILogger logger)
    {
        (this.file, this.logger) = (file, logger);
        meter = new Meter("PbDecisionDay.Storage", version: null, tags: [new("database", file.Name)]);
        meter.CreateObservableCounter("pbdd.storage.writes", () => Writes, description: "Writes that are on the disk.");
        meter.CreateObservableCounter("pbdd.storage.commits", () => Commits, description: "Transactions they took.");
        commitSeconds = meter.CreateHistogram("pbdd.storage.commit.duration", "s", "From the start of a transaction to its being on the disk.", tags: null, CommitBuckets);
        try
        {
            Use(file.OpenWriter());
        }
        catch (Exception reason)
        {
            throw file.Explain(reason);
        }

        thread = new Thread(Run) { IsBackground = true, Name = $"Writer of {file.Name}" };
        thread.Start();
    }

    /// <summary>Whether the last group failed.</summary>
    public bool LastFailed => Volatile.Read(ref lastFailed);

    /// <summary>How often something was erased, so that copies made before can go too.</summary>
    public long Erasures => Interlocked.Read(ref erasures);

    /// <summary>How many writes are on the disk.</summary>
    public long Writes => Volatile.Read(ref writes);

    /// <summary>How many transactions they took.</summary>
    public long Commits => Volatile.Read(ref commits);

    /// <summary>Does the work in a transaction that it may share with others, and answers when that is on the disk.</summary>
    /// <param name="work">Reads, decides and writes on the writer's connection; returns before writing anything if it refuses.</param>
    /// <param name="cancellationToken">Honoured until the transaction has begun, ignored after it.</param>
    public Task<T> WriteAsync<T>(Func<Statements, T> work, CancellationToken cancellationToken) =>
        Enqueue(new PendingWrite<T>(work, cancellationToken));

    /// <summary>As <see cref="WriteAsync"/>, and answers when what was deleted is gone from the write-ahead file and from old copies too.</summary>
    public Task<T> EraseAsync<T>(Func<Statements, T> work, CancellationToken cancellationToken) =>
        Enqueue(new PendingWrite<T>(work, cancellationToken) { Erases = true });

    /// <summary>Finishes what is queued, tidies and closes the file.</summary>
    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join();
        meter.Dispose();
    }

    private Task<T> Enqueue<T>(PendingWrite<T> write)
    {
        try
        {
            queue.Add(write);
        }
        catch (InvalidOperationException) when (queue.IsAddingCompleted)
        {
            write.Fail(file.Closed());
        }

        return write.Answer;
    }

    private void Run()
    {
        var group = new List<PendingWrite>();
        while (queue.TryTake(out var first, Timeout.Infinite))
        {
            group.Clear();
            if (first.TryBegin()) group.Add(first);
            while (group.Count < LargestGroup && queue.TryTake(out var next))
                if (next.TryBegin()) group.Add(next);
            if (group.Count > 0) Commit(group);
        }

        Close();
    }

    private void Commit(List<PendingWrite> group)
    {
        try
        {
            var began = Stopwatch.GetTimestamp();
            if (statements is null) Use(file.ReopenWriter());
            statements!.Execute("BEGIN IMMEDIATE");
            foreach (var write in group) write.Run(statements);
            statements.Execute("COMMIT");
            commitSeconds.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
            if (group.Exists(write => write.Erases))
            {
                file.RemoveTraces(connection!);
                Interlocked.Increment(ref erasures);
            }
        }
        catch (Exception reason)
        {
            Volatile.Write(ref lastFailed, true);
            Abandon();
            LogGroupFailed(group.Count, file.Name, file.Explain(reason));
            foreach (var write in group) write.Fail(file.Explain(reason));
            return;
        }

        Volatile.Write(ref lastFailed, false);
        Volatile.Write(ref commits, commits + 1);
        Volatile.Write(ref writes, writes + group.Count);
        foreach (var write in group) write.Complete();
    }

    private void Use(SqliteConnection opened) => (connection, statements) = (opened, new Statements(opened));

    /// <summary>After a failure nothing about the connection is trusted: the next group opens and checks the file anew.</summary>
    private void Abandon()
    {
        statements?.Dispose();
        (connection, statements) = (null, null);
    }

    private void Close()
    {
        file.ForgetReaders();
        try
        {
            if (statements is null) Use(file.ReopenWriter());
            file.Tidy(connection!);
        }
        catch (Exception reason)
        {
            LogCloseFailed(file.Name, file.Explain(reason));
        }

        statements?.Dispose();
    }
}
