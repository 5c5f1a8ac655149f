using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Tests.Allocating;

/// <summary>What each change after the paper was frozen did to the awards, worked out by hand.</summary>
public class ChangeEffectTests
{
    private static readonly Paper Four = Paper.Create(
        "o", "d", "en", "GBP", 0, [new("pot", "Pot", 100)], [], [Of("a", 50), Of("b", 50), Of("c", 40), Of("d", 10)]);

    // 4, 3, 3 and 1 votes.
    private static readonly (Ballot, int)[] Votes =
        [(Ballot.Approve("a", "b"), 2), (Ballot.Approve("a", "c"), 1), (Ballot.Approve("a", "c", "d"), 1), (Ballot.Approve("b"), 1), (Ballot.Approve("c"), 1)];

    [Fact]
    public void Each_change_is_held_beside_what_was_changed_before_it()
    {
        PaperChanges none = PaperChanges.None;
        Assert.Equal(
            ["+c 40 +d 10 -a 50", "+a 50 -c 40 -d 10", "-b 50", "+d 10"],
            Effects("skip", none.Without("a"), none, none.WithTotal("pot", 50), none.WithTotal("pot", 60)));
    }

    [Fact]
    public void A_part_of_an_award_counts_and_what_changes_nothing_says_so()
    {
        // With 90 the second gets 40 of its 50; with 100 it gets all.
        Assert.Equal(["-b 10", "+b 10", ""], Effects("part", PaperChanges.None.WithTotal("pot", 90), PaperChanges.None, PaperChanges.None.Without("d")));
    }

    [Fact]
    public void Without_ballots_and_with_no_money_no_award_changes()
    {
        Assert.All(ChangeEffect.OfEach(Four, Rules("skip"), [], [PaperChanges.None.Without("a"), PaperChanges.None.WithTotal("pot", 0)]), effect => Assert.True(effect.IsNone));
        Assert.Equal(["-a 50 -b 50", ""], Effects("skip", PaperChanges.None.WithTotal("pot", 0), PaperChanges.None.WithTotal("pot", 0).Without("a")));
        Assert.Empty(ChangeEffect.OfEach(Four, Rules("skip"), Votes, []));
    }

    private static string[] Effects(string marginal, params PaperChanges[] standings) =>
    [
        .. ChangeEffect.OfEach(Four, Rules(marginal), Votes, standings).Select(effect => string.Join(
            ' ', effect.More.Select(award => $"+{award.Project} {award.Difference}").Concat(effect.Less.Select(award => $"-{award.Project} {award.Difference}")))),
    ];

    private static FrozenRules Rules(string marginal)
    {
        Assert.True(MarginalPolicy.TryParse(marginal, out MarginalPolicy policy));
        return FrozenRules.Create(
            BallotForm.ApproveUpTo(3), new RuleSettings { Marginal = policy, Ties = [new(TieBreakKind.Id)] }, LiveResults.Turnout, true, "en");
    }

    private static Proposal Of(string id, long ask) => new() { Id = id, Title = id, Pot = "pot", Ask = ask, Minimum = Math.Min(ask, 20) };
}
