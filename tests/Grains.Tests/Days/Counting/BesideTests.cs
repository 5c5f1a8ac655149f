using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Patterns;

namespace PbDecisionDay.Grains.Tests.Days.Counting;

/// <summary>Other elections beside a day: one of each kind, replaced and removed until the day is ratified, and no file of them.</summary>
public sealed class BesideTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private static readonly string Hash = Convert.ToBase64String(new byte[32]);

    [Fact]
    public async Task One_of_each_kind_is_kept_from_the_close_on_and_stands_after_the_day_is_ratified()
    {
        await using var silo = await TestSilo.StartAsync();
        var day = await new TownDay(silo).OpenAsync();
        var rehearsal = Of(await day.ViewAsync(), BesideKind.Rehearsal, "", 40);
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.KeepBesideAsync(rehearsal, TownDay.Anna, default)).Refusal);
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        TownDay.Done(await day.Grain.KeepBesideAsync(rehearsal, TownDay.Anna, default));
        TownDay.Done(await day.Grain.KeepBesideAsync(Of(await day.ViewAsync(), BesideKind.Other, " Last year ", 50), TownDay.Anna, default));
        TownDay.Done(await day.Grain.KeepBesideAsync(rehearsal with { BySize = rehearsal.BySize.SetItem(0, 60) }, TownDay.Bela, default));
        await silo.RestartAsync();

        var kept = (await day.ViewAsync()).Beside;
        Assert.Equal([("", 60, TownDay.Bela), ("Last year", 50, TownDay.Anna)], kept.Select(one => (one.Election.Name, one.Election.Totals.Ballots, one.By)));
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        TownDay.Done(await day.StepAsync(DayPhase.Declared));
        TownDay.Done(await day.Grain.DropBesideAsync(BesideKind.Other, TownDay.Bela, default));
        TownDay.Done(await day.Grain.DropBesideAsync(BesideKind.Other, TownDay.Bela, default));
        TownDay.Done(await day.StepAsync(DayPhase.Ratified));
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.KeepBesideAsync(rehearsal, TownDay.Anna, default)).Refusal);
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.DropBesideAsync(BesideKind.Rehearsal, TownDay.Anna, default)).Refusal);
        TownDay.Done(await day.StepAsync(DayPhase.Archived));
        Assert.Equal(BesideKind.Rehearsal, Assert.Single((await day.ViewAsync()).Beside).Election.Kind);
    }

    [Fact]
    public async Task What_is_none_and_what_does_not_fit_the_day_is_refused_and_what_was_kept_stays()
    {
        var day = await new TownDay(shared.Begin()).OpenAsync();
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        var view = await day.ViewAsync();
        var good = Of(view, BesideKind.Other, "Last year", 40);
        TownDay.Done(await day.Grain.KeepBesideAsync(good, TownDay.Anna, default));
        BesideElection[] wrong =
        [
            good with { Name = " " }, good with { Name = new string('x', 61) }, good with { Kind = BesideKind.Rehearsal }, good with { Kind = (BesideKind)7 },
            good with { From = "" }, good with { From = "a\nb" }, good with { File = "x" }, good with { File = Convert.ToBase64String(new byte[31]) },
            Of(view, BesideKind.Other, "Last year", 29), good with { BySize = good.BySize.Add(3) }, good with { BySize = good.BySize.SetItem(1, -1) },
            good with { BySize = good.BySize.SetItem(1, int.MaxValue) }, good with { Pots = [new BesidePot([40], [])] }, good with { Pots = default }, good with { BySize = default },
        ];
        foreach (var election in wrong) Assert.Equal(DayRefusal.Invalid, (await day.Grain.KeepBesideAsync(election, TownDay.Anna, default)).Refusal);
        Assert.Equal(DayRefusal.Invalid, (await day.Grain.KeepBesideAsync(good, "", default)).Refusal);
        Assert.Equal(40, Assert.Single((await day.ViewAsync()).Beside).Election.Totals.Ballots);
    }

    // All of its ballots are blank.
    private static BesideElection Of(DayView day, BesideKind kind, string name, int ballots)
    {
        Assert.True(Paper.TryParse(day.Paper, out var paper, out _));
        Assert.True(FrozenRules.TryParse(day.Rules, out var rules, out _));
        var lines = BallotPattern.Of(paper!, rules!.Form, []).BySize[^1].Projects + 2;
        return BesideElection.Of(kind, name, "The council", Hash, new BallotTotals([ballots, .. Enumerable.Repeat(0, lines - 1)], []));
    }
}
