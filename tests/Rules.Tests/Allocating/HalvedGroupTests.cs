using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Allocation.Explaining;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Tests.Allocating;

/// <summary>What halving the largest group of identical ballots would change, worked out by hand.</summary>
public class HalvedGroupTests
{
    private static readonly Paper Three = Paper.Create("o", "d", "en", "GBP", 0, [new("pot", "Pot", 100)], [], [Of("a", 60), Of("b", 50), Of("c", 40)]);

    private static readonly FrozenRules Rules = FrozenRules.Create(
        BallotForm.ApproveUpTo(3), new RuleSettings { Ties = [new(TieBreakKind.Id)] }, LiveResults.Turnout, true, "en");

    [Fact]
    public void Half_is_rounded_down_and_what_gains_and_loses_is_told()
    {
        // 21 for a, 11 for b, 8 for c: a and c. With 10 for a it is b and c.
        HalvedGroup halved = Of((Ballot.Approve("a"), 21), (Ballot.Approve("b"), 11), (Ballot.Approve("c"), 8))!;
        Assert.Equal((21, 10, 1), (halved.Ballots, halved.Kept, halved.AsLarge));
        Assert.Equal([new("b", 50)], halved.Effect.More);
        Assert.Equal([new("a", 60)], halved.Effect.Less);
        // With 23 half is 11, and the tie goes to a.
        Assert.True(Of((Ballot.Approve("a"), 23), (Ballot.Approve("b"), 11), (Ballot.Approve("c"), 8))!.Effect.IsNone);
    }

    [Fact]
    public void Of_groups_of_one_size_the_first_in_ordinal_order_is_halved_and_they_are_counted()
    {
        HalvedGroup halved = Of((Ballot.Approve("b"), 12), (Ballot.Approve("a"), 10), (Ballot.Approve("a"), 2), (Ballot.Approve("c"), 7))!;
        Assert.Equal((12, 6, 2), (halved.Ballots, halved.Kept, halved.AsLarge));
        // b and c of 110 do not both fit beside a: with 6 for a, b and c are funded.
        Assert.Equal([new("b", 50)], halved.Effect.More);
    }

    [Theory]
    [InlineData(10, 19, false)]
    [InlineData(10, 20, true)]
    [InlineData(9, 60, false)]
    public void Few_ballots_and_small_groups_are_not_told_and_blank_ones_are_no_group(int largest, int blank, bool told) =>
        Assert.Equal(told, Of((Ballot.Approve("a"), largest), (Ballot.Blank, blank)) is not null);

    [Fact]
    public void No_ballots_are_no_group() => Assert.Null(Of());

    [Fact]
    public void A_withdrawn_project_stays_out()
    {
        HalvedGroup halved = HalvedGroup.Of(
            Three, Rules, [(Ballot.Approve("a"), 21), (Ballot.Approve("b"), 11), (Ballot.Approve("c"), 8)], PaperChanges.None.Without("b"))!;
        Assert.True(halved.Effect.IsNone);
    }

    private static HalvedGroup? Of(params (Ballot, int)[] ballots) => HalvedGroup.Of(Three, Rules, ballots, PaperChanges.None);

    private static Proposal Of(string id, long ask) => new() { Id = id, Title = id, Pot = "pot", Ask = ask, Minimum = ask };
}
