using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Patterns;

namespace PbDecisionDay.Rules.Tests;

/// <summary>What ballots look like together: counts, small numbers that are not told, and permutation tests that are the same for everyone.</summary>
public class PatternsTests
{
    private static readonly BallotForm UpToFive = BallotForm.ApproveUpTo(5);

    [Fact]
    public void Ballots_are_counted_by_projects_and_in_each_pot_by_projects_and_by_place()
    {
        BallotPattern pattern = BallotPattern.Of(
            SmallPaper.Paper, UpToFive, [(Ballot.Blank, 2), (Ballot.Approve("1", "2"), 3), (Ballot.Approve("1", "4"), 5), (Ballot.Approve("1", "2", "3", "4", "5"), 1)]);
        Assert.Equal(11, pattern.Ballots);
        Assert.Equal([2, 0, 8, 0, 0, 1], pattern.BySize.Select(size => size.Ballots));
        Assert.Equal([("small", 9, 14L), ("large", 6, 7L)], pattern.Pots.Select(pot => (pot.Pot, pot.Named, pot.Choices)));
        Assert.Equal([2, 5, 3, 1], pattern.Pots[0].BySize.Select(size => size.Ballots));
        Assert.Equal([5, 5, 1], pattern.Pots[1].BySize.Select(size => size.Ballots));
        Assert.Equal([("1", 9), ("2", 4), ("3", 1)], pattern.Pots[0].Places.Select(place => (place.Project, place.Ballots)));
        Assert.Equal([("4", 6), ("5", 1)], pattern.Pots[1].Places.Select(place => (place.Project, place.Ballots)));
    }

    [Fact]
    public void Which_lines_there_are_follows_from_the_rules_and_says_nothing_of_a_ballot()
    {
        Assert.Equal([0, 1, 2], Lines(BallotForm.ApproveUpTo(2)));
        Assert.Equal([0, 3], Lines(BallotForm.ApproveExactly(3)));
        Assert.Equal([0, 1, 2, 3, 4, 5], Lines(BallotForm.ApproveAtLeast(1)));
        Assert.Equal([0, 1, 2, 3, 4], Lines(BallotForm.ApproveExactly(2) with { PerPot = true }));

        static IEnumerable<int> Lines(BallotForm form) => BallotPattern.Of(SmallPaper.Paper, form, [(Ballot.Blank, 40)]).BySize.Select(size => size.Projects);
    }

    [Theory]
    [InlineData(" ", 0)]
    [InlineData(",", 0)]
    [InlineData("9", 0)]
    [InlineData("1,", 1)]
    [InlineData("1,1,1", 1)]
    [InlineData("1, 2", 2)]
    [InlineData("2,1", 2)]
    public void Another_elections_ballot_names_what_the_reader_reads_on_it(string vote, int projects)
    {
        string text = $"META\nkey;value\nbudget;1000\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;100\n2;100\nVOTES\nvoter_id;vote\n1;{vote}\n2;{vote}\n";
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        BallotTotals totals = BallotTotals.Of(SmallPaper.Paper, UpToFive, PbDecisionDay.Rules.Pabulib.PabulibReader.Read(file));
        Assert.Equal((2, 2), (totals.Ballots, totals.BySize[projects]));
    }

    [Theory]
    [InlineData("4,1", true)]
    [InlineData("1,2,3,4,5,1", true)]
    [InlineData("1, 2 ,", true)]
    [InlineData("", true)]
    [InlineData("1,2,3,4,5", false)]
    public void A_rehearsal_of_the_same_paper_is_compared_in_whatever_order_its_ids_stand(string vote, bool upToFive)
    {
        BallotForm form = upToFive ? UpToFive : BallotForm.ApproveUpTo(4);
        string text = $"META\nkey;value\nbudget;1000\nvote_type;approval\nPROJECTS\nproject_id;cost\n{string.Concat(SmallPaper.Paper.Proposals.Select(one => $"{one.Id};100\n"))}VOTES\nvoter_id;vote\n1;{vote}\n2;1\n";
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        BallotTotals totals = BallotTotals.Of(SmallPaper.Paper, form, PbDecisionDay.Rules.Pabulib.PabulibReader.Read(file));
        Assert.Equal(upToFive, !totals.Pots.IsEmpty);
        if (upToFive) Assert.Equal(vote.Contains('1', StringComparison.Ordinal) ? 2 : 1, totals.Pots[0].Places[0]);
    }

    [Fact]
    public void Nobody_voted()
    {
        BallotPattern pattern = BallotPattern.Of(SmallPaper.Paper, UpToFive, []);
        Assert.Equal((0, 0, 0), (pattern.Ballots, pattern.BySize.Sum(size => size.Ballots), pattern.Places.Side));
        Assert.Equal((0, true, true), (ToldPattern.Of(pattern).Ballots, ToldPattern.Of(pattern).BySize.IsEmpty, ToldPattern.Of(pattern).Pots.IsEmpty));
    }

