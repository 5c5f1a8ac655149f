using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Auditing;

namespace PbDecisionDay.Verifier.Tests.Verifying;

/// <summary>Frauds by an operator who has the log's key and makes everything that follows anew: mix, proof, result, tree, checkpoints.</summary>
public sealed class CheatingOperatorTests
{
    [Fact]
    public void A_forged_proof_of_a_card() => Refused(AuditChecks.CardProofs, script => script.Alter(
        "cast-10", made => made with { Entry = (CastEntry)made.Entry with { Reveal = SampleCards.Bytes("guess") } }));

    [Fact]
    public void A_proof_of_another_version() => Refused(AuditChecks.CardProofs, script => script.Alter(
        "cast-10", made => made with { Entry = (CastEntry)made.Entry with { Reveal = SampleCards.Card(10).Proof(2) } }));

    [Fact]
    public void A_version_used_twice() => Refused(AuditChecks.CardVersions, script => script.After("cast-33", "again", day => day.Cast(10, "approve p6", version: 1)));

    [Fact]
    public void A_version_that_was_skipped() => Refused(AuditChecks.CardVersions, script => script.After("cast-33", "again", day => day.Cast(10, "approve p6", version: 3)));

    [Fact]
    public void A_cast_after_the_end_of_casting() => Refused(AuditChecks.Hours, script => script.After("last", "late", day => day.Cast(34, "approve p1")));

    [Fact]
    public void A_challenge_after_the_close() => Refused(AuditChecks.Hours, script => script.After("close", "late", day => day.Challenge(20)));

    [Fact]
    public void A_close_before_the_end_of_casting() => Refused(AuditChecks.Closing, script => script.Remove("last"));

    [Fact]
    public void A_cast_after_the_close() => Refused(AuditChecks.Hours, script => script.After("close", "late", day => day.Cast(34, "approve p1")));

    [Fact]
    public void A_cast_before_the_opening() => Refused(AuditChecks.Hours, script => script.Before("open", "early", day => day.Cast(34, "approve p1")));

    [Fact]
    public void A_cast_in_a_pause() => Refused(AuditChecks.Hours, script => script.After("pause", "paused", day => day.Cast(34, "approve p1")));

    [Fact]
    public void A_cast_with_a_card_that_is_then_voided_as_unused() => Refused(AuditChecks.UnusedCards, script => script.Before("last", "stuffed", day => day.Cast(39, "approve p1")));

    [Fact]
    public void A_cast_with_a_card_that_nobody_printed() => Refused(AuditChecks.PublishedCards, script => script.After("cast-33", "invented", day => day.Cast(99, "approve p1")));

    [Fact]
    public void A_batch_that_was_added_after_casting_had_ended() => Refused(AuditChecks.Batches, script => script.After("close", "batch-late", day => day.Batch("late", 60, 5)));

    [Fact]
    public void A_card_that_was_used_before_its_batch_was_named() => Refused(AuditChecks.PublishedCards, script =>
        script.After("cast-32", "early", day => day.Cast(61, "approve p1")).After("cast-33", "batch-late", day => day.Batch("late", 60, 5)));

    [Fact]
    public void A_card_of_a_batch_that_was_ended() => Refused(AuditChecks.SpoiltBatches, script =>
        script.After("open", "batch-late", day => day.Batch("late", 60, 5)).After("batch-late", "spoilt", _ => new SpoilEntry("late")).After("cast-33", "stuffed", day => day.Cast(61, "approve p1")));

    [Fact]
    public void Money_that_the_rules_do_not_let_change() => Refused(AuditChecks.Money, script =>
        script.After("open", "pot-up", _ => new PotEntry("main", 9_000_000, PotSource.Other, PotReason.Added)));

    [Fact]
    public void A_project_that_the_rules_do_not_let_withdraw() => Refused(AuditChecks.Withdrawals, script =>
        script.After("open", "out", _ => new WithdrawEntry("p5", WithdrawReason.Withdrawn)));

    [Fact]
    public void More_casts_than_people() => Refused(AuditChecks.CheckedIn, script => script.Replace("count-evening", day => day.Count(20)));

    [Fact]
    public void More_papers_than_cards_exchanged_for_them() => Refused(AuditChecks.Papers, script =>
        script.After("paper-2", "paper-3", day => day.EnterPaper("paper-1", 3, "approve p1")).After("paper-3", "paper-4", day => day.EnterPaper("paper-1", 4, "approve p1")));

    [Fact]
    public void A_paper_ballot_corrected_after_the_mix() => Refused(AuditChecks.Papers, script => script.After("mix", "paper-late", day => day.EnterPaper("paper-1", 2, "approve p1")));

    [Fact]
    public void A_second_roll_of_the_dice() => Refused(AuditChecks.MixOrder, script => script.After("lots", "lots-again", _ => new DiceEntry("00000000")));

    [Fact]
    public void A_second_mix() => Refused(AuditChecks.MixOrder, script => script.After("lots", "mix-again", day => day.Mix()).After("mix-again", "lots-again", _ => new DiceEntry("12345678")));

    [Fact]
    public void A_mix_that_is_answered_twice() => Refused(AuditChecks.MixOrder, script => script.After("proof", "proof-again", day => day.Prove()));

    [Fact]
    public void A_result_without_a_mix() => Refused(AuditChecks.Result, script => script.Remove("mix").Remove("lots").Remove("proof").Remove("release"));

