using PbDecisionDay.Ledger;
using PbDecisionDay.Verifier.Auditing;

namespace PbDecisionDay.Verifier.Tests.Verifying;

/// <summary>The sentence that a report begins or ends with.</summary>
public sealed class VerdictTextTests
{
    [Theory]
    [InlineData(1, 0, "This day does not verify: 1 check fails.")]
    [InlineData(2, 1, "This day does not verify: 2 checks fail, and 1 check cannot be told.")]
    [InlineData(0, 3, "This day does not verify: 3 checks cannot be told.")]
    [InlineData(0, 0, "Everything holds: the published result is what the sealed ballots give under the frozen rules.")]
    public void It_says_how_many_checks_fail_or_cannot_be_told(int fail, int untold, string sentence) =>
        Assert.Equal(sentence, VerdictText.Of(Report(fail, untold)));

    [Theory]
    [InlineData("--without cafe.", "cafe")]
    [InlineData("--without cafe --without home.", "cafe", "home")]
    public void It_says_how_a_log_is_accepted_that_is_left_out(string end, params string[] logs)
    {
        AuditReport report = Report(0, 0) with { LeftOut = [.. logs.Select(log => new LeftOutLog(log, "lost", 3, Accepted: false))] };
        Assert.StartsWith("Every check holds, and this day does not verify as a whole", VerdictText.Of(report), StringComparison.Ordinal);
        Assert.EndsWith(end, VerdictText.Of(report), StringComparison.Ordinal);
        Assert.StartsWith("Everything else holds", VerdictText.Of(report with { LeftOut = [.. report.LeftOut.Select(log => log with { Accepted = true })] }), StringComparison.Ordinal);
    }

    [Fact]
    public void It_promises_no_result_of_a_day_that_is_not_finished_and_tells_disputes()
    {
        AuditReport report = Report(0, 0) with { LeftOut = [new LeftOutLog("cafe", "lost", 3, Accepted: true)] };
        AuditReport unfinished = report with { Checks = [.. report.Checks, new CheckResult(9, AuditCheck.Finished, "Is it over?", Verdict.NotDue, "", [], 0)] };
        Assert.Equal("All that can be checked so far holds. The day is not finished.", VerdictText.Of(unfinished));
        Assert.EndsWith("Disputes in the log, of papers named by the dice or of the dice: 2. Ask what the statement says of them.", VerdictText.Of(Report(0, 0) with { Disputes = 2 }), StringComparison.Ordinal);
    }

    private static AuditReport Report(int fail, int untold) => new()
    {
        PublicHash = Digest.Random(),
        Checks =
        [
            .. Enumerable.Repeat(Verdict.Holds, 3).Concat(Enumerable.Repeat(Verdict.Fails, fail)).Concat(Enumerable.Repeat(Verdict.Unknown, untold))
                .Select((verdict, i) => new CheckResult(i + 1, $"check-{i}", "What is asked.", verdict, "", [], 0)),
        ],
    };
}
