using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>A cost that was typed wrong is corrected between publishing and opening, by two people, and the paper is published again.</summary>
public sealed class CorrectCostTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Anna = TownDay.Anna, Bela = TownDay.Bela;

    [Fact]
    public async Task The_paper_is_published_again_and_both_versions_are_told_and_it_counts()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).PublishedAsync();
        var before = await day.ViewAsync();
        var garden = Asked(before, "garden");
        var less = new CorrectCost("garden", garden.Ask - 100, garden.Minimum - 100);
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.Grain.CorrectCostAsync(less, Anna, "", default)).Refusal);
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.Grain.CorrectCostAsync(less, Anna, Anna, default)).Refusal);
        Assert.Equal(DayRefusal.Unknown, (await day.Grain.CorrectCostAsync(less with { Proposal = "x" }, Anna, Bela, default)).Refusal);
        foreach (var wrong in new[] { less with { Ask = 0 }, less with { Minimum = 0 }, less with { Minimum = less.Ask + 1 }, less with { Ask = long.MaxValue } })
            Assert.Equal(DayRefusal.Invalid, (await day.Grain.CorrectCostAsync(wrong, Anna, Bela, default)).Refusal);
        Assert.Equal(before.PaperHash, (await day.ViewAsync()).PaperHash);

        for (var again = 0; again < 2; again++) TownDay.Done(await day.Grain.CorrectCostAsync(less, Anna, Bela, default));
        Assert.Single(await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}"), written => written.Kind == "paper-corrected");
        var after = await day.ViewAsync();
        Assert.Equal((garden.Ask - 100, garden.Minimum - 100), (Asked(after, "garden").Ask, Asked(after, "garden").Minimum));
        Assert.Equal((before.RulesHash, before.Phase), (after.RulesHash, after.Phase));
        var made = Assert.Single(after.Corrections);
        Assert.Equal(
            ("garden", garden.Ask, garden.Minimum, less.Ask, less.Minimum, before.PaperHash, Anna, Bela),
            (made.Proposal, made.AskBefore, made.MinimumBefore, made.Ask, made.Minimum, made.PaperBefore, made.By, made.SecondBy));
        Assert.NotEqual(before.PaperHash, after.PaperHash);
        // The stall says the same, and nothing else of it changed; it stays frozen.
        var stall = (await day.Proposal("garden").GetAsync(default))!;
        Assert.Equal((less.Ask, less.Minimum, true), (stall.Content.Ask, stall.Content.Minimum, stall.Frozen));
        Assert.False((await day.Proposal("garden").WriteAsync(stall.Content with { Ask = 1, Minimum = 1 }, Anna, default)).Done);

        TownDay.Done(await day.AddBatchAsync("a", 3));
        TownDay.Done(await day.StepAsync(DayPhase.Open));
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.CorrectCostAsync(less with { Ask = less.Ask + 1 }, Anna, Bela, default)).Refusal);
        Assert.Equal(after.Paper, (await day.Box.GetFrozenAsync(default)).Paper);
    }

    [Fact]
    public async Task A_correction_that_did_not_reach_its_proposal_is_gone_on_with()
    {
        var day = await new TownDay(shared.Begin()).PublishedAsync();
        var garden = Asked(await day.ViewAsync(), "garden");
        var less = new CorrectCost("garden", garden.Ask - 100, garden.Minimum - 100);
        TownDay.Done(await day.Grain.CorrectCostAsync(less, Anna, Bela, default));
        // As if the second write had failed.
        Assert.Equal(garden.Ask, (await day.Proposal("garden").CorrectAsync(garden.Ask, garden.Minimum, Anna, default))!.Content.Ask);
        TownDay.Done(await day.Grain.CorrectCostAsync(less, Bela, Anna, default));
        Assert.Equal(less.Ask, (await day.Proposal("garden").GetAsync(default))!.Content.Ask);
        Assert.Single((await day.ViewAsync()).Corrections);
    }

    [Fact]
    public async Task A_draft_is_written_and_not_corrected()
    {
        var day = new TownDay(shared.Begin());
        await day.DraftAsync();
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.CorrectCostAsync(new CorrectCost("garden", 5, 5), Anna, Bela, default)).Refusal);
        Assert.Null(await day.Proposal("nothing").CorrectAsync(5, 5, Anna, default));
    }

    private static Proposal Asked(DayView view, string proposal) => Paper.TryParse(view.Paper, out var paper, out _) ? paper!.Find(proposal)! : throw new InvalidDataException();
}
