using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Tests.Ballots;

/// <summary>Paper ballots as a count team types them, by the numbers printed on the paper.</summary>
public class TypedBallotTests
{
    private static readonly PrintedNumbers Numbers = new(SmallPaper.Paper);

    [Theory]
    [InlineData("3 1 5", BallotKind.Approve, "approve 1 3 5")]
    [InlineData(" 3,1+5 ", BallotKind.Approve, "approve 1 3 5")]
    [InlineData("315", BallotKind.Approve, "approve 1 3 5")]
    [InlineData("31 5", BallotKind.Rank, "rank 3 1 5")]
    [InlineData("3510", BallotKind.Score, "score 1=0 3=5")]
    [InlineData("305101", BallotKind.Points, "points 1=1 3=5")]
    [InlineData("3 1 5", BallotKind.Rank, "rank 3 1 5")]
    [InlineData("3=5 1=0", BallotKind.Score, "score 1=0 3=5")]
    [InlineData("3*5+1:0", BallotKind.Score, "score 1=0 3=5")]
    [InlineData("3=6 1=4", BallotKind.Points, "points 1=4 3=6")]
    [InlineData("3=6 1=0", BallotKind.Points, "points 3=6")]
    [InlineData("3=0", BallotKind.Points, "blank")]
    public void A_text_becomes_the_canonical_ballot(string text, BallotKind kind, string canonical) =>
        Assert.Equal(canonical, TypedBallot.Read(text, FormOf(kind), Numbers).Ballot?.Canonical);

    [Theory]
    [InlineData("", BallotKind.Approve, TypedBallotProblem.Empty, "")]
    [InlineData(" , ", BallotKind.Approve, TypedBallotProblem.Empty, "")]
    [InlineData("1 garden", BallotKind.Approve, TypedBallotProblem.NoNumber, "garden")]
    [InlineData("1 ٣", BallotKind.Approve, TypedBallotProblem.NoNumber, "٣")]
    [InlineData("1 🎈", BallotKind.Approve, TypedBallotProblem.NoNumber, "🎈")]
    [InlineData("1 6", BallotKind.Approve, TypedBallotProblem.UnknownNumber, "6")]
    [InlineData("0", BallotKind.Approve, TypedBallotProblem.UnknownNumber, "0")]
    [InlineData("99999999999999999999", BallotKind.Approve, TypedBallotProblem.UnknownNumber, "9")]
    [InlineData("1 2 1", BallotKind.Approve, TypedBallotProblem.Twice, "1")]
    [InlineData("121", BallotKind.Rank, TypedBallotProblem.Twice, "1")]
    [InlineData("1 1", BallotKind.Rank, TypedBallotProblem.Twice, "1")]
    [InlineData("0", BallotKind.Score, TypedBallotProblem.UnknownNumber, "0")]
    [InlineData("123", BallotKind.Score, TypedBallotProblem.UnknownNumber, "123")]
    [InlineData("1 2=3", BallotKind.Score, TypedBallotProblem.ValueMissing, "1")]
    [InlineData("1=3", BallotKind.Approve, TypedBallotProblem.ValueUnwanted, "1=3")]
    [InlineData("1=", BallotKind.Score, TypedBallotProblem.ValueUnreadable, "1=")]
    [InlineData("1=-1", BallotKind.Score, TypedBallotProblem.ValueUnreadable, "1=-1")]
    [InlineData("1=1000001", BallotKind.Points, TypedBallotProblem.ValueUnreadable, "1=1000001")]
    public void A_text_that_cannot_be_read_says_which_part_is_wrong(string text, BallotKind kind, TypedBallotProblem problem, string word)
    {
        TypedBallot read = TypedBallot.Read(text, FormOf(kind), Numbers);
        Assert.Null(read.Ballot);
        Assert.Equal((problem, word), (read.Problem, read.Word));
    }

    [Fact]
    public void More_than_any_ballot_has_is_not_read() =>
        Assert.Equal(TypedBallotProblem.TooLong, TypedBallot.Read(new string('1', TypedBallot.MostCharacters + 1), FormOf(BallotKind.Approve), Numbers).Problem);

    [Fact]
    public void Every_project_of_the_largest_paper_can_be_typed_at_once_in_every_form()
    {
        Paper paper = PaperOf(Enumerable.Range(1, 500).Select(at => $"BO.OM.{at}/24"));
        var numbers = new PrintedNumbers(paper);
        foreach (BallotKind kind in new[] { BallotKind.Approve, BallotKind.Rank, BallotKind.Score, BallotKind.Points })
        {
            string value = kind is BallotKind.Score or BallotKind.Points ? "=1" : "";
            Ballot? ballot = TypedBallot.Read(string.Join(' ', paper.Proposals.Select(proposal => numbers.Of(proposal.Id) + value)), FormOf(kind), numbers).Ballot;
            Assert.Equal(500, ballot!.Choices.Length);
            Assert.Equal(kind, ballot.Kind);
        }
    }

