using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Auditing;

namespace PbDecisionDay.Verifier.Tests.Verifying;

/// <summary>Days on which money changed and projects were withdrawn: the result is worked out with the changes, and both outcomes are said.</summary>
public sealed class ChangedDayTests
{
    [Fact]
    public void A_day_with_changes_holds_and_says_what_the_rules_give_with_them_and_without()
    {
        DayFiles files = DayFiles.Of(SampleScript.ChangedDay().Play());
        AuditReport report = files.Verify(openings: true);
        Assert.True(report.Holds, report.Failing());
        string says = report.Check(AuditCheck.Allocation).Says;
        Assert.Contains("changed after the paper was fixed: pot main from 1000000 to 1500000 minor units, project p5 withdrawn", says, StringComparison.Ordinal);
        Assert.Contains("; with it: ", says, StringComparison.Ordinal);
        Assert.Contains("; without it: ", says, StringComparison.Ordinal);
        Assert.Equal("1 change", report.Check(AuditChecks.Money).Says);
        Assert.Equal("3 entries", report.Check(AuditChecks.Withdrawals).Says);
        Assert.Contains("\"changes\": {", files[BundleNames.Result], StringComparison.Ordinal);
        Assert.Contains("\"withdrawn\": [\"p5\"],", files[BundleNames.Result], StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_withdraws_on_a_day_that_shows_standings()
    {
        AuditReport report = DayFiles.Of(SampleScript.ChangedDay(live: LiveResults.Standings).Play()).Verify(openings: true);
        Assert.True(report.Holds, report.Failing());
    }

    [Theory]
    [InlineData("money")]
    [InlineData("withdrawal")]
    [InlineData("all")]
    public void A_result_that_leaves_a_change_out_is_refused(string what)
    {
        SampleScript script = SampleScript.ChangedDay();
        script.Count = changes => what switch
        {
            "money" => changes with { Pots = PaperChanges.None.Pots },
            "withdrawal" => changes with { Withdrawn = PaperChanges.None.Withdrawn },
            _ => PaperChanges.None,
        };
        AuditReport report = DayFiles.Of(script.Play()).Verify(openings: true);
        Assert.False(report.Holds);
        Assert.True(report.Fails(AuditCheck.Ballots) || report.Fails(AuditCheck.Allocation), report.Failing());
    }

    [Fact]
    public void A_result_with_a_change_that_nobody_made_is_refused()
    {
        SampleScript script = SampleScript.ChangedDay();
        script.Count = changes => changes.Without("p1");
        Assert.False(DayFiles.Of(script.Play()).Verify(openings: true).Holds);
    }

    [Fact]
    public void Papers_by_dice_are_said_and_so_is_that_there_were_none()
    {
        AuditReport report = DayFiles.Of(SampleScript.PapersDay().Play()).Verify(openings: true);
        Assert.True(report.Holds, report.Failing());
        Assert.Equal("10 papers of 34 paper ballots", report.Check(AuditChecks.PaperSamples).Says);
        CheckResult none = DayFiles.Good().Verify().Check(AuditChecks.PaperSamples);
        Assert.Equal(Verdict.NotDue, none.Verdict);
        Assert.StartsWith("papers not sampled", none.Says, StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_added_after_the_opening_are_named()
    {
        SampleScript script = SampleScript.Day();
        script.After("open", "batch-late", day => day.Batch("late", 60, 5)).After("cast-33", "cast-61", day => day.Cast(61, "approve p1"));
        script.After("batch-late", "batch-failed", day => day.Batch("failed", 70, 5)).After("batch-failed", "spoilt", _ => new SpoilEntry("failed"));
        AuditReport report = DayFiles.Of(script.Play()).Verify(openings: true);
        Assert.True(report.Holds, report.Failing());
        Assert.EndsWith(", added after the opening: late, failed", report.Check(AuditChecks.Batches).Says, StringComparison.Ordinal);
        Assert.Equal("1 batch", report.Check(AuditChecks.SpoiltBatches).Says);
    }
}
