using System.Collections.Immutable;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rehearsal.Checking;
using PbDecisionDay.Rehearsal.Planning;
using PbDecisionDay.Rehearsal.Playing;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rehearsal;

/// <summary>After the declaration: what the screen shows, what the log holds and what was declared against what was done.</summary>
internal sealed class Ending(
    PublishedDay published, CardBox cards, PlannedChanges changes, IReadOnlyCollection<CastMade> made, DayState declared, Caller anybody, string dayPath, Differences differences, Report report)
{
    private static readonly TimeSpan ScreenPatience = TimeSpan.FromSeconds(20);

    /// <summary>Checks everything and notes what does not hold.</summary>
    public async Task CheckAsync(Screen screen, Caller auditor, StageProgress progress, int concurrency, CancellationToken cancellationToken)
    {
        ScreenWatch watch = screen.Watch;
        Ballot[] counted = [.. made.Where(cast => cast.Challenge is null).GroupBy(cast => cast.Card).Select(casts => casts.MaxBy(cast => cast.Version)!.Ballot), .. cards.OnPaper.Select(person => person.Voter.Ballot)];
        Snapshot standings = (await anybody.GetAsync($"{dayPath}/standings", cancellationToken)).Read(Json.Default.Snapshot, "Reading the standings");
        string result = standings.Result;
        if (declared.ResultHash != PublishedDay.Hash(result).ToString())
            differences.Add("The result that everyone can read has not the hash that the organiser was told.");
        DayAllocation own = ResultCheck.Allocate(published.Paper, published.Rules, counted, changes.OfPaper);
        differences.Add(ResultCheck.Problems(result, published.Paper, published.Rules, counted, own));
        report.Add("own count", $"{counted.Length:N0} ballots; {own.Outcome.Awards.Count():N0} projects funded, {own.Outcome.Spent / 100m:N2} spent, {own.Outcome.Left / 100m:N2} left; a naive count beside it");

        var played = new Played
        {
            Origin = published.Origin, Key = published.Key, Rules = published.RulesHash, Paper = published.PaperHash, Result = PublishedDay.Hash(result),
            Batches = cards.AllBatches, Changes = changes, Issued = cards.Issued(), Lost = cards.Lost(), TakenIn = cards.TakenIn(), Casts = made,
            HandedIn = cards.OnPaper.ToDictionary(person => person.Card.Number, person => person.HandedIn!), ShownCheckpoints = watch.Checkpoints,
        };
        LogCopy copy = await LogCopy.DownloadAsync(anybody, dayPath, cancellationToken);
        await progress.TellAsync(
            "Checking the log and each receipt", copy.Entries.Length, _ => Task.Run(() => CheckLog(copy, played, counted.Length), cancellationToken));
        (Answer bundle, _) = await progress.TellAsync("Fetching and checking the public bundle", 1, async _ =>
        {
            Answer fetched = await auditor.GetAsync($"{dayPath}/bundle/public.zip", cancellationToken);
            differences.Add(fetched.IsGood
                ? await Task.Run(() => BundleCheck.Problems(fetched.Body, copy, published, result, counted, own), cancellationToken)
                : [$"The public bundle was answered by {fetched.Sentence}"]);
            return fetched;
        });
        report.Add("bundle", $"{bundle.Body.Length:N0} bytes; its log, ballots, mix and result checked");
        (int proofs, _) = await progress.TellAsync(
            "Asking for proofs", Math.Min(made.Sum(cast => cast.Receipts.Count()), ProofCheck.Most),
            step => ProofCheck.RunAsync(anybody, dayPath, played, concurrency, step, differences, cancellationToken));
        report.Add("log", $"{copy.Entries.Length:N0} entries and {copy.Hashes.Length:N0} tiles of hashes; {made.Sum(cast => cast.Receipts.Count()):N0} receipts and {proofs:N0} inclusion proofs checked");

        await screen.WaitAsync(snapshot => snapshot.Number >= copy.Entries.Length && snapshot.Result.Length > 0, ScreenPatience, cancellationToken);
        CheckScreen(watch, counted.Length, copy.Entries.Length, result);
        report.Add("screen", $"{watch.Shown:N0} snapshots with {watch.Checkpoints.Count} checkpoints, cut off {screen.Reconnections} times; turnout {watch.Last?.Ballots:N0}");
    }

    private int CheckLog(LogCopy copy, Played played, int counted)
    {
        differences.Add(LogCheck.Problems(copy, played, out ImmutableArray<LogEntry?> entries));
        differences.Add(ReceiptsInLog.Problems(copy, entries, played));
        differences.Add(DayInLog.Problems(entries, played));
        if (DayInLog.Counted(entries) is var inLog && inLog != counted)
            differences.Add($"By the log {inLog} ballots count, but {counted} voters have a receipt.");
        return inLog;
    }

    private void CheckScreen(ScreenWatch watch, int counted, int entries, string result)
    {
        if (watch.Last is not { } last)
            differences.Add($"The screen never showed anything. {watch.LastCutOff}".TrimEnd());
        else if (last.Ballots != counted || last.Issued != cards.Issued().Size || last.Number != entries)
            differences.Add(
                $"The screen ends with {last.Ballots} ballots, {last.Issued} cards handed out and number {last.Number}; "
                + $"it should be {counted}, {cards.Issued().Size} and {entries}.");
        else if (last.Phase != "declared" || last.Result != result)
            differences.Add($"The screen ends {last.Phase} and with another result than was declared.");
    }
}
