using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.SelfCheck;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.Tests.Ballots;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Tests.SelfCheck;

/// <summary>Where nothing is wrong the self-check says so, and reads no row twice.</summary>
public sealed class HonestDayTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Theory]
    [InlineData(1, 0.05)]
    [InlineData(2, 0.0)]
    public async Task A_day_of_hundreds_of_random_commands_stays_fine(int seed, double forcedDeactivation)
    {
        var silo = shared.Begin(forcedDeactivation);
        var running = await RunningBox.SetUpAsync(silo, cards: 40);
        await running.Box.OpenAsync(new OpenBox(RunningBox.RulesWith().Text, running.DayPaper.Text), default);
        var random = new Random(seed);
        for (var step = 1; step <= 300; step++)
        {
            await DoSomethingAsync(running, random);
            if (step % 60 == 0)
                AssertFine(await Check(silo).CheckAsync(SelfCheckReach.NewEntries, default));
        }
        await running.Box.ResumeAsync(default);
        Assert.Equal(BoxResult.Done, await running.Box.EndAndCloseAsync());
        AssertFine(await Check(silo).CheckAsync(SelfCheckReach.NewEntries, default));

        var whole = await Check(silo).CheckAsync(SelfCheckReach.WholeLog, default);
        AssertFine(whole);
        Assert.Equal((await running.Box.GetStatusAsync(default)).LogSize, whole.LogSize);
    }

    [Fact]
    public async Task A_day_with_challenges_papers_mix_dice_and_result_stays_fine_at_every_step()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo, cards: 40);
        await running.VoteAsync(40);
        AssertFine(await Check(silo).CheckAsync(SelfCheckReach.NewEntries, default));
        Assert.Equal(BoxResult.Done, await running.Box.MixAsync(RunningBox.Facts, default));
        AssertFine(await Check(silo).CheckAsync(SelfCheckReach.NewEntries, default));
        Assert.Equal(BoxResult.Done, await running.Box.ProveAsync("40817263"));
        Assert.Equal(BoxResult.Done, await running.Box.RecordResultAsync("result", default));

        foreach (var reach in new[] { SelfCheckReach.NewEntries, SelfCheckReach.WholeLog })
        {
            var report = await Check(silo).CheckAsync(reach, default);
            AssertFine(report);
            Assert.Equal((await running.Box.GetStatusAsync(default)).LogSize, report.LogSize);
        }
    }

    [Fact]
    public async Task Each_row_is_read_once()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: all that it does is counted.
        var running = await RunningBox.OpenAsync(silo);
        AssertFine(await Check(silo).CheckAsync(SelfCheckReach.NewEntries, default));
        for (var card = 0; card < 3; card++)
            await running.CastAsync(card);

        var before = silo.Journal.EventsRead;
        var report = await Check(silo).CheckAsync(SelfCheckReach.NewEntries, default);
        Assert.Equal(3, silo.Journal.EventsRead - before);
        Assert.Equal(6, report.LogSize);

        await Check(silo).CheckAsync(SelfCheckReach.NewEntries, default);
        Assert.Equal(3, silo.Journal.EventsRead - before);

        // From the first entry on: six entries, and the notes of the set-up and of one checkpoint.
        await Check(silo).CheckAsync(SelfCheckReach.WholeLog, default);
        Assert.Equal(3 + 8, silo.Journal.EventsRead - before);
    }

    [Fact]
    public async Task A_journal_that_does_not_answer_could_not_be_checked_and_is_not_wrong()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its disk is held.
        var running = await RunningBox.OpenAsync(silo);
        await running.CastAsync(card: 0);

        silo.Journal.FailReads = true;
        var report = await Check(silo).CheckAsync(SelfCheckReach.NewEntries, default);
        Assert.Equal(SelfCheckState.CouldNotCheck, report.State);
        Assert.Equal("The test made this read fail.", report.Obstacle);
        Assert.Empty(report.Findings);

        silo.Journal.FailReads = false;
        AssertFine(await Check(silo).CheckAsync(SelfCheckReach.NewEntries, default));
    }

    [Fact]
    public async Task A_key_file_that_went_missing_is_told_before_anybody_needs_it()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        await RunningBox.OpenAsync(silo);
        var key = Path.Combine(silo.Folder, "keys", silo.Day, "openings.key");
        File.Move(key, key + ".away");

        var report = await Check(silo).CheckAsync(SelfCheckReach.NewEntries, default);

        Assert.Equal(SelfCheckState.CouldNotCheck, report.State);
        Assert.Contains($"{key} cannot be read. Put it back", report.Obstacle, StringComparison.Ordinal);
        File.Move(key + ".away", key);
    }

    [Fact]
    public async Task Nothing_is_checked_where_there_is_no_log_and_the_demo_way_to_unlock_is_named()
    {
        var silo = shared.Begin();

        var report = await Check(silo).CheckAsync(SelfCheckReach.NewEntries, default);

        Assert.Equal(SelfCheckState.NotYet, report.State);
        Assert.True(report.KeysByDefaultFile);
    }

    internal static ISelfCheckGrain Check(TestSilo silo) => silo.Grains.GetGrain<ISelfCheckGrain>(silo.Day);

    private static void AssertFine(SelfCheckReport report) =>
        Assert.True(report.State == SelfCheckState.Fine, $"{report.State} {report.Obstacle} {string.Join('\n', report.Findings)}");

    private static async Task DoSomethingAsync(RunningBox running, Random random)
    {
        var card = random.Next(40);
        var version = Math.Max(1, (await running.Box.GetCardAsync(running.Card(card).Number.ToString(), default)).NextVersion);
        switch (random.Next(13))
        {
            case 12:
                await running.ChallengeAsync(card, version);
                break;
            case 0 or 1 or 2:
                await running.Box.IssueAsync(running.ShortNumber(card), default);
                break;
            case 3:
                await running.SurrenderAsync(card, version);
                break;
            case 4:
                await running.Box.VoidAsync(new VoidCard(running.ShortNumber(card), VoidReason.Lost), default);
                break;
            case 5:
                await running.Box.PauseAsync(default);
                break;
            case 6:
                await running.Box.RecordCountAsync(checkedIn: null, default);
                break;
            case 7:
                await running.Box.RecordStationAsync(new RecordStation($"door-{card}", StationRole.Door, Paired: true), default);
                break;
            case 8:
                await running.CastAsync(card, CardProof.LastCast, "blank");
                break;
            default:
                await running.Box.ResumeAsync(default);
                await running.CastAsync(card, version, $"approve p{1 + random.Next(3)} p{4 + random.Next(3)}");
                break;
        }
    }
}
