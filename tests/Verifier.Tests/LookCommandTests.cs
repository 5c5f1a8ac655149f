using System.Globalization;
using System.Text;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Rules.Papers;
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
        Assert.Contains("votes that count by card, when they could still be changed: ", output, StringComparison.Ordinal);
        Assert.Contains("No entry says at which kiosk or door it was made.", output, StringComparison.Ordinal);
        Assert.Contains("It has other projects: nothing is said of pots and places.", output, StringComparison.Ordinal);
        Assert.Contains("there 300 to 399. So far apart are fewer than 1 in 100", output, StringComparison.Ordinal);
        Assert.Equal(output, Tools.Pbdd("look", zip, "--beside", other).Output);
    }

    [Fact]
    public void A_rehearsal_of_the_same_paper_stands_beside_each_place_and_batches_are_told_in_counts()
    {
        DayFiles good = DayFiles.Good();
        string zip = _folder.Write("public.zip", SampleDay.Pack(good.Members)), same = _folder.Write("rehearsal.pb", Encoding.UTF8.GetString(good.Members[BundleNames.Ballots]));

        var (exit, output, error) = Tools.Pbdd("look", zip, "--beside", same);

        Assert.Equal((0, ""), (exit, error));
        // The same ballots twice: each line that stands beside another says the same of both.
        string[] beside = [.. output[output.IndexOf("Beside ", StringComparison.Ordinal)..].Split('\n').Where(line => line.Contains(": here ", StringComparison.Ordinal))];
        Assert.Contains(beside, line => line.StartsWith("  place 1, ", StringComparison.Ordinal));
        Assert.All(beside, line => Assert.Matches("here (.+), there \\1$", line.TrimEnd()));
        // Each place is told as the ballots have it, or not exactly.
        string[] votes = [.. Encoding.UTF8.GetString(good.Members[BundleNames.Ballots]).Split("VOTES\n")[1].Split('\n').Skip(1).Where(line => line.Length > 0)];
        Assert.True(Paper.TryParse(Encoding.UTF8.GetString(good.Members[BundleNames.Paper]), out Paper? paper, out _));
        foreach (Proposal proposal in paper!.Proposals)
        {
            int named = votes.Count(line => line.Split(';')[1].Split(',').Contains(proposal.Id, StringComparer.Ordinal));
            string told = output.Split('\n').First(line => line.StartsWith("  place ", StringComparison.Ordinal) && line.Contains($", {proposal.Title}: ", StringComparison.Ordinal)).Split(": ")[^1].Trim();
            Assert.True(int.TryParse(told, CultureInfo.InvariantCulture, out int number) ? number == named && named >= 10 : told is "not told" || told.Contains(" than ", StringComparison.Ordinal), $"{told} of {named}");
        }
        foreach (string manifest in good.Members.Keys.Where(name => name.StartsWith(BundleNames.ManifestFolder, StringComparison.Ordinal)))
            Assert.True(
                output.Contains($"  batch of cards {Path.GetFileNameWithoutExtension(manifest)}: handed out ", StringComparison.Ordinal)
                || !Encoding.UTF8.GetString(good.Members[manifest]).Split('\n').Any(card => card.Length > 0 && Encoding.UTF8.GetString(good.Members[BundleNames.Issued]).Contains(card, StringComparison.Ordinal)));
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
