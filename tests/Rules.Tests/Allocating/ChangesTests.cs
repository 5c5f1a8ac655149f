using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Allocation.Explaining;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Tests.Allocating;

/// <summary>Withdrawn projects and new totals of pots under every rule. The examples of docs/formats/changes.md stand here as they stand there.</summary>
public class ChangesTests
{
    /// <summary>The example of docs/formats/changes.md: 100 in the pot; a asks 50, b 50, c 40, d 10.</summary>
    private static readonly Paper Approvals = PaperOf(new Pot("pot", "Pot", 100));

    private static readonly Ballot[] Approved =
    [
        Ballot.Approve("a", "b"), Ballot.Approve("a", "b"), Ballot.Approve("a", "c"), Ballot.Approve("a", "c", "d"), Ballot.Approve("b"),
        Ballot.Approve("c"),
    ];

    private static readonly Ballot[] Marked =
    [
        Mark(("a", 5), ("b", 4)), Mark(("a", 5), ("b", 3)), Mark(("a", 4), ("c", 5)), Mark(("a", 3), ("c", 4), ("d", 1)), Mark(("b", 5)), Mark(("c", 2)),
    ];

    private static readonly Ballot[] Ranked =
    [
        Ballot.Rank(["a", "b", "c"]), Ballot.Rank(["a", "b", "c"]), Ballot.Rank(["a", "c", "b"]), Ballot.Rank(["a", "d", "b"]), Ballot.Rank(["b", "c", "d"]),
        Ballot.Rank(["c", "d", "b"]),
    ];

    /// <summary>Rule, what it funds, and what it funds when a is withdrawn; worked out by hand.</summary>
    [Theory]
    [InlineData("most-votes", "a b", "b c d")]
    [InlineData("votes-per-cost", "d a c", "d c b")]
    [InlineData("phragmen", "d a c", "d b c")]
    public void A_rule_on_approvals_funds_what_the_page_says(string rule, string before, string after) =>
        Same(rule, BallotKind.Approve, Approved, before, after);

    [Theory]
    [InlineData("score", "a b", "b c d")]
    [InlineData("score-per-cost", "a c d", "c b d")]
    [InlineData("average-score", "a b", "b c d")]
    public void A_rule_on_marks_funds_what_the_page_says(string rule, string before, string after) =>
        Same(rule, BallotKind.Score, Marked, before, after);

    [Theory]
    [InlineData(Completion.None, "a", "b c")]
    [InlineData(Completion.Greedy, "a b", "b c d")]
    [InlineData(Completion.Add1, "a c", "b c d")]
    [InlineData(Completion.Add1Greedy, "a c d", "b c d")]
    public void Equal_Shares_funds_what_the_page_says(Completion completion, string before, string after)
    {
        var settings = new RuleSettings { Rule = AllocationRule.EqualShares, Completion = completion };
        Same(settings, BallotKind.Approve, Approved, before, after);
    }

    [Fact]
    public void Shares_are_those_of_all_ballots_though_some_name_only_what_is_withdrawn()
    {
        // Ten people have 10 each; those four who wanted only a keep theirs, and b's six pay 60 alone.
        Ballot[] ballots = [.. Enumerable.Repeat(Ballot.Approve("a"), 4), .. Enumerable.Repeat(Ballot.Approve("b"), 6)];
        Allocation.Allocation found = Allocate(Approvals, BallotKind.Approve, ballots, new() { Rule = AllocationRule.EqualShares }, Withdrawn("a"));
        Step bought = found.Pots[0].Steps.Single(step => step.Kind == StepKind.Funded);
        Assert.Equal(("b", new Fraction(50, 6)), (bought.Project, bought.Price!.Value));
        Assert.Equal(10, found.Election.Ballots.Voters);
    }

