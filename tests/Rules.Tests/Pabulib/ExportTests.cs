using System.Text;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Tests.Pabulib.Checking;

namespace PbDecisionDay.Rules.Tests.Pabulib;

/// <summary>
/// A finished day of every ballot form and every rule gives files that Pabulib's checker has nothing against.
/// </summary>
public class ExportTests
{
    public static TheoryData<string> Forms => [.. ExportedDays.Forms.Keys];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_rule_with_this_form_gives_files_that_the_checker_passes(string form)
    {
        int days = 0;
        foreach ((string name, RuleSettings settings) in ExportedDays.Rules)
        foreach ((int pots, bool limits) in new[] { (1, false), (1, true), (2, true) })
        foreach ((int number, int blank) in new[] { (11, 0), (11, 3), (1, 0), (0, 3), (0, 0) })
        {
            if (ExportedDays.Freeze(ExportedDays.Forms[form], settings) is not { } rules)
                continue;
            Paper paper = ExportedDays.PaperOf(pots, limits);
            Ballot[] ballots = ExportedDays.BallotsOf(paper, rules.Form, number, blank, seed: ++days);
            string[] files = ExportedDays.Export(paper, rules, ballots);
            Assert.Equal(pots == 1 ? 1 : 3, files.Length);
            foreach (string file in files)
            {
                string[] errors = PabulibCheck.Errors(file);
                Assert.True(errors.Length == 0,
                    $"{name}, {pots} pots, {number} ballots and {blank} blank: {string.Join("; ", errors)}\n{file}");
            }
        }
        Assert.True(days > 100);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_is_exported_reads_as_the_same_election(string form)
    {
        BallotForm of = ExportedDays.Forms[form];
        FrozenRules rules = ExportedDays.Freeze(of, ExportedDays.Rules[of.Kind == BallotKind.Approve
            ? "most votes" : "score"])!;
        Paper paper = ExportedDays.PaperOf(1);
        Ballot[] ballots = ExportedDays.BallotsOf(paper, of, 30, 5, seed: 7);
        PabulibFile read = Read(ExportedDays.Export(paper, rules, ballots)[0]);
        Election before = Election.Of(paper, of.Kind, ballots);
        Assert.Empty(read.Warnings);
        Assert.Equal(35, read.Election.Ballots.Voters);
        foreach ((int i, Proposal proposal) in paper.Proposals.Index())
        {
            int at = read.Election.Projects.Select(project => project.Id).ToList().IndexOf(proposal.Id);
            Assert.Equal((before.Support.Votes[i], before.Support.Points[i]), (read.Election.Support.Votes[at],
                read.Election.Support.Points[at]));
        }
    }

    [Fact]
    public void Amounts_with_pence_pass_too()
    {
        foreach (RuleSettings settings in ExportedDays.Rules.Values)
        foreach (long unit in new long[] { 101, 137, 99 })
        {
            if (ExportedDays.Freeze(BallotForm.ApproveUpTo(3), settings) is not { } rules)
                continue;
            Paper paper = ExportedDays.PaperOf(1, unit: unit);
            Assert.Empty(PabulibCheck.Errors(ExportedDays.Export(paper, rules, ExportedDays.BallotsOf(paper,
                rules.Form, 40, 3, seed: (int)unit))[0]));
        }
    }

    [Fact]
    public void A_blank_ballot_is_a_list_of_nothing_and_the_least_length_is_true()
    {
        string blank = Day("exactly two", "most votes", 5, 2), none = Day("exactly two", "most votes", 5, 0);
        Assert.Contains("\n6;,\n7;,\n", blank, StringComparison.Ordinal);
        Assert.Contains("\nmin_length;0\nmax_length;2\n", blank, StringComparison.Ordinal);
        Assert.Contains("Blank ballots: 2. ", blank, StringComparison.Ordinal);
        Assert.Contains("A ballot that is not blank names 2 projects or more.", blank, StringComparison.Ordinal);
        Assert.Contains("\nmin_length;2\nmax_length;2\n", none, StringComparison.Ordinal);
        Assert.DoesNotContain("lank", none, StringComparison.Ordinal);
        Assert.Contains("\n1;,;,\n2;,;,\n", Day("points", "score", 5, 2), StringComparison.Ordinal);
        Assert.DoesNotContain("min_sum_points", Day("points", "score", 5, 2), StringComparison.Ordinal);
        Assert.Contains("\nmin_sum_points;10\nmax_sum_points;10\n", Day("points", "score", 5, 0),
            StringComparison.Ordinal);
        Assert.Contains("\nvote_type;choose-1\n", Day("choose one", "most votes", 5, 0), StringComparison.Ordinal);
        Assert.Contains("\nvote_type;approval\n", Day("choose one", "most votes", 5, 1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_above_the_number_of_projects_is_that_number() =>
        Assert.Contains("\nmax_length;8\n", Day("up to a hundred", "most votes", 9, 0), StringComparison.Ordinal);

    [Fact]
    public void Points_fall_along_a_vote_and_equal_ones_go_by_id()
    {
        FrozenRules rules = ExportedDays.Freeze(BallotForm.Score(5), ExportedDays.Rules["score"])!;
        Ballot ballot = Ballot.Score([new("p1", 2), new("p2", 5), new("p3", 0), new("p4", 5)]);
        Assert.EndsWith("\n1;p2,p4,p1,p3;5,5,2,0\n", ExportedDays.Export(ExportedDays.PaperOf(1), rules,
            [ballot])[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_pot_of_several_is_a_file_of_its_own_with_every_voter()
    {
        string[] files = Days("two in each pot", "most votes", 2, 9, 1);
        Assert.Contains("\nrule;unknown\n", files[0], StringComparison.Ordinal);
        Assert.Contains("comment;#1: This file holds 2 pots", files[0], StringComparison.Ordinal);
        Assert.DoesNotContain("subunit", files[0], StringComparison.Ordinal);
        Assert.Contains("\nsubunit;Small grants\n", files[1], StringComparison.Ordinal);
        Assert.Contains("\nsubunit;\"Large; \"\"grants\"\"\"\n", files[2], StringComparison.Ordinal);
        Assert.Contains("\nbudget;120\n", files[1], StringComparison.Ordinal);
        Assert.All(files, file => Assert.Contains("\nnum_votes;10\n", file, StringComparison.Ordinal));
        Assert.Equal(["p1", "p3", "p5", "p7"], Read(files[1]).Election.Projects.Select(project => project.Id).Order());
        Assert.All(files[1..], file => Assert.DoesNotContain("rule;unknown", file, StringComparison.Ordinal));
    }

    [Fact]
    public void A_country_that_is_not_known_is_left_out_and_a_field_is_one_line_without_space_at_its_ends()
    {
        FrozenRules rules = ExportedDays.Freeze(BallotForm.ApproveUpTo(3), new())!;
        Paper paper = ExportedDays.PaperOf(1);
        PabulibFile file = PabulibExport.Of(
            paper, rules, [], ExportedDays.Facts with { Country = "", Description = " Two\r\nlines " },
                Allocator.Allocate(Election.Of(paper, BallotKind.Approve, Array.Empty<Ballot>()), rules));
        Assert.Null(file["country"]);
        Assert.Equal("Two  lines", file["description"]);
        Assert.Contains(file.Projects, row => row.Contains("Youth café \"Den\"; two"));
    }

    [Theory]
    [InlineData("GBP", "GB")]
    [InlineData("PLN", "PL")]
    [InlineData("JPY", "JP")]
    [InlineData("EUR", null)]
    [InlineData("XOF", null)]
    [InlineData("ANG", null)]
    [InlineData("ABC", null)]
    [InlineData("", null)]
    public void A_currency_of_one_country_names_it(string currency, string? country) => Assert.Equal(country,
        Currencies.CountryOf(currency));

    private static string Day(string form, string rule, int number, int blank) => Days(form, rule, 1, number,
        blank)[0];

    private static string[] Days(string form, string rule, int pots, int number, int blank)
    {
        FrozenRules rules = ExportedDays.Freeze(ExportedDays.Forms[form], ExportedDays.Rules[rule])!;
        Paper paper = ExportedDays.PaperOf(pots);
        return ExportedDays.Export(paper, rules, ExportedDays.BallotsOf(paper, rules.Form, number, blank, seed: 3));
    }

    private static PabulibFile Read(string text) => PabulibReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
