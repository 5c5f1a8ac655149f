using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Auditing;

namespace PbDecisionDay.Verifier.Tests.Verifying;

/// <summary>The files of each pot, beside the whole day's: there, and exactly what follows from it.</summary>
public sealed class PotFilesTests
{
    [Fact]
    public void A_day_with_two_pots_holds_with_a_file_for_each()
    {
        DayFiles files = TwoPots();
        Assert.Equal(["pots/1.pb", "pots/2.pb"], files.Members.Keys.Where(name =>
            name.StartsWith(BundleNames.PotFolder, StringComparison.Ordinal)));
        AuditReport report = files.Verify(openings: true);
        Assert.True(report.Holds, report.Failing());
    }

    [Fact]
    public void A_pot_whose_file_is_missing_is_told()
    {
        DayFiles files = TwoPots();
        files.Members.Remove("pots/2.pb");
        Assert.Contains("pots/2.pb is missing", files.Refused(AuditCheck.Members).Failing(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("budget;4000", "budget;4001")]
    [InlineData("\n1;", "\n2;")]
    [InlineData("rule;", "rule;greedy-")]
    [InlineData("Troon decides", "Troon decided")]
    public void One_change_in_the_file_of_a_pot_is_found(string from, string to)
    {
        DayFiles files = TwoPots();
        files["pots/1.pb"] = files["pots/1.pb"].Replace(from, to, StringComparison.Ordinal);
        Assert.Contains("pots/1.pb, line", files.Refused(AuditCheck.Ballots).Failing(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pots/1.pb")]
    [InlineData("pots/3.pb")]
    [InlineData("pots/notes.txt")]
    public void A_file_for_a_pot_that_is_none_does_not_belong(string name)
    {
        DayFiles one = DayFiles.Good(), early = DayFiles.Of(SampleScript.SmallDay().Play()), two = TwoPots();
        byte[] content = two.Members["pots/1.pb"];
        foreach (DayFiles files in name == "pots/1.pb" ? new[] { one, early } : [one, early, two])
        {
            files.Members[name] = content;
            Assert.Contains($"{name} does not belong here", files.Refused(AuditCheck.Members).Failing(),
                StringComparison.Ordinal);
        }
    }

    private static DayFiles TwoPots()
    {
        SampleScript script = SampleScript.Day();
        script.Paper = Paper.Create(
            SampleCards.Origin, "Troon decides", "en", "GBP", 2, [new("first", "First pot", 400_000),
                new("second", "Second pot", 600_000)], [],
            script.Paper.Proposals.Select((proposal, i) => proposal with { Pot = i < 3 ? "first" : "second" }));
        return DayFiles.Of(script.Play());
    }
}