    [Theory]
    [InlineData("skip", "b c d")]
    [InlineData("stop", "b c d")]
    [InlineData("part", "b c d")]
    [InlineData("reach:50", "b c d")]
    public void No_marginal_policy_ends_at_a_withdrawn_project(string marginal, string order)
    {
        // With a total of 100 the withdrawn a, which has most votes, neither takes what is left nor stops the others.
        Assert.True(MarginalPolicy.TryParse(marginal, out MarginalPolicy policy));
        Same(new RuleSettings { Marginal = policy }, BallotKind.Approve, Approved, null, order);
        Same(new RuleSettings { Marginal = policy, Rule = AllocationRule.Phragmen }, BallotKind.Approve, Approved, null, "d b c");
    }

    [Fact]
    public void A_threshold_counts_the_ballots_as_they_were_cast()
    {
        // Half of six ballots is three: d has one and stays out, and a's four votes are not shared out among the others.
        Same(new RuleSettings { ThresholdPercent = 50 }, BallotKind.Approve, Approved, "a b", "b c");
        Same(new RuleSettings { Threshold = 4 }, BallotKind.Approve, Approved, "a", "");
    }

    [Fact]
    public void Borda_points_are_those_of_the_ballot_as_it_was_ranked()
    {
        // b counts 1 + 1 + 0 + 0 + 2 + 0, c 0 + 0 + 1 + 1 + 2, d 1 + 0 + 1; on ballots without c, b alone would have 5.
        Election with = Election.Of(Approvals, BallotKind.Rank, Ranked, Withdrawn("c"));
        Assert.Equal([8, 4, 4, 2], with.Support.Points);
        Same(new RuleSettings { Rule = AllocationRule.Score }, BallotKind.Rank, Ranked, "a b", "b c d");
    }

    [Fact]
    public void A_cap_is_a_share_of_the_new_total()
    {
        var settings = new RuleSettings { CapPercent = 45, Ties = [new(TieBreakKind.Id)] };
        Assert.Equal("c d", Order(Approvals, BallotKind.Approve, Approved, settings, PaperChanges.None));
        Assert.Equal("a b d", Order(Approvals, BallotKind.Approve, Approved, settings, PaperChanges.None.WithTotal("pot", 120)));
    }

    [Fact]
    public void A_withdrawn_project_takes_nothing_of_its_groups_limit_and_stands_in_no_ones_way()
    {
        Paper paper = PaperOf(
            [new("pot", "Pot", 100)], [new("north", GroupKind.Area, "North", MostProjects: 1)],
            Of("a", 50) with { Area = "north", Conflicts = ["b"] }, Of("b", 50) with { Conflicts = ["a"] }, Of("c", 40) with { Area = "north" }, Of("d", 10));
        Assert.Equal("a d", Order(paper, BallotKind.Approve, Approved, ById, PaperChanges.None));
        Assert.Equal("b c d", Order(paper, BallotKind.Approve, Approved, ById, Withdrawn("a")));
    }

    [Fact]
    public void Each_pot_has_its_own_new_total_and_nothing_spills_over()
    {
        Paper paper = PaperOf(
            [new("small", "Small", 10), new("large", "Large", 100)], [],
            Of("a", 50) with { Pot = "large" }, Of("b", 50) with { Pot = "large" }, Of("c", 40) with { Pot = "small" }, Of("d", 10) with { Pot = "small" });
        Assert.Equal("d a b", Order(paper, BallotKind.Approve, Approved, ById, PaperChanges.None));
        Assert.Equal("c a b", Order(paper, BallotKind.Approve, Approved, ById, PaperChanges.None.WithTotal("small", 40)));
        Assert.Equal("a", Order(paper, BallotKind.Approve, Approved, ById, PaperChanges.None.WithTotal("small", 0).WithTotal("large", 99)));
    }

