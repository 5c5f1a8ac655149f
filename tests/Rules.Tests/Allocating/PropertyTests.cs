using System.Collections.Immutable;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Allocation.Explaining;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rules.Tests.Allocating;

public class PropertyTests
{
    private static readonly ImmutableArray<RuleSettings> Rules =
    [
        new() { Rule = AllocationRule.MostVotes },
        new() { Rule = AllocationRule.VotesPerCost },
        new() { Rule = AllocationRule.Phragmen },
        new() { Rule = AllocationRule.EqualShares },
        new() { Rule = AllocationRule.EqualShares, Completion = Completion.Add1Greedy },
        new() { Rule = AllocationRule.EqualShares, Utility = Utility.Cardinality, Completion = Completion.Greedy },
    ];

    [Fact]
    public void No_outcome_costs_more_than_the_pot_and_passing_over_leaves_nothing_that_fits() => ForEach(21, (e, _) =>
    {
        Election election = e.ToElection();
        foreach (RuleSettings rule in Rules)
        {
            var found = Allocator.Allocate(election, rule);
            Assert.InRange(found.Left, 0, e.Budget);
            if (rule is { Rule: AllocationRule.EqualShares, Completion: Completion.None })
                continue;
            var funded = found.Order.ToHashSet(StringComparer.Ordinal);
            IEnumerable<Project> supported = election.Projects.Where((_, i) => election.Support.IsSupported(i));
            Assert.DoesNotContain(supported, project => !funded.Contains(project.Id) && project.Cost <= found.Left);
        }
    });

    [Fact]
    public void The_order_of_the_voters_changes_nothing() => ForEach(22, (e, random) =>
    {
        (int, int)[][] shuffled = [.. e.Ballots];
        random.Shuffle(shuffled);
        foreach (RuleSettings rule in Rules)
            Assert.Equal(Allocator.Allocate(e.ToElection(), rule).Order, Allocator.Allocate((e with { Ballots = [.. shuffled] }).ToElection(), rule).Order);
    });

    [Fact]
    public void Renaming_projects_changes_only_their_names() => ForEach(23, (e, _) =>
    {
        Election election = e.ToElection();
        Election renamed = new([.. election.Projects.Select(project => project with { Id = $"x{(char)('z' - (project.Id[0] - 'a'))}" })], election.Pots, [], election.Ballots, election.Unit);
        foreach (RuleSettings rule in Rules.Select(rule => rule with { Ties = [new(TieBreakKind.File)] }))
            Assert.Equal(
                Allocator.Allocate(election, rule).Order.Select(id => $"x{(char)('z' - (id[0] - 'a'))}"),
                Allocator.Allocate(renamed, rule).Order);
    });

    /// <summary>Source: Brill, Peters 2023; the bound as ../shared/pabulib/README.md states it.</summary>
    [Fact]
    public void Equal_Shares_leaves_no_group_short_of_EJR_plus() => ForEach(24, (e, _) =>
    {
        Election election = e.ToElection();
        foreach (Utility utility in new[] { Utility.Cost, Utility.Cardinality })
        {
            var found = Allocator.Allocate(election, new RuleSettings { Rule = AllocationRule.EqualShares, Utility = utility });
            var awards = found.Awards.ToDictionary(award => award.Project, award => award.Amount, StringComparer.Ordinal);
            Assert.Empty(EjrPlus.Violations(election, awards, utility == Utility.Cardinality));
        }
    });

    [Fact]
    public void Greedy_by_votes_does_leave_groups_short_so_the_check_can_fail()
    {
        int violations = 0;
        ForEach(25, (e, _) => violations += Fairness.Of(Allocator.Allocate(e.ToElection(), new RuleSettings())).EjrViolations.Length);
        Assert.NotEqual(0, violations);
    }

    [Fact]
    public void Every_winner_is_paid_in_full_by_supporters_who_pay_the_price_or_all_they_hold() => ForEach(26, (e, _) =>
    {
        Election election = e.ToElection();
        var found = Allocator.Allocate(election, new RuleSettings { Rule = AllocationRule.EqualShares });
        Q[] money = [.. Enumerable.Repeat(Q.Of(e.Budget, e.Voters), e.Voters)];
        foreach (Step step in found.Pots[0].Steps.Where(step => step.Kind == StepKind.Funded))
        {
            int project = step.Project[0] - 'a';
            Q price = Q.Of(step.Price!.Value.Numerator, step.Price.Value.Denominator);
            Q paid = 0;
            for (int i = 0; i < money.Length; i++)
            {
                if (!e.Ballots[i].Any(entry => entry.Project == project))
                    continue;
                Q part = Q.Min(money[i], price);
                paid += part;
                money[i] -= part;
            }
            Assert.Equal((Q)step.Amount, paid);
        }
        Assert.All(money, left => Assert.True(left >= 0));
    });

    [Fact]
    public void A_further_vote_never_costs_a_project_its_award_by_votes() => ForEach(27, (e, _) =>
    {
        foreach (string id in Allocator.Allocate(e.ToElection(), new RuleSettings()).Order)
            Assert.Contains(id, Allocator.Allocate(WithVotes(e, id, 1).ToElection(), new RuleSettings()).Order);
    });

    [Fact]
    public void As_many_votes_more_as_the_reason_says_fund_a_project_and_one_fewer_do_not()
    {
        int told = 0;
        ForEach(28, (e, random) =>
        {
            RuleSettings rule = new() { Rule = random.Next(2) == 0 ? AllocationRule.MostVotes : AllocationRule.VotesPerCost, Marginal = new(random.Next(2) == 0 ? MarginalKind.Skip : MarginalKind.Stop) };
            foreach (Reason reason in Reasons.Of(Allocator.Allocate(e.ToElection(), rule)).Where(reason => reason.SupportShort is not null))
            {
                told++;
                int more = (int)reason.SupportShort!.Value;
                Assert.Contains(reason.Project, Allocator.Allocate(WithVotes(e, reason.Project, more).ToElection(), rule).Order);
                Assert.DoesNotContain(reason.Project, Allocator.Allocate(WithVotes(e, reason.Project, more - 1).ToElection(), rule).Order);
            }
        });
        Assert.True(told > 200);
    }

    [Fact]
    public void Every_project_has_one_reason_and_a_sentence() => ForEach(29, (e, _) =>
    {
        foreach (RuleSettings rule in Rules)
        {
            var reasons = Reasons.Of(Allocator.Allocate(e.ToElection(), rule));
            Assert.Equal(e.Costs.Length, reasons.Select(reason => reason.Project).Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(e.Costs.Length, reasons.Length);
            Assert.All(reasons, reason => Assert.EndsWith(".", ReasonText.English(reason, amount => $"£{amount}"), StringComparison.Ordinal));
        }
    });

    private static SmallElection WithVotes(SmallElection e, string id, int number) =>
        e with { Ballots = [.. e.Ballots, .. Enumerable.Repeat(new[] { (id[0] - 'a', 1) }, number)] };

    private static void ForEach(int seed, Action<SmallElection, Random> check)
    {
        var random = new Random(seed);
        for (int i = 0; i < 600; i++)
            check(SmallElection.Random(random, BallotKind.Approve), random);
    }
}
