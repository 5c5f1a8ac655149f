using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rules.Tests.Ballots;

public class BallotFormTests
{
    public static TheoryData<BallotForm, string, BallotProblem?> Ballots => new()
    {
        { BallotForm.ApproveUpTo(2), "approve 1 2", null },
        { BallotForm.ApproveUpTo(2), "blank", null },
        { BallotForm.ApproveUpTo(2), "approve 1 2 3", new(BallotProblemKind.TooMany, 3, 2) },
        { BallotForm.ApproveUpTo(2), "approve 9", new(BallotProblemKind.UnknownProject, Project: "9") },
        { BallotForm.ApproveUpTo(2), "rank 1", new(BallotProblemKind.WrongForm) },
        { BallotForm.ApproveExactly(2), "approve 1", new(BallotProblemKind.TooFew, 1, 2) { Exactly = true } },
        { BallotForm.ApproveExactly(2), "approve 1 2 3", new(BallotProblemKind.TooMany, 3, 2) { Exactly = true } },
        { BallotForm.ApproveExactly(2) with { PerPot = true }, "approve 1", new(BallotProblemKind.TooFew, 1, 2, Pot: "small") },
        { BallotForm.ApproveExactly(2) with { Extra = new("young", 1) }, "approve 1", new(BallotProblemKind.TooFew, 1, 2) },
        { BallotForm.ApproveExactly(2), "blank", null },
        { BallotForm.ApproveAtLeast(2), "approve 1 2 3 4 5", null },
        { BallotForm.ApproveAtLeast(2), "approve 4", new(BallotProblemKind.TooFew, 1, 2) },
        { BallotForm.Score(5), "score 1=5 2=0", null },
        { BallotForm.Score(5), "score 1=6", new(BallotProblemKind.MarkTooHigh, 6, 5, "1") },
        { BallotForm.Points(10, 2), "points 1=6 2=4", null },
        { BallotForm.Points(10, 2), "points 1=6 2=3", new(BallotProblemKind.WrongTotal, 9, 10) },
        { BallotForm.Points(10, 2), "points 1=10", new(BallotProblemKind.TooLittleSpread, 1, 2) },
        { BallotForm.RankUpTo(2), "rank 5 1", null },
        { BallotForm.RankUpTo(2), "rank 5 1 2", new(BallotProblemKind.TooMany, 3, 2) },
        { BallotForm.FitThePot(), "approve 1 2", null },
        { BallotForm.FitThePot(), "approve 2 3", new(BallotProblemKind.OverThePot, 11_000_00, 10_000_00, Pot: "small") },
        { BallotForm.ApproveUpTo(1) with { PerPot = true }, "approve 1 4", null },
        { BallotForm.ApproveUpTo(1) with { PerPot = true }, "approve 1 2 4", new(BallotProblemKind.TooMany, 2, 1, Pot: "small") },
        { BallotForm.ApproveExactly(2) with { PerPot = true }, "approve 1 2", null },
        { BallotForm.Points(3) with { PerPot = true }, "points 1=3 5=3", null },
        { BallotForm.Points(3) with { PerPot = true }, "points 1=3 5=2", new(BallotProblemKind.WrongTotal, 2, 3, Pot: "large") },
        { BallotForm.ApproveUpTo(1) with { Extra = new("young", 1) }, "approve 1 3", null },
        { BallotForm.ApproveUpTo(1) with { Extra = new("young", 1) }, "approve 3", null },
        { BallotForm.ApproveUpTo(1) with { Extra = new("young", 1) }, "approve 1 2", new(BallotProblemKind.TooMany, 2, 1) },
        { BallotForm.ApproveUpTo(1) with { Extra = new("young", 1) }, "approve 1 2 3", new(BallotProblemKind.TooMany, 3, 2) },
    };

    [Theory]
    [MemberData(nameof(Ballots))]
    public void A_ballot_is_valid_or_told_which_rule_it_breaks(BallotForm form, string text, BallotProblem? expected)
    {
        Assert.True(Ballot.TryParse(text, out Ballot? ballot, out _));
        Assert.Equal(expected, form.Check(ballot!, SmallPaper.Paper));
    }

    public static TheoryData<BallotForm, int> Longest => new()
    {
        { BallotForm.RankUpTo(2), "approve 1 2".Length },
        { BallotForm.ApproveUpTo(1) with { Extra = new("young", 1) }, "approve 1 3".Length },
        { BallotForm.ApproveAtLeast(2), "approve 1 2 3 4 5".Length },
        { BallotForm.ApproveUpTo(1) with { PerPot = true }, "approve 1 2 3 4 5".Length },
        { BallotForm.Score(5), "approve 1=5 2=5 3=5 4=5 5=5".Length },
        { BallotForm.Points(10, 2), "approve 1=10 2=10 3=10 4=10 5=10".Length },
    };

    /// <summary>A box sizes what it reads by this: one character too few would refuse a valid ballot.</summary>
    [Theory]
    [MemberData(nameof(Longest))]
    public void The_longest_text_of_a_valid_ballot_is_known_beforehand(BallotForm form, int length) =>
        Assert.Equal(length, form.LongestText(SmallPaper.Paper));

    [Fact]
    public void Every_problem_has_a_sentence_with_its_numbers()
    {
        foreach (BallotProblemKind kind in Enum.GetValues<BallotProblemKind>())
            Assert.EndsWith(".", new BallotProblem(kind, 7, 3, "42", "small").English, StringComparison.Ordinal);
        Assert.Equal("Projects on the ballot in pot small: 7. Choose 3 at most.", new BallotProblem(BallotProblemKind.TooMany, 7, 3, Pot: "small").English);
    }
}