    [Fact]
    public void A_result_before_the_proof() => Refused(AuditChecks.Result, script => script.Move("result", behind: "lots"));

    [Fact]
    public void A_second_result() => Refused(AuditChecks.Result, script => script.Add("result-again", day => day.Result()));

    [Fact]
    public void A_replaced_ballot_where_the_rules_forbid_it()
    {
        SampleScript script = SampleScript.Day(replacement: false);
        script.After("cast-33", "replace", day => day.Cast(3, "approve p6"));
        DayFiles.Of(script.Play()).Refused(AuditChecks.Replacement);
    }

    [Fact]
    public void A_challenge_that_opens_another_ballot_than_was_cast() => Refused(AuditChecks.Challenges, script => script.Alter(
        "challenge-05", made => Challenge((ChallengeEntry)made.Entry, "approve p1")));

    [Fact]
    public void Other_ballots_than_the_sealed_ones()
    {
        // Everything is consistent with the false ballots, the hash in the mix too; only the mix itself cannot follow.
        SampleScript script = SampleScript.Day();
        script.Publish = ballots => [.. ballots.Select(ballot => ballot == "blank" ? "approve p6" : ballot)];
        DayFiles files = DayFiles.Of(script.Play());
        AuditReport report = files.Refused(AuditCheck.Mix);
        Assert.Equal(Verdict.Holds, report.Check(AuditCheck.Ballots).Verdict);
        Assert.Equal(Verdict.Holds, report.Check(AuditCheck.Allocation).Verdict);
        files.Refused(AuditCheck.OpenedBallots, openings: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void One_ballot_more_or_fewer_than_the_seals(int more)
    {
        SampleScript script = SampleScript.Day();
        script.Publish = ballots => more > 0 ? [.. ballots, "approve p1"] : [.. ballots.Skip(1)];
        DayFiles.Of(script.Play()).Refused(AuditCheck.Mix);
    }

    [Fact]
    public void Rules_that_are_other_than_those_of_the_opening()
    {
        DayFiles files = DayFiles.Good();
        files[BundleNames.Rules] = FrozenRules.Create(BallotForm.ApproveUpTo(3), new() { Rule = AllocationRule.VotesPerCost }, LiveResults.Turnout, true, "en").Text;
        // Whether cards might replace their ballots is in the rules, so nothing can be said of it.
        Assert.Equal(Verdict.Unknown, files.Refused(AuditCheck.Frozen).Check(AuditChecks.Replacement).Verdict);
    }

    [Fact]
    public void A_result_whose_hash_is_not_in_the_log() => Refused(AuditCheck.Allocation, script => script.Alter("result", _ => new ResultEntry(SampleCards.Bytes("other"))));

    [Fact]
    public void A_paper_of_another_day_though_its_hash_is_in_the_log()
    {
        Paper paper = DayFiles.GoodDay.Paper;
        Paper other = Paper.Create("pb.south.example/another-day", paper.Day, paper.Language, paper.Currency, paper.MinorDigits, paper.Pots, paper.Groups, paper.Proposals);
        SampleScript script = SampleScript.Day();
        script.Alter("open", made => (OpenEntry)made.Entry with { Paper = new Digest(other.Hash.AsSpan()) });
        DayFiles files = DayFiles.Of(script.Play());
        files[BundleNames.Paper] = other.Text;
        files.Refused(AuditCheck.Frozen);
    }

    [Fact]
    public void A_result_that_the_rules_do_not_give_though_its_hash_is_in_the_log()
    {
        SampleDay day = DayFiles.GoodDay;
        string result = DayFiles.Good()[BundleNames.Result].Replace("p6", "p7", StringComparison.Ordinal);
        byte[][] entries = [.. day.Entries.Select(entry => entry is ResultEntry ? new ResultEntry(Digest.Sha256(System.Text.Encoding.UTF8.GetBytes(result))).Print() : entry.Print())];
        DayFiles files = DayFiles.Resigned(day, entries);
        files[BundleNames.Result] = result;
        Assert.Contains("should stand here", VerdictText.Says(files.Refused(AuditCheck.Allocation).Check(AuditCheck.Allocation)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_totals_day_whose_result_is_not_that_of_the_sealed_ballots()
    {
        SampleScript script = SampleScript.SmallDay();
        script.Publish = ballots => [.. ballots.Select(_ => "approve p6")];
        DayFiles.Of(script.Play()).Refused(AuditCheck.Allocation, openings: true);
    }

    [Theory]
    [InlineData("approve p1 p2 p3 p4")]
    [InlineData("approve p2 p1")]
    [InlineData("approve p9")]
    public void A_sealed_ballot_that_the_rules_do_not_allow(string ballot)
    {
        SampleScript script = SampleScript.SmallDay();
        script.Replace("cast-07", day => day.Cast(7, ballot));
        script.Publish = ballots => [.. ballots.Where(other => other != ballot)];
        DayFiles.Of(script.Play()).Refused(AuditCheck.OpenedBallots, openings: true);
    }

    private static ChallengeEntry Challenge(ChallengeEntry entry, string ballot) => new(entry.Card, entry.Version, entry.Reveal, entry.Nonce, ballot);

    private static void Refused(string check, Action<SampleScript> cheat)
    {
        SampleScript script = SampleScript.Day();
        cheat(script);
        DayFiles.Of(script.Play()).Refused(check);
    }
}
