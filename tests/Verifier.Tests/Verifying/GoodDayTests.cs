using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Auditing;

namespace PbDecisionDay.Verifier.Tests.Verifying;

public sealed class GoodDayTests
{
    private static readonly string[] WithOpenings = [AuditCheck.Openings, AuditCheck.OpenedBallots];

    [Fact]
    public void A_log_that_is_left_out_stands_first_and_holds_only_where_that_is_accepted()
    {
        SampleScript script = SampleScript.LogsDay();
        script.Replace("join-cafe", _ => new MissingEntry("cafe", MissingReason.Damaged, 1));
        byte[] file = SampleDay.Pack(DayFiles.Of(script.Play()).Members);
        AuditReport Run(params string[] without) => Verification.Run(new() { Public = new MemoryStream(file), Without = without });
        Assert.Equal([new LeftOutLog("cafe", "damaged", 10, Accepted: false)], Run().LeftOut);
        Assert.Equal((false, false, true), (Run().Holds, Run("home").Holds, Run("home", "cafe").Holds));
        Assert.DoesNotContain(Run().Checks, check => check.Verdict is Verdict.Fails or Verdict.Unknown);
    }

    [Fact]
    public void A_result_that_hides_a_log_which_is_left_out_or_its_size_is_found()
    {
        Func<MissingLog, MissingLog?>[] lies = [_ => null, log => log with { Cards = 9 }, log => log with { Log = "home" }];
        foreach (var lie in lies)
        {
            SampleScript script = SampleScript.LogsDay();
            script.Replace("join-cafe", _ => new MissingEntry("cafe", MissingReason.Damaged, 1));
            script.LeftOut = logs => [.. logs.Select(lie).OfType<MissingLog>()];
            AuditReport report = Verification.Run(new() { Public = new MemoryStream(SampleDay.Pack(DayFiles.Of(script.Play()).Members)), Without = ["cafe"] });
            Assert.Equal([AuditCheck.Allocation], report.Checks.Where(check => check.Verdict == Verdict.Fails).Select(check => check.Name));
        }
    }

    [Fact]
    public void A_whole_day_holds_in_every_check()
    {
        SampleDay day = SampleScript.PapersDay().Play();
        AuditReport report = DayFiles.Of(day).Verify();
        Assert.True(report.Holds, report.Failing());
        Assert.Equal([.. WithOpenings, AuditCheck.Seen, AuditCheck.Witnesses], report.Checks.Where(check => check.Verdict != Verdict.Holds).Select(check => check.Name));
        Assert.All(report.Checks.Where(check => check.Verdict != Verdict.Holds), check => Assert.Equal(Verdict.NotAsked, check.Verdict));
        Assert.Equal("Troon decides", report.Day);
        Assert.Equal(day.Entries.Count, report.Checkpoint!.Size);
    }

    [Fact]
    public void With_openings_receipts_a_witness_and_the_key_nothing_is_left_unchecked()
    {
        SampleDay day = SampleScript.PapersDay().Play();
        using LogKey witness = LogKey.Generate();
        SignedNote countersigned = day.Checkpoints[1].With(witness.SignNote("observer", day.Checkpoints[1].Text));
        AuditReport report = DayFiles.Of(day).Verify(
            openings: true, key: (day.Origin, day.Key), witness: ("observer", witness.Public),
            seen: [day.Receipt(day.IndexOf("cast-07")).Print() + "\n" + countersigned.Print(), day.Receipt(day.IndexOf("challenge-05")).Print()]);
        Assert.All(report.Checks, check => Assert.Equal((check.Name, Verdict.Holds), (check.Name, check.Verdict)));
    }

    [Fact]
    public void A_day_that_forbids_replacement_holds()
    {
        AuditReport report = DayFiles.Of(SampleScript.Day(replacement: false).Play()).Verify(openings: true);
        Assert.True(report.Holds, report.Failing());
    }

    [Fact]
    public void Fewer_than_thirty_ballots_hold_only_with_the_openings()
    {
        DayFiles files = DayFiles.Of(SampleScript.SmallDay().Play());
        AuditReport without = files.Verify();
        Assert.True(without.Fails(AuditCheck.Mix));
        Assert.Contains("only the openings can show", without.Failing(), StringComparison.Ordinal);
        Assert.True(files.Verify(openings: true).Holds, files.Verify(openings: true).Failing());
    }

    [Fact]
    public void A_day_without_its_result_fails_unless_it_is_asked_for_so_far()
    {
        SampleScript script = SampleScript.Day();
        string[] names = [.. script.Steps.Select(step => step.Name)];
        foreach (string last in new[] { "cast-20", "close", "paper-2", "mix", "lots", "proof" })
        {
            SampleScript cut = SampleScript.Day();
            foreach (string name in names[(Array.IndexOf(names, last) + 1)..])
                cut.Remove(name);
            DayFiles files = DayFiles.Of(cut.Play());
            files.Refused(AuditCheck.Finished);
            AuditReport soFar = files.Verify(openings: true, soFar: true);
            Assert.True(soFar.Holds, $"{last}: {soFar.Failing()}");
            Assert.Equal(Verdict.NotDue, soFar.Check(AuditCheck.Finished).Verdict);
            Assert.Equal(Verdict.Holds, soFar.Check(AuditCheck.Openings).Verdict);
            // Whose cards they are is published after the close: nobody can ask before when a card was handed out.
            Verdict listed = last == "cast-20" ? Verdict.NotDue : Verdict.Holds;
            Assert.All([AuditChecks.Manifests, AuditChecks.PublishedCards], check => Assert.Equal(listed, soFar.Check(check).Verdict));
            Assert.Equal(last != "cast-20", files.Members.Keys.Any(name => name.StartsWith(BundleNames.ManifestFolder, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void A_finished_day_that_is_asked_for_so_far_is_checked_to_its_end()
    {
        AuditReport report = DayFiles.Good().Verify(soFar: true);
        Assert.Equal(Verdict.Holds, report.Check(AuditCheck.Finished).Verdict);
        Assert.StartsWith("Everything holds", VerdictText.Of(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_check_has_a_title_and_stands_in_the_formats_page()
    {
        Assert.Equal(AuditChecks.All, AuditCheck.All.Select(check => check.Name).Intersect(AuditChecks.All, StringComparer.Ordinal));
        string page = File.ReadAllText(Repository.Path("docs/formats/verify.md"));
        Assert.All(AuditCheck.All, check => Assert.Contains($"`{check.Name}`", page, StringComparison.Ordinal));
    }
}
