using System.Text.Json;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Tests.Ballots;

public sealed class PaperTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task A_keyed_paper_is_sealed_into_the_log_and_counts()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var running = await ClosedAsync(silo, surrenders: 2);

        Assert.Equal(BoxResult.Done, await running.EnterPaperAsync(1, "approve p1"));
        Assert.Equal(BoxResult.Done, await running.EnterPaperAsync(2, "blank"));
        await running.Box.RecordResultAsync("result", default);

        var entry = Assert.IsType<PaperEntry>((await running.ReadLogAsync())[^2]);
        Assert.Equal(("hall", 2), (entry.Batch, entry.Number));
        var status = await running.Box.GetStatusAsync(default);
        Assert.Equal((2, 2, 2), (status.Ballots, status.Papers, status.Surrendered));
        await silo.RestartAsync();
        Assert.Equal([new("", "approve p1"), new("", "blank")], await running.ChangesAsync());
        Assert.Equal(status, await running.Box.GetStatusAsync(default) with { Batches = status.Batches });
    }

    [Fact]
    public async Task The_same_number_again_corrects_the_paper_and_the_same_ballot_again_changes_nothing()
    {
        var silo = shared.Begin();
        var running = await ClosedAsync(silo, surrenders: 1);
        await running.EnterPaperAsync(1, "approve p1");
        var size = (await running.Box.GetStatusAsync(default)).LogSize;

        Assert.Equal(BoxResult.AlreadyDone, await running.EnterPaperAsync(1, "approve p1"));
        Assert.Equal(size, (await running.Box.GetStatusAsync(default)).LogSize);
        Assert.Equal(BoxResult.Done, await running.EnterPaperAsync(1, "approve p2"));

        Assert.Equal([new("", "approve p1"), new("approve p1", "approve p2")], await running.ChangesAsync());
        var status = await running.Box.GetStatusAsync(default);
        Assert.Equal((1, 1), (status.Ballots, status.Papers));
    }

    [Fact]
    public async Task There_are_never_more_papers_than_cards_handed_in_for_one()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var running = await ClosedAsync(silo, surrenders: 2);

        var keyed = await Task.WhenAll(Enumerable.Range(1, 5).Select(number => running.EnterPaperAsync(number, "approve p1")));

        Assert.Equal(2, keyed.Count(result => result == BoxResult.Done));
        Assert.Equal(3, keyed.Count(result => result == BoxResult.TooManyPapers));
        Assert.Equal(2, (await running.Box.GetStatusAsync(default)).Papers);
    }

    [Fact]
    public async Task Papers_are_keyed_between_the_close_and_the_result_and_only_valid_ones()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);
        await running.SurrenderAsync(card: 0);
        Assert.Equal(BoxResult.WrongPhase, await running.EnterPaperAsync(1, "approve p1"));
        await running.Box.EndAndCloseAsync();

        Assert.Equal(BoxResult.Invalid, await running.EnterPaperAsync(1, "approve p1 p2 p3 p4"));
        Assert.Equal(BoxResult.Invalid, await running.EnterPaperAsync(0, "approve p1"));
        Assert.Equal(BoxResult.Invalid, await running.Box.EnterPaperBallotAsync(new EnterPaperBallot("The Hall", 1, "approve p1"), default));
        Assert.Equal(BoxResult.Done, await running.EnterPaperAsync(1, "approve p1"));
        await running.Box.RecordResultAsync("result", default);
        Assert.Equal(BoxResult.WrongPhase, await running.EnterPaperAsync(1, "approve p2"));
        Assert.Equal(BoxResult.AlreadyDone, await running.EnterPaperAsync(1, "approve p1"));
    }

    [Fact]
    public async Task A_paper_whose_commit_failed_does_not_count_and_one_whose_answer_was_lost_counts_once()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var running = await ClosedAsync(silo, surrenders: 2);

        silo.Journal.FailNext();
        Assert.Equal(BoxResult.Unavailable, await running.EnterPaperAsync(1, "approve p1"));
        Assert.Equal(0, (await running.Box.GetStatusAsync(default)).Papers);
        silo.Journal.LoseNextAnswer();
        Assert.Equal(BoxResult.Unavailable, await running.EnterPaperAsync(1, "approve p1"));
        Assert.Equal(BoxResult.AlreadyDone, await running.EnterPaperAsync(1, "approve p1"));
        Assert.Equal(1, (await running.Box.GetStatusAsync(default)).Papers);
    }

    [Fact]
    public async Task The_tally_counts_papers_with_the_casts()
    {
        var silo = shared.Begin();
        var running = await ClosedAsync(silo, surrenders: 3, casts: 2);
        await running.EnterPaperAsync(1, "approve p3");
        await running.EnterPaperAsync(2, "approve p3");
        await running.EnterPaperAsync(2, "approve p1 p2");
        await running.Box.RecordResultAsync("result", default);

        Assert.Equal(
            [new CountedBallots("approve p1 p2", 3), new CountedBallots("approve p3", 1)],
            await silo.Grains.GetGrain<ITallyGrain>(silo.Day).GetBallotsAsync(default));
    }

    [Fact]
    public async Task A_stolen_database_does_not_tell_a_blank_paper_from_a_full_one()
    {
        var silo = shared.Begin();
        var running = await ClosedAsync(silo, surrenders: 2);
        await running.EnterPaperAsync(1, "blank");
        await running.EnterPaperAsync(2, "approve p1 p2 p3");

        var papers = (await Journalled.ReadAsync(silo.Journal, $"box/{BoxKey.Main(silo.Day)}")).Where(record => record.Kind == "paper").ToList();

        Assert.Single(papers.Select(record => JsonDocument.Parse(record.Body).RootElement.GetProperty("opening").GetString()!.Length).Distinct());
        Assert.All(papers, record => Assert.DoesNotContain("approve", record.Body, StringComparison.Ordinal));
    }

    private static async Task<RunningBox> ClosedAsync(TestSilo silo, int surrenders, int casts = 0)
    {
        var running = await RunningBox.OpenAsync(silo);
        for (var card = 0; card < surrenders; card++)
            await running.SurrenderAsync(card);
        for (var card = surrenders; card < surrenders + casts; card++)
            await running.CastAsync(card);
        Assert.Equal(BoxResult.Done, await running.Box.EndAndCloseAsync());
        return running;
    }
}