    [Theory]
    [InlineData(0, 29, ToldKind.Untold, 0)]
    [InlineData(15, 29, ToldKind.Untold, 0)]
    [InlineData(0, 30, ToldKind.Fewer, 10)]
    [InlineData(9, 30, ToldKind.Fewer, 10)]
    [InlineData(10, 30, ToldKind.Exact, 10)]
    [InlineData(20, 30, ToldKind.Exact, 20)]
    [InlineData(21, 30, ToldKind.More, 20)]
    [InlineData(30, 30, ToldKind.More, 20)]
    public void A_small_number_and_its_complement_are_not_told(int some, int all, ToldKind kind, int number) =>
        Assert.Equal(new ToldNumber(number, kind), ToldNumber.Of(some, all));

    [Theory]
    [InlineData(new[] { 6, 12, 42 }, "<10 12 ?")]
    [InlineData(new[] { 42, 12, 6 }, "42 ? <10")]
    [InlineData(new[] { 0, 50, 10 }, "<10 ? ?")]
    [InlineData(new[] { 12, 14, 42 }, "12 14 42")]
    [InlineData(new[] { 3, 4, 20, 40 }, "<10 <10 20 40")]
    [InlineData(new[] { 9, 9, 9, 40 }, "<10 <10 <10 ?")]
    [InlineData(new[] { 4, 56 }, "<10 >50")]
    [InlineData(new[] { 5, 5 }, "? ?")]
    [InlineData(new[] { 60 }, ">50")]
    [InlineData(new[] { 6, 50, 944 }, "<10 50 900-999")]
    [InlineData(new[] { 6, 944, 50 }, "<10 944 10-99")]
    public void What_is_small_does_not_come_out_by_taking_the_others_from_the_sum(int[] parts, string told) =>
        Assert.Equal(told, string.Join(' ', ToldNumber.Parts(parts).Select(Shown)));

    [Theory]
    [InlineData(new[] { 4, 40 }, new[] { 100, 100 }, "<10 ?")]
    [InlineData(new[] { 40, 30 }, new[] { 100, 100 }, "40 30")]
    [InlineData(new[] { 40, 5 }, new[] { 100, 12 }, "? ?")]
    [InlineData(new[] { 4 }, new[] { 100 }, "<10")]
    [InlineData(new[] { 0, 11 }, new[] { 100, 46 }, "? ?")]
    [InlineData(new[] { 300, 240, 4 }, new[] { 500, 500, 500 }, "300 200-299 <10")]
    public void A_batch_of_few_does_not_come_out_by_taking_the_other_batches_from_what_all_have(int[] some, int[] all, string told) =>
        Assert.Equal(told, string.Join(' ', ToldNumber.Batches([.. some.Zip(all)]).Select(Shown)));

    [Fact]
    public void A_paper_whose_top_has_all_the_support_is_unlikely_and_an_even_one_is_not()
    {
        int[] falling = [.. Enumerable.Range(1, 12).Reverse().Select(votes => votes * 10)];
        Assert.Equal(1, PlaceTest.Of([falling]).Side);
        Assert.Equal(-1, PlaceTest.Of([[.. falling.Reverse()]]).Side);
        Assert.Equal(0, PlaceTest.Of([[.. Enumerable.Repeat(7, 12)]]).Side);
        Assert.Equal(0, PlaceTest.Of([[30, 10, 50, 20, 40, 25, 45, 15]]).Side);
        Assert.Equal(0, PlaceTest.Of([[500], [1]]).Side);
        Assert.Equal(PlaceTest.Of([falling]), PlaceTest.Of([falling]));
    }

    [Fact]
    public void Of_four_projects_in_order_the_test_gives_what_all_orders_give()
    {
        // One order of 24 has as much at the top as 4, 3, 2, 1: 9,999 random ones come near to that.
        PlaceTest test = PlaceTest.Of([[4, 3, 2, 1]]);
        Assert.InRange(test.TopHeavier, 9_999 / 24 - 80, 9_999 / 24 + 80);
        Assert.Equal(9_999, test.BottomHeavier);
    }

    [Theory]
    [InlineData(250, 1000, 20, 1000, true)]
    [InlineData(21, 1000, 20, 1000, false)]
    [InlineData(5, 10, 0, 10, false)]
    [InlineData(0, 1000, 0, 1000, false)]
    [InlineData(1, 1, 1, 1, false)]
    [InlineData(0, 0, 5, 10, false)]
    public void A_quarter_of_blank_ballots_where_there_were_few_is_unlikely(int some, int all, int otherSome, int otherAll, bool unlikely) =>
        Assert.Equal(unlikely, ShareTest.Of(some, all, otherSome, otherAll).IsUnlikely);

    private static string Shown(ToldNumber one) => one.Kind switch
    {
        ToldKind.Exact => $"{one.Number}",
        ToldKind.Fewer => $"<{one.Number}",
        ToldKind.More => $">{one.Number}",
        ToldKind.Between => $"{one.Number}-{one.Last}",
        ToldKind.Untold => "?",
    };
}
