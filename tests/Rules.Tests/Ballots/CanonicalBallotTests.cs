using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rules.Tests.Ballots;

public class CanonicalBallotTests
{
    [Theory]
    [InlineData("blank")]
    [InlineData("approve 12 3 7")]
    [InlineData("approve 2022/CHW/0012")]
    [InlineData("score 3=5 7=0")]
    [InlineData("points 3=6 7=4")]
    [InlineData("rank 12 3 7")]
    public void A_canonical_text_reads_and_prints_back_to_itself(string text)
    {
        Assert.True(Ballot.TryParse(text, out Ballot? ballot, out string? problem), problem);
        Assert.Equal(text, ballot!.Canonical);
    }

    [Theory]
    [InlineData("", "starts with")]
    [InlineData("Approve 3", "starts with")]
    [InlineData("approve", "names no project")]
    [InlineData("approve ", "one space")]
    [InlineData("approve 3  7", "one space")]
    [InlineData("approve 3 7 ", "one space")]
    [InlineData("approve 7 3", "ordinal order")]
    [InlineData("approve 3 12", "ordinal order")]
    [InlineData("approve 3 3", "named twice")]
    [InlineData("rank 3 7 3", "named twice")]
    [InlineData("approve 3=1", "does not take")]
    [InlineData("score 3", "lacks its number")]
    [InlineData("score 3=05", "leading zeros")]
    [InlineData("score 3=+5", "whole number")]
    [InlineData("score 3=-5", "whole number")]
    [InlineData("score 3=1000001", "whole number")]
    [InlineData("score 3=", "whole number")]
    [InlineData("points 3=0", "no points")]
    [InlineData("approve é", "not a project id")]
    [InlineData("approve a,b", "not a project id")]
    [InlineData("blank 3", "nothing may follow")]
    [InlineData("approve 3\n", "not a project id")]
    public void Another_spelling_is_refused_with_the_reason(string text, string reason)
    {
        Assert.False(Ballot.TryParse(text, out Ballot? ballot, out string? problem));
        Assert.Null(ballot);
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_may_have_64_characters_and_no_more()
    {
        Assert.True(Ballot.TryParse("approve " + new string('x', 64), out _, out _));
        Assert.False(Ballot.TryParse("approve " + new string('x', 65), out _, out _));
    }

    [Fact]
    public void Choices_in_any_order_make_the_canonical_ballot()
    {
        Assert.Equal("approve 12 3 7", Ballot.Approve("7", "3", "12").Canonical);
        Assert.Equal("rank 7 3 12", Ballot.Rank("7", "3", "12").Canonical);
        Assert.Equal("score 3=0 7=5", Ballot.Score(new Dictionary<string, int> { ["7"] = 5, ["3"] = 0 }).Canonical);
        Assert.Equal("points 7=5", Ballot.Points(new Dictionary<string, int> { ["7"] = 5, ["3"] = 0 }).Canonical);
        Assert.Equal("blank", Ballot.Approve().Canonical);
    }

    [Fact]
    public void A_project_named_twice_makes_no_ballot() =>
        Assert.Throws<ArgumentException>(() => Ballot.Approve("7", "7"));

    [Fact]
    public void Ballots_are_equal_when_their_texts_are()
    {
        Assert.Equal(Ballot.Approve("1", "2"), Ballot.Approve("2", "1"));
        Assert.NotEqual(Ballot.Rank("1", "2"), Ballot.Rank("2", "1"));
    }
}
