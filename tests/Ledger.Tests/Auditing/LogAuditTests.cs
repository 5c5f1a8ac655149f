using System.Text.RegularExpressions;
using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Tests.Support.Days;

namespace PbDecisionDay.Ledger.Tests.Auditing;

public partial class LogAuditTests
{
    [Fact]
    public void Each_broken_rule_is_found_by_its_check_at_its_entry_and_by_no_other()
    {
        foreach (var one in RuleCases.All)
        {
            var script = one.Day();
            one.Alter(script);
            var day = script.Play();
            var findings = day.Audit().Findings;
            Assert.All(findings, finding => Assert.Matches(@"\A[A-Z0-9].*\.\z", finding.Reason));
            Assert.True(findings is [var found] && found.Check == one.Check && found.Entry == day.IndexOf(one.Step) && found.Reason.Contains(one.Says, StringComparison.Ordinal),
                $"{one.Check} at {one.Step} ('{one.Says}'), entry {day.IndexOf(one.Step)}, was to be found, and not: {string.Join("; ", findings)}");
        }
    }

    [Fact]
    public void Every_check_finds_something_in_these_tests()
    {
        // Those that need more than a script stand below.
        Assert.Equal(AuditChecks.All.Order(StringComparer.Ordinal), RuleCases.All.Select(one => one.Check).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_of_checks_begins_with_them_in_the_order_of_a_report()
    {
        var page = File.ReadAllText(Path.Combine(Vectors.Root, "docs", "formats", "verify.md"));
        Assert.Equal(AuditChecks.All, Row().Matches(page).Select(row => row.Groups["name"].Value).Take(AuditChecks.All.Count));
    }

    [Fact]
    public void A_missing_manifest_is_found_and_so_are_the_cards_that_nobody_can_look_up()
    {
        var day = SampleScript.Day().Play();
        var audit = new LogAudit();
        audit.AddManifest("hall", day.Manifests["hall"]);
        audit.AddIssued(day.Issued);
        var findings = day.Audit(audit).Findings;
        Assert.Equal(
            [(AuditChecks.Manifests, day.IndexOf("batch-spare")), (AuditChecks.PublishedCards, day.IndexOf("cast-41")), (AuditChecks.PublishedCards, day.IndexOf("cast-42")), (AuditChecks.Issued, day.IndexOf("close"))],
            findings.Select(finding => (finding.Check, finding.Entry!.Value)));
    }

    [Fact]
    public void Before_the_close_no_manifest_is_missed_and_each_card_is_followed_all_the_same()
    {
        var day = SampleScript.Day().Play();
        var open = day.Entries.TakeWhile(entry => entry is not LastEntry).ToArray();
        var (without, with) = (new LogAudit(), new LogAudit());
        foreach (var (batch, manifest) in day.Manifests)
            with.AddManifest(batch, manifest);
        foreach (var (index, entry) in open.Index())
        {
            without.Take(index, entry);
            with.Take(index, entry);
        }
        Assert.Empty(without.Findings);
        Assert.Equal((true, false), (without.LacksManifests, with.LacksManifests));
        Assert.Equal(with.Account, without.Account);
        Assert.Equal(with.CountedSeals(), without.CountedSeals());

        // A card that goes on after its end is found without a manifest too.
        var again = open.OfType<SurrenderEntry>().First();
        without.Take(open.Length, again);
        Assert.Equal(AuditChecks.RepeatedEntries, Assert.Single(without.Findings).Check);
    }

    [Fact]
    public void A_missing_list_of_cards_made_usable_is_found_at_the_close()
    {
        var day = SampleScript.Day().Play();
        var finding = Assert.Single(Given(day, null).Findings);
        Assert.Equal((AuditChecks.Issued, day.IndexOf("close"), "The list issued.txt is missing."), (finding.Check, finding.Entry, finding.Reason));
    }

    [Fact]
    public void A_list_of_cards_made_usable_has_all_of_an_active_batch_and_none_that_was_not_printed()
    {
        var stranger = SampleCards.Card(99).Number;
        var idle = SampleCards.Card(40).Number;
        var listed = SampleScript.Day().Play().Issued.Numbers;
        // Closed over another list, so that the root is that list's.
        var finding = Assert.Single(Closed([.. listed.Where(number => number != idle), SampleCards.Card(45).Number]));
        Assert.Equal(AuditChecks.Issued, finding.Check);
        Assert.Contains($"{ShortNumber.Of(idle)} was made usable with its batch", finding.Reason, StringComparison.Ordinal);
        finding = Assert.Single(Closed([.. listed, stranger], 43));
        Assert.Equal(AuditChecks.Issued, finding.Check);
        Assert.Contains($"{ShortNumber.Of(stranger)} in issued.txt is in no batch", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_rules_are_not_known_replacement_is_not_judged()
    {
        var day = SampleScript.Day().Play();
        Assert.Empty(Given(day, day.Issued).Findings);
        var strict = Given(day, day.Issued, replacement: false).Findings;
        Assert.Equal([day.IndexOf("replace-03"), day.IndexOf("kiosk-04"), day.IndexOf("surrender-06")], strict.Select(finding => finding.Entry!.Value));
        Assert.All(strict, finding => Assert.Equal(AuditChecks.Replacement, finding.Check));
    }

    [Fact]
    public void Where_replacement_is_forbidden_a_challenged_cast_may_be_followed_by_another_or_a_surrender() => Assert.Empty(
        SampleScript.Day(replacement: false)
            .After("cast-20", "challenge", day => day.Challenge(20)).After("challenge", "surrender", day => day.Surrender(20))
            .After("cast-21", "challenge-21", day => day.Challenge(21)).After("challenge-21", "recast", day => day.Cast(21, "blank", 6))
            .Play().Audit().Findings);

    [Fact]
    public void The_seventh_version_opens_or_surrenders_a_cast_of_the_sixth()
    {
        Assert.Empty(SixCasts().Before("pause", "opened", day => day.Challenge(20)).Play().Audit().Findings);
        Assert.Empty(SixCasts().Before("pause", "given-up", day => day.Surrender(20)).Play().Audit().Findings);
        Assert.Empty(SampleScript.Day().After("kiosk-04", "opened", day => day.Challenge(4)).Play().Audit().Findings);
        Assert.Empty(SampleScript.Day().After("cast-20", "given-up", day => day.Surrender(20, 7)).Play().Audit().Findings);
    }

    [Fact]
    public void A_card_that_a_challenge_left_no_cast_is_exchanged()
    {
        var exchanged = SixCasts().Before("pause", "opened", day => day.Challenge(20)).After("opened", "exchanged", day => day.Void(20, VoidReason.Challenged)).Play().Audit();
        Assert.Empty(exchanged.Findings);
        Assert.Equal(1, exchanged.Account.Exchanged);
    }

    [Fact]
    public void No_entry_casts_with_the_seventh_version() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CastEntry(SampleCards.Card(1).Number, 7, SampleCards.Card(1).Proof(7), default));

    [Fact]
    public void A_cast_may_be_opened_between_the_end_of_casting_and_the_close()
    {
        var account = SampleScript.Day().After("last", "opened-20", day => day.Challenge(20)).After("opened-20", "opened-04", day => day.Challenge(4)).Play().Audit();
        Assert.Empty(account.Findings);
        Assert.Equal((3, 32), (account.Account.Challenged, account.Account.CountedCards));
    }

    [Fact]
    public void A_cast_may_be_opened_in_a_pause() =>
        Assert.Empty(SampleScript.Day().Move("challenge-05", "pause").Play().Audit().Findings);

    [Fact]
    public void A_day_may_close_in_a_pause_and_a_station_be_paired_anew() => Assert.Empty(
        SampleScript.Day().Before("last", "pause-2", _ => new IncidentEntry(IncidentCode.Pause))
            .Add("again", _ => new StationEntry(SampleCards.Bytes("station"), StationRole.Door, StationChange.Paired))
            .Add("dispute", _ => new IncidentEntry(IncidentCode.Dispute)).Play().Audit().Findings);

    [Fact]
    public void Totals_may_stand_and_as_many_people_as_cards_used_are_enough() => Assert.Empty(
        SampleScript.Day().After("count-morning", "same", day => day.Count(12)).Replace("count-evening", day => day.Count(38)).Play().Audit().Findings);

    [Fact]
    public void A_door_that_stayed_cut_off_adds_its_people_after_the_close_of_the_main_log_alone()
    {
        var audit = SampleScript.Day().Replace("count-evening", day => day.Count(30)).After("close", "late", day => day.Count(38)).Play().Audit();
        Assert.Empty(audit.Findings);
        Assert.Equal((8, 38), (audit.LateCount, audit.Account.CheckedIn));

        var script = SampleScript.LogsDay();
        script.Before("join-home", "dispute", day =>
        {
            day.Others["cafe"].Alter = entries => entries.Append(new CountEntry(11, 10));
            return new IncidentEntry(IncidentCode.Dispute);
        });
        var late = Assert.Single(script.Play().Others["cafe"].Audit(script.Play()).Findings);
        Assert.Equal((AuditChecks.Totals, "The totals were changed after the close."), (late.Check, late.Reason));
    }

    [Fact]
    public void Thirty_ballots_are_mixed_and_twenty_nine_are_not()
    {
        Assert.Empty(WithCounted(30).Play().Audit().Findings);
        Assert.Equal([(AuditChecks.MixLeast, "29 ballots were mixed, and fewer than 30 may not be published.")], WithCounted(29).Play().Audit().Findings.Select(finding => (finding.Check, finding.Reason)));
        Assert.Equal([AuditChecks.Result], WithCounted(30).Remove("mix").Remove("lots").Remove("proof").Remove("release").Play().Audit().Findings.Select(finding => finding.Check));
        Assert.Empty(WithCounted(29).Remove("mix").Remove("lots").Remove("proof").Play().Audit().Findings);
    }

    [Fact]
    public void Before_the_close_the_cards_made_usable_are_those_of_the_last_total()
    {
        var day = SampleScript.Day().Play();
        var audit = new LogAudit();
        audit.AddManifest("hall", day.Manifests["hall"]);
        audit.AddManifest("spare", day.Manifests["spare"]);
        audit.AddIssued(day.Issued);
        for (var i = 0; i <= day.IndexOf("cast-20"); i++)
            audit.Take(i, day.Entries[i]);
        Assert.Equal((40, 12, 20, 20), (audit.Account.Issued, audit.Account.CheckedIn, audit.Account.CardsUsed, audit.Account.Counted));
        Assert.Equal(20, audit.CountedSeals().Count);
    }

    [Fact]
    public void An_entry_at_fault_changes_nothing()
    {
        var honest = SampleScript.Day().Play().Audit();
        var lying = SampleScript.Day().After("cast-20", "again", day => day.Cast(20, "blank", 3)).After("surrender-36", "more", day => day.Surrender(36, 5)).Play().Audit();
        Assert.Equal(2, lying.Findings.Count);
        Assert.Equal(honest.Account, lying.Account);
        Assert.Equal(honest.CountedSeals().Select(one => one.Seal), lying.CountedSeals().Select(one => one.Seal));
    }

    [Fact]
    public void The_frozen_entries_are_given_with_their_places()
    {
        var day = SampleScript.Day().Play();
        var audit = day.Audit();
        Assert.Equal((day.IndexOf("open"), day.Entries[(int)day.IndexOf("open")]), (audit.Opening!.Index, audit.Opening.Entry));
        Assert.Equal((day.IndexOf("close"), day.Entries[(int)day.IndexOf("close")]), (audit.Close!.Index, audit.Close.Entry));
        Assert.Equal((day.IndexOf("mix"), day.Tree.Leaf(day.IndexOf("mix"))), (audit.Mix!.Index, audit.Mix.Leaf));
        Assert.Equal((day.IndexOf("lots"), SampleScript.Digits), (audit.Dice!.Index, audit.Dice.Entry.Digits));
        Assert.Equal((day.IndexOf("proof"), day.IndexOf("result")), (audit.Proof!.Index, audit.Result!.Index));
        Assert.Equal(day.Entries.Count, audit.Size);
    }

    [Fact]
    public void Entries_are_taken_in_their_order_alone()
    {
        var audit = new LogAudit();
        Assert.Throws<ArgumentOutOfRangeException>(() => audit.Take(1, new IncidentEntry(IncidentCode.Dispute)));
        audit.Take(0, new IncidentEntry(IncidentCode.Dispute));
        Assert.Throws<ArgumentOutOfRangeException>(() => audit.Take(0, new IncidentEntry(IncidentCode.Dispute)));
    }

    private static SampleScript WithCounted(int ballots)
    {
        var script = SampleScript.Day();
        for (var card = 20; card < 20 + 36 - ballots; card++)
            script.Remove($"cast-{card}");
        return script;
    }

    private static SampleScript SixCasts()
    {
        var script = SampleScript.Day();
        for (var version = 2; version <= 6; version++)
            script.Before("pause", $"cast-20-{version}", day => day.Cast(20, "blank"));
        return script;
    }

    private static LogAudit Given(SampleDay day, Manifest? issued, bool? replacement = null)
    {
        var audit = new LogAudit { Replacement = replacement };
        foreach (var (batch, manifest) in day.Manifests)
            audit.AddManifest(batch, manifest);
        if (issued is not null)
            audit.AddIssued(issued);
        return day.Audit(audit);
    }

    private static IReadOnlyList<AuditFinding> Closed(IEnumerable<Digest> listed, int total = 42)
    {
        var issued = Manifest.Of(listed);
        return Given(SampleScript.Day().Replace("count-evening", _ => new CountEntry(45, total)).Replace("close", _ => new CloseEntry(issued.Root)).Play(), issued).Findings;
    }

    [GeneratedRegex(@"^\| `(?<name>[a-z-]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
