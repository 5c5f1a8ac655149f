using System.Text;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Rules.Pabulib;

namespace PbDecisionDay.Grains.Tests.Ballots;

public sealed class MixTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Dice = "40817263";

    [Fact]
    public async Task The_published_ballots_are_bound_before_the_dice_and_proved_after_them()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo, cards: 40);
        await running.VoteAsync(40);
        Assert.Equal(MixStage.None, (await running.Box.GetStatusAsync(default)).Mix);

        Assert.Equal(BoxResult.Done, await running.Box.MixAsync(RunningBox.Facts, default));
        Assert.Equal(["ballots.pb"], (await running.FilesAsync()).Keys);
        var bound = await running.Box.GetStatusAsync(default);
        Assert.Equal((MixStage.AwaitsDice, "", 37), (bound.Mix, bound.Dice, bound.Ballots));
        Assert.Equal(bound.LogSize, await SignedSizeAsync(running));

        Assert.Equal(BoxResult.Done, await running.Box.ProveAsync(Dice));
        var proved = await running.Box.GetStatusAsync(default);
        Assert.Equal((MixStage.Proved, Dice), (proved.Mix, proved.Dice));
        Assert.Equal(BoxResult.Done, await running.Box.RecordResultAsync("result", default));

        Assert.Equal(["paper", "paper", "mix", "lots", "proof", "result"], (await running.ReadLogAsync()).TakeLast(6).Select(entry => entry.Kind));
        await AssertProvedAsync(running);
    }

    [Fact]
    public async Task The_published_ballots_are_those_that_count_in_an_order_that_tells_nothing()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo, cards: 40);
        await running.VoteAsync(40);
        await running.Box.MixAsync(RunningBox.Facts, default);

        var text = Encoding.UTF8.GetString((await running.FilesAsync())["ballots.pb"]);

        Assert.Contains("unit;pb.south.example\n", text, StringComparison.Ordinal);
        Assert.Contains("date_begin;30.05.2026\n", text, StringComparison.Ordinal);
        Assert.Contains("num_votes;37\n", text, StringComparison.Ordinal);
        var votes = text[text.IndexOf("voter_id;vote\n", StringComparison.Ordinal)..].Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]
            .Select(row => row.Split(';')).ToArray();
        Assert.Equal(Enumerable.Range(1, 37).Select(number => $"{number}"), votes.Select(row => row[0]));
        // Cards 0 to 39 in turn cast the four ballots; of them 1 was challenged, 3, 4 and 5 surrendered, 0 and 2 cast again; and one paper.
        var expected = Enumerable.Repeat("p1,p2", 8).Concat(Enumerable.Repeat("p1,p4,p6", 9)).Concat(Enumerable.Repeat("p2", 8))
            .Append("p3").Append("p4").Append("p6").Concat(Enumerable.Repeat(",", 9));
        Assert.Equal(expected.Order(StringComparer.Ordinal), votes.Select(row => row[1]).Order(StringComparer.Ordinal));
        Assert.Equal(",", votes[^1][1]);
    }

    [Fact]
    public async Task Repeating_changes_nothing_and_other_dice_are_refused_for_ever()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo, cards: 40);
        await running.VoteAsync(40);
        Assert.Equal(BoxResult.WrongPhase, await running.Box.ProveAsync(Dice));
        Assert.Equal(BoxResult.WrongPhase, await running.Box.RecordResultAsync("result", default));
        Assert.Equal(BoxResult.Done, await running.Box.MixAsync(RunningBox.Facts, default));
        Assert.Equal(BoxResult.AlreadyDone, await running.Box.MixAsync(RunningBox.Facts with { Description = "Another day" }, default));
        Assert.Equal(BoxResult.WrongPhase, await running.EnterPaperAsync(2, "approve p1"));
        Assert.Equal(BoxResult.WrongPhase, await running.Box.RecordResultAsync("result", default));
        foreach (var digits in new[] { "", "1234567", "123456789", "1234567x", "1234567\u0663" })
            Assert.Equal(BoxResult.Invalid, await running.Box.ProveAsync(digits));

        Assert.Equal(BoxResult.Done, await running.Box.ProveAsync(Dice));
        var files = await running.FilesAsync();
        Assert.Equal(BoxResult.AlreadyDone, await running.Box.ProveAsync(Dice));
        Assert.Equal(BoxResult.Conflict, await running.Box.ProveAsync("00000000"));
        await running.Box.RecordResultAsync("result", default);
        Assert.Equal(BoxResult.AlreadyDone, await running.Box.RecordResultAsync("result", default));
        Assert.Equal(BoxResult.Conflict, await running.Box.RecordResultAsync("another", default));

        var (after, log) = (await running.FilesAsync(), await running.ReadLogAsync());
        Assert.Equal("result", Encoding.UTF8.GetString(after["result.json"]));
        Assert.All(files, file => Assert.Equal(file.Value, after[file.Key]));
        Assert.All(["mix", "lots", "proof", "result"], kind => Assert.Single(log, entry => entry.Kind == kind));
    }

    [Fact]
    public async Task Below_thirty_ballots_only_totals_are_published_and_nobody_rolls_dice()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo, cards: 32);
        await running.VoteAsync(32);

        Assert.Equal(BoxResult.TooFewBallots, await running.Box.MixAsync(RunningBox.Facts, default));
        Assert.Empty(await running.FilesAsync());
        Assert.Equal(BoxResult.WrongPhase, await running.Box.ProveAsync(Dice));
        Assert.Equal(BoxResult.Done, await running.Box.RecordResultAsync("result", default));
        Assert.Equal(BoxResult.WrongPhase, await running.Box.MixAsync(RunningBox.Facts, default));
        Assert.Equal(["result.json"], (await running.FilesAsync()).Keys);
    }

    [Fact]
    public async Task A_paper_makes_the_thirtieth_ballot_and_then_a_mix_is_needed()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo, cards: 32);
        await running.VoteAsync(32);
        Assert.Equal(29, (await running.Box.GetStatusAsync(default)).Ballots);
        await running.EnterPaperAsync(2, "blank");

        Assert.Equal(BoxResult.WrongPhase, await running.Box.RecordResultAsync("result", default));
        Assert.Equal(BoxResult.Done, await running.Box.MixAsync(RunningBox.Facts, default));
    }

    [Fact]
    public async Task Nothing_is_mixed_before_the_close_or_with_dates_that_are_none()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo, cards: 31);
        await Task.WhenAll(Enumerable.Range(0, 31).Select(card => running.CastAsync(card)));

        Assert.Equal(BoxResult.WrongPhase, await running.Box.MixAsync(RunningBox.Facts, default));
        await running.Box.EndAndCloseAsync();
        Assert.Equal(BoxResult.Invalid, await running.Box.MixAsync(RunningBox.Facts with { DateEnd = "30 May" }, default));
        Assert.Equal(BoxResult.Done, await running.Box.MixAsync(RunningBox.Facts, default));
    }

    [Fact]
    public async Task Papers_keyed_while_the_mix_is_made_are_in_it_or_refused()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var running = await RunningBox.OpenAsync(silo, cards: 40);
        await running.VoteAsync(40);

        var papers = Enumerable.Range(2, 2).Select(number => Task.Run(() => running.EnterPaperAsync(number, "approve p1"))).ToArray();
        var mixes = Enumerable.Range(0, 3).Select(_ => Task.Run(() => running.Box.MixAsync(RunningBox.Facts, default))).ToArray();
        var keyed = await Task.WhenAll(papers);
        var mixed = await Task.WhenAll(mixes);

        Assert.Equal(1, mixed.Count(result => result == BoxResult.Done));
        Assert.All(mixed, result => Assert.True(result is BoxResult.Done or BoxResult.AlreadyDone));
        Assert.All(keyed, result => Assert.True(result is BoxResult.Done or BoxResult.WrongPhase));
        Assert.Equal(37 + keyed.Count(result => result == BoxResult.Done), (await running.Box.GetStatusAsync(default)).Ballots);
        Assert.Equal(BoxResult.Done, await running.Box.ProveAsync(Dice));
        await AssertProvedAsync(running);
    }

    internal static async Task AssertProvedAsync(RunningBox running)
    {
        var audit = await SecondOpinion.AuditAsync(running.Silo.Journal, $"box/{BoxKey.Main(running.Silo.Day)}");
        Assert.Empty(audit.Findings);
        var status = await running.Box.GetStatusAsync(default);
        var account = audit.Account;
        Assert.Equal(
            (account.Printed, account.Issued, account.CardsUsed, account.Casts, account.Replaced, account.Challenged, account.Surrendered, account.Papers),
            (status.Printed, status.Issued, status.CardsUsed, status.Casts, status.Replaced, status.Challenges, status.Surrendered, status.Papers));
        Assert.Equal(audit.CountedSeals().Count, status.Ballots);

        var files = await running.FilesAsync();
        Assert.Equal(audit.Mix!.Entry.Ballots, Digest.Sha256(files["ballots.pb"]));
        Assert.Equal(22, files.Keys.Count(name => name.StartsWith("mix/", StringComparison.Ordinal)));
        var check = new MixCheck(audit.CountedSeals(), audit.Mix.Entry, audit.Dice!.Entry, Published(files["ballots.pb"]));
        Assert.Null(check.Fault(audit.Proof!.Entry, files.Where(file => file.Key.StartsWith("mix/", StringComparison.Ordinal)).Select(file => BundleMember.Of(file.Key, file.Value))));
    }

    /// <summary>The canonical ballots of an approval file, read with nothing of the rules.</summary>
    private static IEnumerable<string> Published(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return PabulibReader.Read(stream, new PabulibReading { KeepVotes = true }).Votes
            .Select(row => row[1] == PabulibExport.Blank ? "blank" : "approve " + row[1].Replace(',', ' ')).ToArray();
    }

    private static async Task<long> SignedSizeAsync(RunningBox running)
    {
        Assert.True(Checkpoint.TryOpen(await running.Box.GetCheckpointAsync(default), await running.LogKeyAsync(), out var checkpoint));
        return checkpoint!.Size;
    }

    [Fact]
    public async Task A_paper_ballot_that_was_still_being_sealed_when_too_few_was_said_is_refused()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var running = await RunningBox.OpenAsync(silo);
        await running.CastAsync(0);
        await running.SurrenderAsync(1);
        await running.SurrenderAsync(2);
        Assert.Equal(BoxResult.Done, await running.Box.EndAndCloseAsync());
        Assert.Equal(BoxResult.Done, await running.EnterPaperAsync(1, "approve p1"));
        Assert.Equal(BoxResult.TooFewBallots, await running.Box.MixAsync(RunningBox.Facts, default));

        Assert.Equal(BoxResult.WrongPhase, await running.EnterPaperAsync(2, "approve p1"));
        Assert.Equal(BoxResult.WrongPhase, await running.EnterPaperAsync(1, "approve p2"));
        Assert.Equal(BoxResult.AlreadyDone, await running.EnterPaperAsync(1, "approve p1"));
        Assert.Equal(BoxResult.TooFewBallots, await running.Box.MixAsync(RunningBox.Facts, default));
        Assert.Equal(2, (await running.Box.GetStatusAsync(default)).Ballots);
    }

    [Fact]
    public async Task A_paper_ballot_that_waits_for_its_commit_counts_before_too_few_is_said()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it holds the disk.
        var running = await RunningBox.OpenAsync(silo, cards: MixEntry.LeastBallots);
        await Task.WhenAll(Enumerable.Range(0, MixEntry.LeastBallots).Select(card => running.CastAsync(card)));
        Assert.Equal(CastStatus.Accepted, (await running.SurrenderAsync(0, version: 2)).Status);
        await running.Box.EndAndCloseAsync();

        silo.Journal.Hold();
        var paper = running.EnterPaperAsync(1, "approve p1");
        await silo.Journal.WaitForWaitingAsync(1);
        var mix = running.Box.MixAsync(RunningBox.Facts, default);
        Assert.Equal(MixEntry.LeastBallots - 1, (await running.Box.GetStatusAsync(default)).Ballots);
        silo.Journal.Release();

        Assert.Equal((BoxResult.Done, BoxResult.Done), (await paper, await mix));
        Assert.Equal(MixStage.AwaitsDice, (await running.Box.GetStatusAsync(default)).Mix);
    }
}
