using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Grains.Tallies;
using PbDecisionDay.Grains.Tests.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Tests.Tallies;

/// <summary>What the live standings take in: the first ballot of each card, in steps whose sizes nobody outside knows.</summary>
public sealed class LiveStepsTests
{
    private static readonly StepSizes Sizes = new([.. Enumerable.Range(0, 32).Select(value => (byte)value)]);

    private static CountedChange First(int card, string ballot = "approve p1") => new("", ballot) { FirstCast = card };

    private static OneLog Count(params IEnumerable<CountedChange> changes)
    {
        var count = new OneLog(new LiveCount(RunningBox.Paper, RunningBox.RulesWith()));
        count.Take(changes);
        return count;
    }

    /// <summary>The count of a day, with the steps of one of its logs.</summary>
    private sealed record OneLog(LiveCount Count)
    {
        public LiveSteps Steps { get; } = new(Sizes);

        public long ShownBallots => Count.ShownBallots;

        public void Take(IEnumerable<CountedChange> changes) => Count.Take(Steps, changes);
    }

    private static IEnumerable<CountedChange> FirstTwoSteps => Enumerable.Range(0, Sizes[0] + Sizes[1]).Select(card => First(card));

    [Fact]
    public void Every_size_from_ten_to_twenty_occurs_about_as_often_as_another_and_another_seed_gives_others()
    {
        var drawn = Enumerable.Range(0, 11_000).Select(step => Sizes[step]).ToArray();
        Assert.Equal(Enumerable.Range(10, 11), drawn.Distinct().Order());
        Assert.All(drawn.CountBy(size => size), size => Assert.InRange(size.Value, 850, 1_150));
        var other = new StepSizes([.. new byte[32]]);
        Assert.NotEqual(drawn[..20], Enumerable.Range(0, 20).Select(step => other[step]));
    }

    [Fact]
    public void A_step_is_shown_with_the_ballot_that_fills_the_next_and_not_before()
    {
        Assert.Equal(0, Count(FirstTwoSteps.SkipLast(1)).ShownBallots);
        Assert.Equal(Sizes[0], Count(FirstTwoSteps).ShownBallots);
    }

    [Fact]
    public void What_a_card_casts_after_its_first_changes_nothing_live_and_no_step_comes_sooner_for_it()
    {
        // Votes placed round a victim's cast, again and again with one card, used to give the victim's ballot away.
        var victim = Sizes[0] - 1;
        CountedChange[] again = [.. Enumerable.Range(0, 40).Select(_ => new CountedChange("approve p1", "approve p2"))];
        var count = Count([.. FirstTwoSteps.Take(victim), .. again, First(victim, "approve p3"), .. again, .. FirstTwoSteps.Skip(victim + 1).SkipLast(1), .. again]);
        Assert.Equal(0, count.ShownBallots);
        count.Take([First(1_000)]);
        Assert.Equal(Sizes[0], count.ShownBallots);
        Assert.Equal([("p1", (long)victim), ("p3", 1)], Support(count));
    }

    [Fact]
    public void A_ballot_that_is_opened_while_it_waits_never_comes_in_and_one_that_came_in_stays()
    {
        var opened = new CountedChange("approve p3", "") { FirstCast = 3 };
        var recast = new CountedChange("", "approve p3");
        var count = Count([.. FirstTwoSteps.Take(3), First(3, "approve p3"), opened, recast, .. FirstTwoSteps.Skip(4)]);
        Assert.Equal(0, count.ShownBallots);
        count.Take([First(1_000)]);
        Assert.Equal([("p1", (long)Sizes[0])], Support(count));

        count.Take([new CountedChange("approve p1", "") { FirstCast = 0 }]);
        Assert.Equal([("p1", (long)Sizes[0])], Support(count));
    }

    [Fact]
    public void The_steps_are_the_same_however_the_log_is_cut_into_pages()
    {
        var random = new Random(5);
        var (log, standing) = (new List<CountedChange>(), new List<int>());
        for (var at = 0; at < 300; at++)
            if (standing.Count > 0 && random.Next(5) == 0)
            {
                var opened = standing[random.Next(standing.Count)];
                standing.Remove(opened);
                log.Add(new CountedChange($"approve p{opened % 6 + 1}", "") { FirstCast = opened, ByChallenge = true });
            }
            else
            {
                standing.Add(at);
                log.Add(First(at, $"approve p{at % 6 + 1}"));
            }
        var (whole, pages) = (Count(log), Count([]));
        for (var at = 0; at < log.Count; at += 17)
            pages.Take(log.Skip(at).Take(17));
        Assert.True(whole.ShownBallots > 100);
        Assert.Equal((whole.ShownBallots, whole.Count.ShownChecks), (pages.ShownBallots, pages.Count.ShownChecks));
        Assert.Equal(Support(whole), Support(pages));
    }

    [Fact]
    public void Checks_come_with_the_next_step_whoever_reads_the_log_when()
    {
        // A tally that was made anew in the middle of a step used to show at once what had been checked since.
        CountedChange[] before = [.. FirstTwoSteps, new CountedChange("approve p1", "") { ByChallenge = true, FirstCast = 0 }, new CountedChange("", "") { ByChallenge = true }];
        Assert.Equal(0, Count(before).Count.ShownChecks);
        var next = Enumerable.Range(1_000, Sizes[2]).Select(card => First(card)).ToList();
        Assert.Equal(0, Count([.. before, .. next.SkipLast(1)]).Count.ShownChecks);
        Assert.Equal(2, Count([.. before, .. next]).Count.ShownChecks);
        Assert.Equal(2, Count([.. before, .. next, new CountedChange("", "") { ByChallenge = true }]).Count.ShownChecks);
    }

    [Fact]
    public void After_the_end_of_casting_no_step_comes_and_what_is_shown_stays()
    {
        var count = Count(FirstTwoSteps);
        count.Steps.Stop();
        count.Take([.. Enumerable.Range(1_000, 100).Select(card => First(card, "approve p4"))]);
        Assert.Equal([("p1", (long)Sizes[0])], Support(count));
    }

    [Fact]
    public void Each_log_has_steps_of_its_own_whatever_the_others_do()
    {
        var main = Count(FirstTwoSteps.SkipLast(1));
        var venue = new OneLog(main.Count);
        venue.Take(FirstTwoSteps.SkipLast(1));
        Assert.Equal(0, main.ShownBallots);
        venue.Take([First(1_000)]);
        Assert.Equal(Sizes[0], main.ShownBallots);
        main.Take([First(1_000)]);
        Assert.Equal(2L * Sizes[0], main.ShownBallots);
    }

    private static List<(string Proposal, long Votes)> Support(OneLog count)
    {
        var step = count.Count.ToAllocate(PaperChanges.None);
        return [.. step.Paper.Proposals.Select((proposal, at) => (proposal.Id, step.Support[at])).Where(one => one.Item2 > 0)];
    }
}
