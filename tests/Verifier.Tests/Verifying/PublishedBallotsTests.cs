using System.Text;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Tests.Pabulib;
using PbDecisionDay.Verifier.Auditing;

namespace PbDecisionDay.Verifier.Tests.Verifying;

/// <summary>
/// The published ballots of every form, read back from the file in its first form and in the one that is written now.
/// </summary>
public sealed class PublishedBallotsTests
{
    public static TheoryData<string> Forms => [.. ExportedDays.Forms.Keys];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Ballots_of_this_form_read_back_as_they_were(string form)
    {
        foreach (int pots in new[] { 1, 2 })
        {
            (Paper paper, FrozenRules rules, Ballot[] ballots, Allocation outcome) = Day(form, pots);
            string[] sorted = [.. ballots.Select(ballot => ballot.Canonical).Order(StringComparer.Ordinal)];
            PabulibFile file = PabulibExport.Of(paper, rules, ballots, ExportedDays.Facts, outcome);
            PublishedBallots read = Read(PabulibWriter.ToText(file), paper, rules, out string? problem) ?? throw new InvalidDataException(problem);
            Assert.Equal(sorted, read.Ballots.Select(ballot => ballot.Canonical));
            Assert.Equal(pots == 1 ? 0 : 2, read.Pots.Length);
        }
    }

    [Theory]
    [InlineData("marks")]
    [InlineData("points")]
    [InlineData("up to three")]
    public void A_file_without_a_country_reads_and_prints_back(string form)
    {
        (Paper paper, FrozenRules rules, Ballot[] ballots, Allocation outcome) = Day(form, 1);
        string text = PabulibWriter.ToText(PabulibExport.Of(paper, rules, ballots,
            ExportedDays.Facts with { Country = "" }, outcome));
        Assert.DoesNotContain("country", text, StringComparison.Ordinal);
        Assert.NotNull(Read(text, paper, rules, out _));
        Assert.Null(Read(text.Replace("unit;", "units;", StringComparison.Ordinal), paper, rules, out _));
    }

    [Theory]
    [InlineData(";p1,p2;5,4\n", ";p2,p1;4,5\n")]
    [InlineData(";,;,\n", ";;\n")]
    [InlineData(";,;,\n", ";,;\n")]
    public void Another_spelling_of_the_same_marks_is_refused(string from, string to)
    {
        (Paper paper, FrozenRules rules, _, _) = Day("marks", 1);
        Ballot[] ballots = [Ballot.Score([new("p1", 5), new("p2", 4)]), Ballot.Blank];
        Allocation outcome = Allocator.Allocate(Election.Of(paper, BallotKind.Score, ballots), rules);
        string text = PabulibWriter.ToText(PabulibExport.Of(paper, rules, ballots, ExportedDays.Facts, outcome));
        Assert.NotNull(Read(text, paper, rules, out _));
        string other = text.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(text, other);
        Assert.Null(Read(other, paper, rules, out _));
    }

    private static PublishedBallots? Read(string text, Paper paper, FrozenRules rules, out string? problem) =>
        PublishedBallots.TryRead(Encoding.UTF8.GetBytes(text), paper, rules, PaperChanges.None, out PublishedBallots? published,
            out problem) ? published : null;

    private static (Paper Paper, FrozenRules Rules, Ballot[] Ballots, Allocation Outcome) Day(string form, int pots)
    {
        BallotForm of = ExportedDays.Forms[form];
        FrozenRules rules = ExportedDays.Freeze(of, ExportedDays.Rules["most votes"])!;
        Paper paper = ExportedDays.PaperOf(pots);
        Ballot[] ballots = ExportedDays.BallotsOf(paper, of, 30, 4, seed: pots);
        return (paper, rules, ballots, Allocator.Allocate(Election.Of(paper, of.Kind, ballots), rules));
    }
}
