using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Contracts.SelfCheck;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Grains.SelfCheck;

/// <summary>
/// Checks a day, one check at a time, and keeps the last report. The reading goes on where it stopped; a new activation starts from the
/// first entry, as does whoever asks for the whole log.
/// </summary>
[Reentrant]
internal sealed class SelfCheckGrain(IJournal journal, IKeyCabinet cabinet, TimeProvider time, ILogger<SelfCheckGrain> logger) : Grain, ISelfCheckGrain
{
    private const int MostReported = 20;

    private static readonly Meter Meter = new("PbDecisionDay.SelfCheck");
    private static readonly UpDownCounter<int> WrongDays = Meter.CreateUpDownCounter<int>("pbdd.self_check.wrong", description: "Days of which something is wrong.");
    private static readonly UpDownCounter<int> UncheckedDays = Meter.CreateUpDownCounter<int>("pbdd.self_check.unchecked", description: "Days that cannot be checked.");
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram(
        "pbdd.self_check.duration", "s", "How long a check takes.", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });

    private LogReading? reading;
    private BoxBallots? ballots;
    private readonly SortedDictionary<string, (LogReading Reading, BoxBallots Ballots)> others = new(StringComparer.Ordinal);
    private SelfCheckReport report = null!;
    private Task current = Task.CompletedTask;
    private Task<SelfCheckReport>? next;
    private SelfCheckReach nextReach;

    private string Day => this.GetPrimaryKeyString();

    private IEnumerable<LogReading> Readings => others.Values.Select(log => log.Reading).Prepend(reading!).Where(read => read is not null);

    /// <summary>Entries read and checked, over all logs.</summary>
    private long Size => Readings.Sum(read => read.Size);

    private IEnumerable<SelfCheckFinding> Findings => Readings.SelectMany(read => read.Findings);

    private ITallyGrain Tally => GrainFactory.GetGrain<ITallyGrain>(Day);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        report = new SelfCheckReport(SelfCheckState.NotYet, 0, time.GetUtcNow(), TimeSpan.Zero, [], "", cabinet.UnlockedByDefaultFile);
        Show(SelfCheckState.NotYet, 0);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Show(report.State, -1);
        return Task.CompletedTask;
    }

    public Task<SelfCheckReport> GetAsync(CancellationToken cancellationToken) => Task.FromResult(report);

    public Task StartAsync(SelfCheckReach reach, CancellationToken cancellationToken)
    {
        _ = CheckAsync(reach, CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task<SelfCheckReport> CheckAsync(SelfCheckReach reach, CancellationToken cancellationToken)
    {
        // Whoever asks while one runs shares the next.
        nextReach = next is null || reach > nextReach ? reach : nextReach;
        return next ??= NextAsync();
    }

    private async Task<SelfCheckReport> NextAsync()
    {
        await Task.Yield();
        await current;
        var run = RunAsync(nextReach);
        (current, next) = (run, null);
        return await run;
    }

    private async Task<SelfCheckReport> RunAsync(SelfCheckReach reach)
    {
        var started = time.GetTimestamp();
        if (reach == SelfCheckReach.WholeLog)
            Forget();
        var obstacle = "";
        try
        {
            obstacle = await LookAsync(reading ??= new LogReading(journal, cabinet, BoxKey.Main(Day)), ballots ??= new BoxBallots());
        }
        catch (Exception failure) when (OutcomeUnknown.IsOutage(failure))
        {
            obstacle = failure.Message;
        }
        catch (Exception failure)
        {
            logger.Failed(Day, failure);
            obstacle = "The self-check failed by itself; the log says why.";
        }
        var took = time.GetElapsedTime(started);
        Seconds.Record(took.TotalSeconds);
        Tell(new SelfCheckReport(
            reading is not { } read || !read.IsSetUp && obstacle.Length == 0 ? SelfCheckState.NotYet
            : Findings.Any() ? SelfCheckState.Wrong
            : obstacle.Length > 0 ? SelfCheckState.CouldNotCheck
            : SelfCheckState.Fine,
            Size, time.GetUtcNow(), took, [.. Findings.Take(MostReported)], obstacle, cabinet.UnlockedByDefaultFile)
        {
            OpeningsDestroyed = reading is { OpeningsDestroyed: true },
        });
        return report;
    }

    /// <summary>
    /// Everything once. Who might be behind is asked first: the tally, then the notes, then the box, then the journal, which alone is
    /// always as far as all of them.
    /// </summary>
    /// <returns>Why it could not be done to the end; empty if it was.</returns>
    private async Task<string> LookAsync(LogReading log, BoxBallots boxBallots)
    {
        var (tally, obstacle) = (default(TallySnapshot), "");
        try
        {
            tally = await Tally.GetSnapshotAsync(CancellationToken.None);
        }
        catch (Exception failure) when (OutcomeUnknown.IsOutage(failure))
        {
            obstacle = failure.Message;
        }
        await Task.Run(log.BeginAsync);
        if (!log.IsSetUp)
            return obstacle;
        var (status, why) = await StatusAsync(BoxKey.MainLog, boxBallots);
        obstacle = why.Length > 0 ? why : obstacle;
        // The other logs are read after the main box was asked and before the main log: what it joins is then read to its end.
        foreach (var name in status?.Logs.Select(other => other.Log) ?? log.Logs.ToArray())
            obstacle = await LookElsewhereAsync(log, name) is { Length: > 0 } other ? other : obstacle;
        await Task.Run(() => log.ReadToAsync(status?.LogSize ?? long.MaxValue));
        foreach (var other in others.Values)
            other.Reading.CompareBatches(log);
        foreach (var gone in others.Keys.Except(log.Logs, StringComparer.Ordinal).ToArray())
            others.Remove(gone);
        if (status is not null)
            log.Compare(status);
        if (tally is not null && others.Count == 0 && tally.Number <= log.Size && tally.Ballots != log.Count.BallotsAt(tally.Number))
            log.Add(Promises.Tally, -1, $"The tally counts {tally.Ballots} ballots in {tally.Number} entries, and the log holds {log.Count.BallotsAt(tally.Number)}.");
        if (status is not null)
        {
            await Task.Run(() => log.ReadToAsync(boxBallots.LogSize));
            CompareBallots(log, boxBallots);
        }
        if (status is { ResultHash.Length: > 0 })
            await CompareTallyAsync(log);
        await Task.Run(log.CheckCheckpointsAsync);
        return obstacle;
    }

    /// <summary>The same for another log of the day.</summary>
    private async Task<string> LookElsewhereAsync(LogReading main, string name)
    {
        if (!others.TryGetValue(name, out var other))
        {
            others[name] = other = (new LogReading(journal, cabinet, BoxKey.For(Day, name)), new BoxBallots());
            main.AddLog(other.Reading);
        }
        await Task.Run(other.Reading.BeginAsync);
        if (!other.Reading.IsSetUp)
            return "";
        var (status, obstacle) = await StatusAsync(name, other.Ballots);
        await Task.Run(() => other.Reading.ReadToAsync(status?.LogSize ?? long.MaxValue));
        if (status is not null)
        {
            other.Reading.Compare(status);
            await Task.Run(() => other.Reading.ReadToAsync(other.Ballots.LogSize));
            CompareBallots(other.Reading, other.Ballots);
        }
        await Task.Run(other.Reading.CheckCheckpointsAsync);
        return obstacle;
    }

    private async Task<(BoxStatus? Status, string Obstacle)> StatusAsync(string log, BoxBallots boxBallots)
    {
        try
        {
            var box = GrainFactory.GetGrain<IBallotBoxGrain>(BoxKey.For(Day, log));
            var status = await box.GetStatusAsync(CancellationToken.None);
            await boxBallots.PullAsync(box);
            return (status, "");
        }
        catch (Exception failure) when (OutcomeUnknown.IsOutage(failure))
        {
            return (null, failure.Message);
        }
    }

    private static void CompareBallots(LogReading log, BoxBallots boxBallots)
    {
        var own = log.Count.Bag();
        // A ballot that cannot be opened has been told already.
        if (log.Size == boxBallots.LogSize && !own.ContainsKey(CheckedRow.Unknown) && !BoxBallots.Same(own, boxBallots.Bag))
            log.Add(Promises.Box, -1, "The ballots that the box hands to the tally are not the ballots that were sealed.", "bag");
    }

    private async Task CompareTallyAsync(LogReading log)
    {
        var own = Readings.SelectMany(read => read.Count.Bag()).GroupBy(same => same.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Sum(one => one.Value), StringComparer.Ordinal);
        if (!own.ContainsKey(CheckedRow.Unknown)
            && !BoxBallots.Same(own, (await Tally.GetBallotsAsync(CancellationToken.None)).ToDictionary(same => same.Ballot, same => same.Number, StringComparer.Ordinal)))
            log.Add(Promises.Tally, -1, "The ballots that the tally counted are not the ballots that were sealed.", "bag");
    }

    private void Forget()
    {
        (reading, ballots) = (null, null);
        others.Clear();
    }

    private void Tell(SelfCheckReport now)
    {
        var before = report;
        report = now;
        Show(before.State, -1);
        Show(now.State, 1);
        if (now.State == SelfCheckState.Wrong && now.Findings.Length != before.Findings.Length)
            logger.Wrong(Day, Findings.Count(), now.Findings[0].Promise, now.Findings[0].Check, now.Findings[0].Entry, now.Findings[0].Sentence);
        else if (now.State == SelfCheckState.CouldNotCheck && now.Obstacle != before.Obstacle)
            logger.CouldNotCheck(Day, now.Obstacle);
        else if (now.State == SelfCheckState.Fine && before.State is SelfCheckState.CouldNotCheck or SelfCheckState.Wrong)
            logger.FineAgain(Day);
    }

    private static void Show(SelfCheckState state, int days)
    {
        WrongDays.Add(state == SelfCheckState.Wrong ? days : 0);
        UncheckedDays.Add(state == SelfCheckState.CouldNotCheck ? days : 0);
    }
}
