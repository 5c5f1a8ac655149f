using PbDecisionDay.Contracts.Ballots;

namespace PbDecisionDay.Grains.Tests.Ballots;

/// <summary>From the close to the result every write may fail, or be written and its answer lost: asked for again, all of it goes on.</summary>
public sealed class PublishingFaultTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const int Cards = 40;
    private const int MostFailures = 3;

    // ballots.pb, the mix's 22 files, result.json; and beside them the entries mix, dice, proof and result with a checkpoint after each step.
    public static TheoryData<string, int, bool> Faults()
    {
        var data = new TheoryData<string, int, bool>();
        foreach (var lost in new[] { false, true })
        {
            foreach (var file in new[] { 0, 1, 2, 21, 22, 23 })
                data.Add("file", file, lost);
            for (var write = 0; write < 7; write++)
                data.Add("journal", write, lost);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Whatever_write_fails_or_loses_its_answer_asking_again_ends_with_one_proved_mix(string where, int before, bool lost)
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var running = await RunningBox.OpenAsync(silo, Cards);
        await running.VoteAsync(Cards);
        if (where == "file")
        {
            silo.Files.LetPass(before);
            if (lost) silo.Files.LoseNextAnswer();
            else silo.Files.FailNext();
        }
        else
        {
            silo.Journal.LetPass(before);
            if (lost) silo.Journal.LoseNextAnswer();
            else silo.Journal.FailNext();
        }

        var told = new List<BoxResult>();
        await UntilDoneAsync(async () => (await running.Box.CountAsync(RunningBox.Facts, default)).Result, told);
        await UntilDoneAsync(() => running.Box.RecordDiceAsync("31415926", default), told);
        await UntilDoneAsync(() => running.Box.RecordResultAsync("result", default), told);

        // Only where a busy machine made the box answer "working" may a failed journal end it before it could tell that it failed.
        var failures = told.Count(answer => answer == BoxResult.Unavailable);
        Assert.True(failures == 1 || (failures == 0 && where == "journal" && told.Contains(BoxResult.Working)), $"{failures} failures were told.");
        Assert.Equal(0, silo.Files.FaultsLeft + silo.Journal.FaultsLeft);
        Assert.Equal(["mix", "lots", "proof", "result"], (await running.ReadLogAsync()).TakeLast(4).Select(entry => entry.Kind));
        await MixTests.AssertProvedAsync(running);
    }

    [Fact]
    public async Task Every_step_goes_on_after_restarts_and_forced_deactivations()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0.4); // Its own: it is restarted.
        var running = await RunningBox.OpenAsync(silo, Cards);
        await running.VoteAsync(Cards);
        await silo.RestartAsync();
        Assert.Equal(BoxResult.Done, await running.Box.MixAsync(RunningBox.Facts, default));
        await silo.RestartAsync();
        Assert.Equal((MixStage.AwaitsDice, 37), await StandingAsync(running));
        Assert.Equal(BoxResult.Done, await running.Box.ProveAsync("31415926"));
        await silo.RestartAsync();
        Assert.Equal((MixStage.Proved, 37), await StandingAsync(running));
        Assert.Equal(BoxResult.Done, await running.Box.RecordResultAsync("result", default));
        await silo.RestartAsync();

        await MixTests.AssertProvedAsync(running);
    }

    [Fact]
    public async Task A_service_that_stops_between_the_dice_and_the_proof_goes_on_with_the_same_dice_alone()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it is restarted.
        var running = await RunningBox.OpenAsync(silo, Cards);
        await running.VoteAsync(Cards);
        await running.Box.MixAsync(RunningBox.Facts, default);
        silo.Files.LetPass(5);
        silo.Files.FailNext();
        Assert.Equal(BoxResult.Unavailable, await running.Box.ProveAsync("31415926"));
        await silo.RestartAsync();

        var status = await running.Box.GetStatusAsync(default);
        Assert.Equal((MixStage.AwaitsProof, "31415926"), (status.Mix, status.Dice));
        Assert.Equal(BoxResult.WrongPhase, await running.Box.RecordResultAsync("result", default));
        Assert.Equal(BoxResult.Conflict, await running.Box.ProveAsync("27182818"));
        Assert.Equal(BoxResult.AlreadyDone, await running.Box.ProveAsync("31415926"));

        await MixTests.AssertProvedAsync(running);
    }

    private static async Task<(MixStage Mix, long Ballots)> StandingAsync(RunningBox running)
    {
        var status = await running.Box.GetStatusAsync(default);
        return (status.Mix, status.Ballots);
    }

    /// <summary>Asks until it is done, and keeps every other answer.</summary>
    private static async Task UntilDoneAsync(Func<Task<BoxResult>> step, List<BoxResult> told)
    {
        while (await step() is not (BoxResult.Done or BoxResult.AlreadyDone) and var answer)
        {
            Assert.True(answer is BoxResult.Unavailable or BoxResult.Working, $"{answer}");
            told.Add(answer);
            Assert.InRange(told.Count(other => other == BoxResult.Unavailable), 0, MostFailures);
        }
    }
}