    [Fact]
    public void Projects_whose_ids_are_numbers_keep_them_and_others_are_numbered_by_their_place()
    {
        Assert.True(Numbers.AreIds);
        var mixed = new PrintedNumbers(PaperOf(["97", "12", "3"]));
        Assert.Equal((true, 2, "03", "3"), (mixed.AreIds, mixed.Width, mixed.Of("3"), mixed.Find("3")));
        Assert.Equal("approve 12 3 97", TypedBallot.Read("1203 97", FormOf(BallotKind.Approve), mixed).Ballot!.Canonical);
        Assert.Equal("approve 12 3", TypedBallot.Read("12 3", FormOf(BallotKind.Approve), mixed).Ballot!.Canonical);
        // Ids of three digits would take ten keys for three choices.
        foreach (string[] ids in new[] { ["garden", "12"], ["07", "8"], ["123", "1"], ["12345", "1"], new[] { "12", "3.1" } })
        {
            var numbers = new PrintedNumbers(PaperOf(ids));
            Assert.False(numbers.AreIds);
            Assert.Equal(("1", "2"), (numbers.Of(ids[0]), numbers.Of(ids[1])));
            Assert.Equal((ids[0], ids[1]), (numbers.Find("1"), numbers.Find("02")));
            Assert.Null(numbers.Find("12"));
        }
        Assert.Equal("0", new PrintedNumbers(PaperOf(["0"])).Find("00"));
        Assert.Null(Numbers.Find(""));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(9, 1)]
    [InlineData(10, 2)]
    [InlineData(99, 2)]
    [InlineData(100, 2)]
    [InlineData(728, 2)]
    [InlineData(729, 3)]
    [InlineData(Paper.MostProposals, 3)]
    public void Every_three_projects_of_a_paper_of_up_to_728_take_at_most_eight_keys(int projects, int width)
    {
        foreach (int first in new[] { 1, 6001 }) // Ids of one digit and more, and ids of four digits as real files have them.
        {
            Paper paper = PaperOf(Enumerable.Range(first, projects).Select(id => $"{id}"));
            var numbers = new PrintedNumbers(paper);
            string[] printed = [.. paper.Proposals.Select(proposal => numbers.Of(proposal.Id))];
            Assert.Equal(projects, printed.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(printed, number => Assert.Equal(width, number.Length));
            Assert.All(printed, number => Assert.DoesNotContain(number, sign => "BGILOSVXZbgilosvxz".Contains(sign, StringComparison.Ordinal)));
            Assert.Equal(projects <= 99, printed.All(number => number.All(char.IsAsciiDigit)));
            for (int at = 2; at < projects; at++)
            {
                string[] three = [printed[at], printed[0], printed[at / 2]];
                string typed = string.Concat(three);
                Assert.InRange(typed.Length + 1, 1, projects < 729 ? 8 : 10);
                Ballot? read = TypedBallot.Read(typed.ToLowerInvariant(), FormOf(BallotKind.Rank), numbers).Ballot;
                Assert.Equal([paper.Proposals[at].Id, paper.Proposals[0].Id, paper.Proposals[at / 2].Id], read?.Choices.Select(choice => choice.Project).Distinct() ?? [], StringComparer.Ordinal);
                if (projects > 99 && at > 130)
                    at += 37;
            }
        }
    }

    [Fact]
    public void Numbers_of_a_large_paper_are_read_in_either_size_with_or_without_spaces_and_by_what_letters_look_like()
    {
        Paper paper = PaperOf(Enumerable.Range(1, 728).Select(at => $"p{at}"));
        var numbers = new PrintedNumbers(paper);
        Assert.Equal(["01", "09", "0A", "0Y", "10", "YA", "YY"], new[] { 1, 9, 10, 26, 27, 712, 728 }.Select(at => numbers.Of($"p{at}")));
        foreach (string text in new[] { "0a10Ya", "0A 10 yA", "OA,1O+ya", "oa" + "lO" + "Ya", "0Ai0Ya" })
            Assert.Equal("approve p10 p27 p712", TypedBallot.Read(text, FormOf(BallotKind.Approve), numbers).Ballot?.Canonical);
        Assert.Equal("score p10=5 p27=0", TypedBallot.Read("0a5100", FormOf(BallotKind.Score), numbers).Ballot?.Canonical);
        Assert.Equal("score p10=5 p27=0", TypedBallot.Read("0a=5 10*0", FormOf(BallotKind.Score), numbers).Ballot?.Canonical);
        Assert.Equal("points p10=5 p27=10", TypedBallot.Read("0a051010", FormOf(BallotKind.Points), numbers).Ballot?.Canonical);
    }

    [Theory]
    [InlineData('O', '0')]
    [InlineData('I', '1')]
    [InlineData('L', '1')]
    [InlineData('Z', '2')]
    [InlineData('S', '5')]
    [InlineData('G', '6')]
    [InlineData('B', '8')]
    [InlineData('V', 'U')]
    public void Of_two_signs_that_look_alike_one_is_printed_and_either_is_read(char one, char other)
    {
        var numbers = new PrintedNumbers(PaperOf(Enumerable.Range(1, 728).Select(at => $"p{at}")));
        char printed = Assert.Single([one, other], sign => PrintedNumbers.AllSigns.Contains(sign, StringComparison.Ordinal));
        foreach (char sign in new[] { one, other, char.ToLowerInvariant(one), char.ToLowerInvariant(other) })
        {
            Assert.True(numbers.MayHold(sign));
            Assert.Equal(numbers.Find($"A{printed}"), numbers.Find($"A{sign}"));
            Assert.NotNull(numbers.Find($"{sign}A"));
        }
    }

    [Fact]
    public void Each_sign_is_read_as_itself_and_nothing_else_is_held()
    {
        var numbers = new PrintedNumbers(PaperOf(Enumerable.Range(1, 728).Select(at => $"p{at}")));
        Assert.Equal(27, PrintedNumbers.AllSigns.Distinct().Count());
        Assert.Equal(27, PrintedNumbers.AllSigns.Select(sign => numbers.Find($"1{sign}")).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("BGILOSVZ", string.Concat(Enumerable.Range('A', 26).Select(at => (char)at).Where(sign => numbers.MayHold(sign) && !PrintedNumbers.AllSigns.Contains(sign, StringComparison.Ordinal))));
        Assert.False(numbers.MayHold('X'));
        // On a paper of digits alone a letter is none of a number.
        var digits = new PrintedNumbers(PaperOf(Enumerable.Range(1, 99).Select(at => $"p{at}")));
        Assert.All("BGILOSUVZX", sign => Assert.False(digits.MayHold(sign)));
    }

    [Theory]
    [InlineData("a", TypedBallotProblem.UnknownNumber, "a")]
    [InlineData("0a1", TypedBallotProblem.UnknownNumber, "0a1")]
    [InlineData("0a 1", TypedBallotProblem.UnknownNumber, "1")]
    [InlineData("00", TypedBallotProblem.UnknownNumber, "00")]
    [InlineData("YC", TypedBallotProblem.UnknownNumber, "YC")]
    [InlineData("x9", TypedBallotProblem.NoNumber, "x9")]
    [InlineData("0ax9", TypedBallotProblem.NoNumber, "0ax9")]
    [InlineData("0ß", TypedBallotProblem.NoNumber, "0ß")]
    [InlineData("0٣", TypedBallotProblem.NoNumber, "0٣")]
    [InlineData("0a0A", TypedBallotProblem.Twice, "0A")]
    [InlineData("0l OI", TypedBallotProblem.Twice, "OI")]
    public void Half_a_number_of_a_large_paper_is_none(string text, TypedBallotProblem problem, string word)
    {
        TypedBallot read = TypedBallot.Read(text, FormOf(BallotKind.Approve), new PrintedNumbers(PaperOf(Enumerable.Range(1, 712).Select(at => $"p{at}"))));
        Assert.Null(read.Ballot);
        Assert.Equal((problem, word), (read.Problem, read.Word));
    }

    private static BallotForm FormOf(BallotKind kind) => kind switch
    {
        BallotKind.Score => BallotForm.Score(5),
        BallotKind.Points => BallotForm.Points(10),
        BallotKind.Rank => BallotForm.RankUpTo(500),
        BallotKind.Approve or BallotKind.Blank => BallotForm.ApproveUpTo(500),
    };

    private static Paper PaperOf(IEnumerable<string> ids) => Paper.Create(
        "pb.south.example/troon-2026", "Troon decides", "en", "GBP", 2, [new("main", "The pot", 1)], [], ids.Select(id => SmallPaper.Of(id, "A project", "main", 1)));
}