    [Fact]
    public void What_is_withdrawn_is_no_reserve_and_its_step_says_so()
    {
        Allocation.Allocation found = Allocate(Approvals, BallotKind.Approve, Approved, new() { Ties = [new(TieBreakKind.Id)] }, Withdrawn("b", "d"));
        Assert.Equal(["a", "c"], found.Order);
        Assert.Empty(found.Pots[0].Reserve);
        Assert.Equal(["b", "d"], found.Pots[0].Steps.Where(step => step.Kind == StepKind.Withdrawn).Select(step => step.Project));
        Reason reason = Reasons.Of(found).Single(one => one.Project == "b");
        Assert.Equal("Not funded: it was withdrawn. Its 3 votes stand as they were cast.", ReasonText.English(reason, money => $"{money}"));
        Assert.DoesNotContain("b", Fairness.Of(found).EjrViolations, StringComparer.Ordinal);
    }

    [Fact]
    public void Everything_withdrawn_or_no_money_is_a_result_like_any_other()
    {
        foreach (RuleSettings settings in Every())
        {
            Assert.Equal("", Order(Approvals, BallotKind.Approve, Approved, settings, Withdrawn("a", "b", "c", "d")));
            Assert.Equal("", Order(Approvals, BallotKind.Approve, Approved, settings, PaperChanges.None.WithTotal("pot", 0)));
            Assert.Equal("", Order(Approvals, BallotKind.Approve, [], settings, Withdrawn("a").WithTotal("pot", 0)));
        }
    }

    [Fact]
    public void The_largest_total_funds_everything_under_every_rule()
    {
        foreach (RuleSettings settings in Every())
        {
            Allocation.Allocation found = Allocate(Approvals, BallotKind.Approve, Approved, settings, PaperChanges.None.WithTotal("pot", Paper.MostMoney));
            Assert.Equal(["a", "b", "c", "d"], found.Order.Order(StringComparer.Ordinal));
            Assert.Equal(Paper.MostMoney - 150, found.Left);
        }
    }

    [Fact]
    public void A_new_total_gives_what_the_same_paper_with_that_total_gives()
    {
        foreach (RuleSettings settings in Every())
            for (long total = 0; total <= 200; total += 7)
                Assert.Equal(
                    Order(PaperOf(new Pot("pot", "Pot", total)), BallotKind.Approve, Approved, settings, Withdrawn("c")),
                    Order(Approvals, BallotKind.Approve, Approved, settings, Withdrawn("c").WithTotal("pot", total)));
    }

    [Fact]
    public void Restored_and_set_back_is_as_if_nothing_had_been()
    {
        FrozenRules rules = FrozenRules.Create(BallotForm.ApproveUpTo(3), new(), LiveResults.Turnout, true, "en");
        PaperChanges back = Withdrawn("a").WithAgain("a").WithTotal("pot", 5).WithTotal("pot", 100);
        var day = DayAllocation.Of(Approvals, rules, Approved, back);
        Assert.Null(day.Without);
        Assert.Equal(AllocationText.Print(day.Outcome, Approvals, rules), AllocationText.Print(day, Approvals, rules));
    }

    [Fact]
    public void The_result_says_what_was_changed_and_what_would_have_been_without()
    {
        FrozenRules rules = FrozenRules.Create(BallotForm.ApproveUpTo(3), ById, LiveResults.Turnout, true, "en");
        var day = DayAllocation.Of(Approvals, rules, Approved, Withdrawn("a").WithTotal("pot", 90));
        Assert.Contains(
            """
              "changes": {
                "pots": [{"pot": "pot", "paper": 100, "amount": 90}],
                "withdrawn": ["a"],
                "without": {"order": ["a", "b"], "spent": 100, "left": 0}
              },
              "rule": "most-votes",
              "ballots": 6,
              "order": ["b", "c"],
            """, AllocationText.Print(day, Approvals, rules), StringComparison.Ordinal);
        Assert.Equal(["c"], day.FundedBecause);
        Assert.Equal(["a"], day.LostBecause);
    }

