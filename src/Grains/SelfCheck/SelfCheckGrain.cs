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
    private SelfCheckReport report = null!;
    private Task current = Task.CompletedTask;
    private Task<SelfCheckReport>? next;
    private SelfCheckReach nextReach;

    private string Day => this.GetPrimaryKeyString();

    private IBallotBoxGrain Box => GrainFactory.GetGrain<IBallotBoxGrain>(BoxKey.Main(Day));

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
            (reading, ballots) = (null, null);
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
            : read.Findings.Count > 0 ? SelfCheckState.Wrong
            : obstacle.Length > 0 ? SelfCheckState.CouldNotCheck
            : SelfCheckState.Fine,
            reading?.Size ?? 0, time.GetUtcNow(), took, [.. reading?.Findings.Take(MostReported) ?? []], obstacle, cabinet.UnlockedByDefaultFile)
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
        var (tally, status, obstacle) = (default(TallySnapshot), default(BoxStatus), "");
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
        try
        {
            status = await Box.GetStatusAsync(CancellationToken.None);
            await boxBallots.PullAsync(Box);
        }
        catch (Exception failure) when (OutcomeUnknown.IsOutage(failure))
        {
            (status, obstacle) = (null, failure.Message);
        }
        await Task.Run(() => log.ReadToAsync(status?.LogSize ?? long.MaxValue));
        if (status is not null)
            log.Compare(status);
        if (tally is not null && tally.Number <= log.Size && tally.Ballots != log.Count.BallotsAt(tally.Number))
            log.Add(Promises.Tally, -1, $"The tally counts {tally.Ballots} ballots in {tally.Number} entries, and the log holds {log.Count.BallotsAt(tally.Number)}.");
        if (status is not null)
        {
            await Task.Run(() => log.ReadToAsync(boxBallots.LogSize));
            await CompareBallotsAsync(log, boxBallots, status);
        }
        await Task.Run(log.CheckCheckpointsAsync);
        return obstacle;
    }

    private async Task CompareBallotsAsync(LogReading log, BoxBallots boxBallots, BoxStatus status)
    {
        var own = log.Count.Bag();
        // A ballot that cannot be opened has been told already.
        if (log.Size != boxBallots.LogSize || own.ContainsKey(CheckedRow.Unknown))
            return;
        if (!BoxBallots.Same(own, boxBallots.Bag))
            log.Add(Promises.Box, -1, "The ballots that the box hands to the tally are not the ballots that were sealed.", "bag");
        if (status.ResultHash.Length > 0
            && !BoxBallots.Same(own, (await Tally.GetBallotsAsync(CancellationToken.None)).ToDictionary(same => same.Ballot, same => same.Number, StringComparer.Ordinal)))
            log.Add(Promises.Tally, -1, "The ballots that the tally counted are not the ballots that were sealed.", "bag");
    }

    private void Tell(SelfCheckReport now)
    {
        var before = report;
        report = now;
        Show(before.State, -1);
        Show(now.State, 1);
        if (now.State == SelfCheckState.Wrong && now.Findings.Length != before.Findings.Length)
            logger.Wrong(Day, reading!.Findings.Count, now.Findings[0].Promise, now.Findings[0].Check, now.Findings[0].Entry, now.Findings[0].Sentence);
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
