using System.Text;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Tests.Pabulib;

public class PabulibReaderTests
{
    private const string Plain =
        "META\nkey;value\nbudget;100\nvote_type;approval\nnum_votes;3\nnum_projects;2\nPROJECTS\nproject_id;cost;name\na;60;One\nb/1;50;Two\nVOTES\nvoter_id;vote\n1;a\n2;b/1,a\n3;\n";

    [Fact]
    public void A_plain_file_reads()
    {
        PabulibFile file = Read(Plain);
        Assert.Equal(100, file.Election.Pots[0].Amount);
        Assert.Equal(["a", "b/1"], file.Election.Projects.Select(project => project.Id));
        Assert.Equal([2L, 1L], file.Election.Support.Votes);
        Assert.Equal(3, file.Election.Ballots.Voters);
        Assert.Empty(file.Warnings);
    }

    [Theory]
    [InlineData("\n", "\r\n")]
    [InlineData("META", "\uFEFFMETA")]
    [InlineData("3;\n", "3;\n\n\n")]
    [InlineData("budget;100", "budget;100.0")]
    [InlineData("a;60;", "a;60.0;")]
    [InlineData("One", "\"One; or \"\"Uno\"\",\nor Ein\"")]
    [InlineData("PROJECTS", "projects ")]
    [InlineData("a;60;One", "a;60")]
    [InlineData("2;b/1,a", "2;b/1, a")]
    public void A_quirk_of_real_files_changes_nothing(string part, string quirk)
    {
        PabulibFile file = Read(Plain.Replace(part, quirk, StringComparison.Ordinal));
        Assert.Equal([60L, 50L], file.Election.Projects.Select(project => project.Cost));
        Assert.Equal([2L, 1L], file.Election.Support.Votes);
        Assert.Equal(3, file.Election.Ballots.Voters);
    }

    [Fact]
    public void A_decimal_budget_makes_hundredths_the_smallest_unit()
    {
        PabulibFile file = Read(Plain.Replace("budget;100", "budget;114339.91", StringComparison.Ordinal));
        Assert.Equal((11433991, 100, 6000), (file.Election.Pots[0].Amount, file.Election.Unit, file.Election.Projects[0].Cost));
    }

    [Fact]
    public void A_repeated_id_counts_once_and_an_unknown_one_not_at_all_and_both_are_said()
    {
        PabulibFile file = Read(Plain.Replace("2;b/1,a", "2;b/1,a,b/1,zz", StringComparison.Ordinal));
        Assert.Equal([2L, 1L], file.Election.Support.Votes);
        Assert.Equal(2, file.Warnings.Length);
    }

    [Fact]
    public void A_file_whose_votes_were_not_kept_is_not_written_without_them()
    {
        Assert.Throws<ArgumentException>(() => PabulibWriter.ToText(Read(Plain)));
        PabulibFile nobody = Read(Plain.Replace("1;a\n2;b/1,a\n3;\n", "", StringComparison.Ordinal));
        Assert.EndsWith("VOTES\nvoter_id;vote\n", PabulibWriter.ToText(nobody), StringComparison.Ordinal);
    }