    [Fact]
    public void The_published_file_has_the_new_total_and_says_what_was_withdrawn()
    {
        FrozenRules rules = FrozenRules.Create(BallotForm.ApproveUpTo(3) with { Knapsack = true }, new(), LiveResults.Turnout, true, "en");
        Ballot[] ballots = [.. Approved.Where(ballot => rules.Form.Check(ballot, Approvals) is null)];
        var day = DayAllocation.Of(Approvals, rules, ballots, Withdrawn("a").WithTotal("pot", 90));
        string text = PabulibWriter.ToText(PabulibExport.Of(
            Approvals, rules, ballots, new("d", "GB", "u", "i", new(2026, 5, 9), new(2026, 5, 9)), day.Outcome));
        Assert.Contains("\nbudget;90\n", text, StringComparison.Ordinal);
        Assert.Contains("\nmax_sum_cost;100\n", text, StringComparison.Ordinal);
        Assert.Contains("\nrule;greedy-custom\n", text, StringComparison.Ordinal);
        Assert.Contains("Pot pot holds 90; on the paper it held 100.", text, StringComparison.Ordinal);
        Assert.Contains("Project a was withdrawn after the paper was fixed. Its votes stand, and it cannot be funded.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void All_pots_together_hold_no_more_than_a_paper_may()
    {
        Paper two = PaperOf([new("x", "X", 1), new("y", "Y", 2)], [], Of("a", 1) with { Pot = "x" });
        Assert.True(PaperChanges.None.WithTotal("x", Paper.MostMoney - 2).IsWithinBounds(two));
        Assert.False(PaperChanges.None.WithTotal("x", Paper.MostMoney - 1).IsWithinBounds(two));
        Assert.False(PaperChanges.None.WithTotal("x", long.MaxValue).WithTotal("y", long.MaxValue).IsWithinBounds(two));
    }

    private static RuleSettings ById { get; } = new() { Ties = [new(TieBreakKind.Id)] };

    private static IEnumerable<RuleSettings> Every() =>
        from rule in Enum.GetValues<AllocationRule>()
        from completion in rule == AllocationRule.EqualShares ? Enum.GetValues<Completion>() : [Completion.None]
        select new RuleSettings { Rule = rule, Completion = completion, Ties = [new(TieBreakKind.Id)] };

    private static void Same(string rule, BallotKind kind, Ballot[] ballots, string before, string after)
    {
        Assert.True(Text.Words.TryRead(rule, out AllocationRule read));
        Same(new RuleSettings { Rule = read }, kind, ballots, before, after);
    }

    private static void Same(RuleSettings settings, BallotKind kind, Ballot[] ballots, string? before, string after)
    {
        RuleSettings byId = settings with { Ties = [new(TieBreakKind.Id)] };
        if (before is not null)
            Assert.Equal(before, Order(Approvals, kind, ballots, byId, PaperChanges.None));
        Assert.Equal(after, Order(Approvals, kind, ballots, byId, Withdrawn("a")));
    }

    private static string Order(Paper paper, BallotKind kind, Ballot[] ballots, RuleSettings settings, PaperChanges changes) =>
        string.Join(' ', Allocate(paper, kind, ballots, settings, changes).Order);

    private static Allocation.Allocation Allocate(Paper paper, BallotKind kind, Ballot[] ballots, RuleSettings settings, PaperChanges changes) =>
        Allocator.Allocate(Election.Of(paper, kind, ballots, changes), settings);

    private static PaperChanges Withdrawn(params string[] projects) => projects.Aggregate(PaperChanges.None, (changes, project) => changes.Without(project));

    private static Ballot Mark(params (string Project, int Value)[] marks) => Ballot.Score(marks.Select(mark => KeyValuePair.Create(mark.Project, mark.Value)));

    private static Paper PaperOf(Pot pot) => PaperOf([pot], [], Of("a", 50), Of("b", 50), Of("c", 40), Of("d", 10));

    private static Paper PaperOf(Pot[] pots, Group[] groups, params Proposal[] proposals) => Paper.Create("o", "d", "en", "GBP", 0, pots, groups, proposals);

    private static Proposal Of(string id, long ask) => new() { Id = id, Title = id, Pot = "pot", Ask = ask, Minimum = ask };
}
