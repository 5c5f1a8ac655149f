using System.Text;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;

namespace PbDecisionDay.Rules.Tests.Pabulib;

/// <summary>What other programs write: padded rows, lone carriage returns, repeated voters, default scores.</summary>
public class PabulibQuirksTests
{
    private const string Plain =
        "META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost;name\na;60;One\nb;50;Two\nVOTES\nvoter_id;vote\n1;a\n2;b,a\n3;\n";

    private const string Scores =
        "META\nkey;value\nbudget;100\nvote_type;scoring\ndefault_score;-1\nPROJECTS\nproject_id;cost\na;50\nb;60\nc;40\nVOTES\nvoter_id;vote;points\n1;a,b;1,2\n2;a;2\n3;c;0\n";

    [Theory]
    [InlineData(";")]
    [InlineData(";;")]
    [InlineData("; ;\t")]
    public void Separators_with_nothing_after_them_are_passed_over_and_said_once(string padding)
    {
        PabulibFile file = Read(Plain.Replace("\n", padding + "\n", StringComparison.Ordinal));
        Assert.Equal([2L, 1L], file.Election.Support.Votes);
        Assert.Equal(3, file.Election.Ballots.Voters);
        Assert.Equal("One", file.OfProject(0, "name"));
        Assert.Contains("separators", Assert.Single(file.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Padding_as_a_spreadsheet_gives_it_to_the_width_of_the_widest_row_reads() =>
        Assert.Equal([2L, 1L], Read(Plain.Replace("META\n", "META;;\n", StringComparison.Ordinal).Replace("key;value\n", "key;value;\n", StringComparison.Ordinal)
            .Replace("VOTES\nvoter_id;vote\n1;a\n", "VOTES;;\nvoter_id;vote;\n1;a;\n", StringComparison.Ordinal)).Election.Support.Votes);

    [Fact]
    public void A_field_too_many_that_says_something_is_still_refused() =>
        Assert.Equal(11, Assert.Throws<PabulibException>(() => Read(Plain.Replace("1;a\n", "1;a;;x\n", StringComparison.Ordinal))).Line);

    [Fact]
    public void Lines_that_end_in_carriage_returns_alone_are_lines()
    {
        PabulibFile file = Read(Plain.Replace('\n', '\r'));
        Assert.Equal([2L, 1L], file.Election.Support.Votes);
        Assert.Contains("carriage returns", Assert.Single(file.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_carriage_return_inside_a_name_changes_nothing() =>
        Assert.Equal("O\rne", Read(Plain.Replace("One", "\"O\rne\"", StringComparison.Ordinal)).OfProject(0, "name"));

    [Fact]
    public void The_line_of_an_error_is_right_where_lines_end_in_carriage_returns() =>
        Assert.Equal(11, Assert.Throws<PabulibException>(() => Read(Plain.Replace("1;a\n", "1;a;;x\n", StringComparison.Ordinal).Replace('\n', '\r'))).Line);

    [Theory]
    [InlineData("1;a\n2;a\n1;b\n", "1 on line 13 after line 11")]
    [InlineData("x;a\n2;a\nx;b\n", "x on line 13 after line 11")]
    [InlineData("1;a\n1;a\n1;b\n", "1 on line 12 after line 11; 1 on line 13 after line 11")]
    [InlineData("1;a\n1;a\n1;b\n1;b\n1;b\n1;b\n1;b\n", "after line 11, and 1 more.")]
    public void A_repeated_voter_counts_each_time_and_the_lines_are_named(string votes, string said)
    {
        PabulibFile file = Read(Plain.Replace("1;a\n2;b,a\n3;\n", votes, StringComparison.Ordinal));
        Assert.Equal(votes.Count(sign => sign == '\n'), file.Election.Ballots.Voters);
        string warning = Assert.Single(file.Warnings);
        Assert.Contains("every line counts", warning, StringComparison.Ordinal);
        Assert.Contains(said, warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1;a\n01;a\n")]
    [InlineData(";a\n;a\n")]
    [InlineData("1;a\n1.0;b\n")]
    [InlineData("9223372036854775808;a\n9223372036854775809;b\n")]
    public void Unlike_ids_and_missing_ones_are_nobodys_second_ballot(string votes) =>
        Assert.Empty(Read(Plain.Replace("1;a\n2;b,a\n3;\n", votes, StringComparison.Ordinal)).Warnings);

    [Fact]
    public void What_a_ballot_does_not_name_has_the_default_score()
    {
        PabulibFile file = Read(Scores);
        Assert.Equal([2L, 0L, -2L], file.Election.Support.Points);
        Assert.Equal([2L, 1L, 1L], file.Election.Support.Votes);
        Assert.Contains("default_score", Assert.Single(file.Warnings), StringComparison.Ordinal);
        Assert.Equal(3, file.Election.Support.Marks(2));
    }

    [Theory]
    [InlineData("default_score;0", new[] { 3L, 2L, 0L })]
    [InlineData("default_score; 2 ", new[] { 5L, 6L, 4L })]
    [InlineData("defaultscore;-1", new[] { 3L, 2L, 0L })]
    public void A_default_score_of_nothing_changes_no_sum(string line, long[] points) =>
        Assert.Equal(points, Read(Scores.Replace("default_score;-1", line, StringComparison.Ordinal)).Election.Support.Points);

    [Theory]
    [InlineData("x")]
    [InlineData("0.5")]
    [InlineData("99999999999")]
    [InlineData("1000001")]
    [InlineData("-1000001")]
    public void A_default_score_that_is_no_whole_number_is_refused(string score) =>
        Assert.Contains("default_score", Assert.Throws<PabulibException>(() => Read(Scores.Replace("-1", score, StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(Ballot.MaxValue)]
    [InlineData(-Ballot.MaxValue)]
    public void A_default_score_goes_as_far_as_a_mark(int score) => Assert.Equal(
        score,
        Read(Scores.Replace("default_score;-1", $"default_score;{score}", StringComparison.Ordinal)).Election.DefaultScore);

    [Theory]
    [InlineData("3;c;0\n", "3;,;,\n")]
    [InlineData("3;c;0\n", "3;;\n")]
    [InlineData("2;a;2\n3;c;0\n", "2;a,;2,\n3;,,;,,\n")]
    public void A_list_of_nothing_is_a_blank_ballot(string from, string to)
    {
        PabulibFile file = Read(Scores.Replace("default_score;-1\n", "", StringComparison.Ordinal).Replace(from, to, StringComparison.Ordinal));
        Assert.Equal([3L, 2L, 0L], file.Election.Support.Points);
        Assert.Equal(3, file.Election.Ballots.Voters);
        Assert.Equal(3, Read(Plain.Replace("3;\n", "3;,\n", StringComparison.Ordinal)).Election.Ballots.Voters);
    }

    [Theory]
    [InlineData("3;c;0\n", "3;c;,\n")]
    [InlineData("3;c;0\n", "3;,;,1\n")]
    [InlineData("3;c;0\n", "3;a,b;1,\n")]
    public void A_list_of_nothing_does_not_stand_for_points(string from, string to) =>
        Assert.Throws<PabulibException>(() => Read(Scores.Replace(from, to, StringComparison.Ordinal)));

    [Fact]
    public void Nobody_voted_and_the_file_reads() =>
        Assert.Equal(0, Read(Plain.Replace("1;a\n2;b,a\n3;\n", "", StringComparison.Ordinal)).Election.Ballots.Voters);

    [Theory]
    [InlineData("\"a \"\"b\"\"\"", "a \"b\"")]
    [InlineData("\"\"\"a\"\"\"", "\"a\"")]
    [InlineData("\"\"", "")]
    [InlineData("\"a\" b", "a b")]
    public void Doubled_quotation_marks_stand_for_one_at_either_end_too(string written, string name) =>
        Assert.Equal(name, Read(Plain.Replace("One", written, StringComparison.Ordinal)).OfProject(0, "name"));

    [Theory]
    [InlineData("1;\"a\"")]
    [InlineData("1;a")]
    public void The_last_record_needs_no_line_end(string last) =>
        Assert.Equal([1L, 0L], Read(Plain.Replace("1;a\n2;b,a\n3;\n", last, StringComparison.Ordinal)).Election.Support.Votes);

    [Fact]
    public void A_file_in_UTF_16_is_told_what_it_is()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Plain)];
            Assert.Contains("UTF-16", Assert.Throws<PabulibException>(() => PabulibReader.Read(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
        }
    }

    private static PabulibFile Read(string text) => PabulibReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