    [Fact]
    public void A_count_that_disagrees_is_said() => Assert.Contains("num_votes", Read(Plain.Replace("num_votes;3", "num_votes;4", StringComparison.Ordinal)).Warnings[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("META", "NOTES", 1, "the section META")]
    [InlineData("key;value", "key;worth", 2, "the column value")]
    [InlineData("budget;100", "budget;lots", 3, "'lots' is not an amount")]
    [InlineData("budget;100", "budget;-1", 3, "'-1' is not an amount")]
    [InlineData("budget;100\n", "", 1, "no budget")]
    [InlineData("budget;100", "budget;100;1", 3, "3 fields")]
    [InlineData("budget;100", "vote_type;approval", 4, "names vote_type twice")]
    [InlineData("approval", "show of hands", 4, "none of approval")]
    [InlineData("project_id;cost", "project_id;price", 8, "the column cost")]
    [InlineData("a;60;One", "a", 9, "the line has 1 fields")]
    [InlineData("b/1;50", "a;50", 10, "stands in the file twice")]
    [InlineData("a;60", "a;6O", 9, "'6O' of project a")]
    [InlineData("a;60;One", "a;60;One;1", 9, "4 fields")]
    [InlineData("1;a\n", "1;a;b\n", 13, "3 fields")]
    [InlineData("1;a\n", "1\n", 13, "1 fields")]
    [InlineData("VOTES\nvoter_id;vote\n1;a\n2;b/1,a\n3;\n", "", 11, "before the section VOTES")]
    [InlineData("One", "\"One", 9, "never closed")]
    [InlineData("voter_id;vote", "voter_id;vote;vote", 12, "named twice")]
    [InlineData("approval", "cumulative", 12, "no column points")]
    public void A_malformed_file_is_refused_with_its_line(string part, string instead, int line, string reason)
    {
        string text = Plain.Replace(part, instead, StringComparison.Ordinal);
        Assert.NotEqual(Plain, text);
        var refused = Assert.Throws<PabulibException>(() => Read(text));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal(line, refused.Line);
    }

    [Theory]
    [InlineData("5,1", "more points than projects")]
    [InlineData("", "fewer points than projects")]
    [InlineData("x", "whole numbers")]
    [InlineData("1.5", "whole numbers")]
    public void Points_that_do_not_match_their_projects_are_refused(string points, string reason)
    {
        string text = Plain.Replace("approval", "cumulative", StringComparison.Ordinal)
            .Replace("voter_id;vote\n1;a\n2;b/1,a\n3;\n", $"voter_id;vote;points\n1;a;{points}\n", StringComparison.Ordinal);
        var refused = Assert.Throws<PabulibException>(() => Read(text));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal(13, refused.Line);
    }

    [Fact]
    public void A_record_may_be_longer_than_any_buffer_and_arrive_byte_by_byte()
    {
        string name = string.Join("\n", Enumerable.Repeat("a \"\"long\"\" name;", 30_000));
        using var stream = new Trickle(Encoding.UTF8.GetBytes(Plain.Replace("One", $"\"{name}\"", StringComparison.Ordinal)));
        PabulibFile file = PabulibReader.Read(stream);
        Assert.Equal(name.Replace("\"\"", "\"", StringComparison.Ordinal), file.OfProject(0, "name"));
        Assert.Equal([2L, 1L], file.Election.Support.Votes);
    }

    [Theory]
    [InlineData("ordinal", "voter_id;vote\n1;b/1,a\n2;a,b/1\n3;b/1\n", new[] { 1L, 1L })]
    [InlineData("cumulative", "voter_id;points;vote\n1;3,2;b/1,a\n", new[] { 2L, 3L })]
    [InlineData("scoring", "voter_id;vote;points\n1;a;5.0\n", new[] { 5L, 0L })]
    public void Points_are_what_the_vote_type_makes_of_a_ballot(string type, string votes, long[] points)
    {
        string text = Plain.Replace("approval", type, StringComparison.Ordinal).Replace("voter_id;vote\n1;a\n2;b/1,a\n3;\n", votes, StringComparison.Ordinal);
        Assert.Equal(points, Read(text).Election.Support.Points);
    }

    [Fact]
    public void What_is_written_reads_as_the_same_election()
    {
        string text = Plain.Replace("One", "\"One; \"\"x\"\"\"", StringComparison.Ordinal);
        PabulibFile file = PabulibReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), new() { KeepVotes = true });
        Assert.Equal(text, PabulibWriter.ToText(file));
    }

    [Theory]
    [InlineData(";One")]
    [InlineData("\"One")]
    [InlineData("One;")]
    [InlineData("On\ne")]
    [InlineData("One")]
    [InlineData("")]
    public void A_field_is_written_so_that_it_reads_as_it_was(string name)
    {
        string quoted = "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        string text = Plain.Replace("One", quoted, StringComparison.Ordinal);
        PabulibFile file = PabulibReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), new() { KeepVotes = true });
        Assert.Equal(name, file.OfProject(0, "name"));
        Assert.Equal(name, Read(PabulibWriter.ToText(file)).OfProject(0, "name"));
    }

    private static PabulibFile Read(string text) => PabulibReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 997));
    }
}
