using System.Globalization;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Tests.Verifying;

namespace PbDecisionDay.Verifier.Tests;

/// <summary><c>pbdd look</c>, run as a person would run it: it tells and never refuses a day that can be read.</summary>
public sealed class LookCommandTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_says_what_the_ballots_of_a_day_look_like_and_what_is_far_from_another_election()
    {
        string zip = _folder.Write("public.zip", SampleDay.Pack(DayFiles.Good().Members));
        string rows = string.Concat(Enumerable.Range(1, 400).Select(at => string.Create(CultureInfo.InvariantCulture, $"{at};{(at <= 390 ? "," : "a,b")}\n")));
        string other = _folder.Write(
            "last-year.pb",
            $"META\nkey;value\nbudget;100\nvote_type;approval\ncurrency;GBP\nnum_votes;400\nnum_projects;2\nPROJECTS\nproject_id;cost;name\na;60;Garden\nb;50;Hut\nVOTES\nvoter_id;vote\n{rows}");

        var (exit, output, error) = Tools.Pbdd("look", zip, "--beside", other);

        Assert.Equal((0, ""), (exit, error));
        Assert.StartsWith("Does this look right? ", output, StringComparison.Ordinal);
        Assert.Contains("entries of the main log: casts by card", output, StringComparison.Ordinal);
        Assert.Contains("there 390. So far apart are fewer than 1 in 100", output, StringComparison.Ordinal);
        Assert.Equal(output, Tools.Pbdd("look", zip, "--beside", other).Output);
    }

    [Fact]
    public void A_day_that_publishes_no_ballots_and_a_file_that_is_no_bundle_are_refused_with_the_reason()
    {
        string few = _folder.Write("few.zip", SampleDay.Pack(DayFiles.Of(SampleScript.SmallDay().Play()).Members));
        var (exit, _, error) = Tools.Pbdd("look", few);
        Assert.Equal(2, exit);
        Assert.Contains("it publishes no ballots", error, StringComparison.Ordinal);
        Assert.Equal(2, Tools.Pbdd("look", _folder.Write("no.zip", "no bundle")).Exit);
        Assert.Equal(2, Tools.Pbdd("look", _folder["missing.zip"]).Exit);
    }
}
