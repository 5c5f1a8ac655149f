using System.Collections.Immutable;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Rehearsal.Checking;
using PbDecisionDay.Rehearsal.Planning;
using PbDecisionDay.Rehearsal.Playing;

namespace PbDecisionDay.Rehearsal.Tests.Checking;

public class LogCheckTests
{
    private readonly SmallLog log = new();

    [Fact]
    public void An_honest_log_passes_every_check() => Assert.Empty(Problems(log.Copy(), log.Played()));

    [Fact]
    public void An_entry_altered_after_the_receipts_is_found()
    {
        Played played = log.Played();
        log.Entries[2] = log.FirstCastAgain();

        AssertFound(log.Copy(), played, "another root", "stands in the log 0 times");
    }

    [Fact]
    public void An_entry_altered_under_an_unaltered_checkpoint_is_found()
    {
        LogCopy honest = log.Copy();
        ImmutableArray<ReadOnlyMemory<byte>> altered = honest.Entries.SetItem(2, log.FirstCastAgain().Print());

        AssertFound(honest with { Entries = altered }, log.Played(), "has another root", "does not hold the hashes");
    }

    [Fact]
    public void Changes_of_money_and_projects_stand_in_the_log_as_they_were_made_and_where()
    {
        var changes = new PlannedChanges("pot", 110, "1");
        var (pot, withdrawn) = (new PotEntry("pot", 110, PotSource.Sponsor, PotReason.Added), new WithdrawEntry("1", WithdrawReason.Withdrawn));
        log.Entries.Insert(1, pot);
        log.Entries.Insert(4, withdrawn);
        Assert.Empty(Problems(log.Copy(), log.Played() with { Changes = changes }));

        AssertFound(log.Copy(), log.Played(), "changes money or projects, and nobody did");
        AssertFound(log.Copy(), log.Played() with { Changes = changes with { Amount = 111 } }, "a sponsor added to the pot");
        AssertFound(log.Copy(), log.Played() with { Changes = changes with { Withdrawn = "2" } }, "which project was withdrawn");
        log.Entries.Remove(pot);
        AssertFound(log.Copy(), log.Played() with { Changes = changes }, "has 1 changes of money and projects");
        log.Entries.Insert(2, pot);
        AssertFound(log.Copy(), log.Played() with { Changes = changes }, "a sponsor added to the pot");
        log.Entries.Remove(pot);
        log.Entries.Remove(withdrawn);
        log.Entries.InsertRange(1, [pot, withdrawn]);
        AssertFound(log.Copy(), log.Played() with { Changes = changes }, "which project was withdrawn");
    }

    [Fact]
    public void A_cast_that_was_dropped_is_found()
    {
        Played played = log.Played();
        log.Entries.Remove(log.FirstCast);

        AssertFound(log.Copy(), played, "with a receipt is not in the log");
    }

    [Fact]
    public void A_cast_that_nobody_made_is_found()
    {
        log.Entries.Insert(3, SmallLog.StrangersCast());

        AssertFound(log.Copy(), log.Played(), "no phone has a receipt for", "not handed out");
    }

    [Fact]
    public void A_cast_that_stands_in_the_log_twice_is_found()
    {
        log.Entries.Insert(5, log.FirstCast);

        AssertFound(log.Copy(), log.Played(), "a second time", "stands in the log 2 times", "had used or passed over");
    }

    [Fact]
    public void A_second_entry_for_a_used_version_is_found()
    {
        log.Entries.Insert(5, log.FirstCastAgain());

        AssertFound(log.Copy(), log.Played(), "no phone has a receipt for", "had used or passed over");
    }

    [Fact]
    public void Entries_in_another_order_are_found()
    {
        Played played = log.Played();
        (log.Entries[2], log.Entries[3]) = (log.Entries[3], log.Entries[2]);

        AssertFound(log.Copy(), played, "should once, at that index", "has another root");
    }

    [Fact]
    public void A_cast_after_the_close_is_found()
    {
        log.Entries.Remove(log.FirstCast);
        log.Entries.Add(log.FirstCast);

        AssertFound(log.Copy(), log.Played(), "before the open or after the end of casting");
    }

    [Fact]
    public void A_cast_by_a_lost_card_is_found()
    {
        log.Entries.Insert(3, log.LostCast());

        AssertFound(log.Copy(), log.Played(), "A lost card has cast");
    }

    [Fact]
    public void A_lost_card_that_was_not_ended_is_found()
    {
        log.Entries.RemoveAll(entry => entry is VoidEntry);

        AssertFound(log.Copy(), log.Played(), "The log ends 0 cards");
    }

    [Fact]
    public void A_cast_with_a_proof_of_another_version_is_found()
    {
        Played played = log.Played();
        CastEntry cast = log.FirstCast;
        log.Entries[2] = new CastEntry(cast.Card, 2, cast.Reveal, cast.Seal);

        AssertFound(log.Copy(), played, "does not belong to its card");
    }

    [Fact]
    public void A_voter_who_counts_twice_or_not_at_all_changes_the_number_that_counts()
    {
        int Counted() => DayInLog.Counted([.. log.Entries]);
        Assert.Equal(4, Counted());
        log.Entries.Insert(3, SmallLog.StrangersCast());
        Assert.Equal(5, Counted());
        log.Entries.RemoveAt(3);
        log.Entries.Remove(log.FirstCast);
        Assert.Equal(3, Counted());
    }

    [Fact]
    public void Other_rules_another_result_other_batches_and_another_close_are_found()
    {
        Digest other = PublishedDay.Hash("other");
        log.Entries[0] = new BatchEntry("cards", "main", other, 5, CardMaker.Offline);
        log.Entries[1] = new OpenEntry(other, other, other, other);
        log.Entries[^3] = new CountEntry(1, 9);
        log.Entries[^2] = new CloseEntry(other);
        log.Entries[^1] = new ResultEntry(other);

        AssertFound(log.Copy(), log.Played(), "other rules", "one result", "that were registered", "cards made usable", "last totals");
    }

    [Fact]
    public void A_checkpoint_of_another_key_or_another_log_is_found()
    {
        AssertFound(new SmallLog().Copy(), log.Played(), "(last) is not signed");
        AssertFound(log.Copy(), log.Played() with { Origin = "pb.south.example/other" }, "and not of pb.south.example/other");
    }

    [Fact]
    public void A_checkpoint_that_was_shown_and_is_not_in_this_history_is_found()
    {
        Played played = log.Played();
        log.Entries[3] = SmallLog.StrangersCast();

        AssertFound(log.Copy(), played, "(shown) of 4 entries has another root");
    }

    [Fact]
    public void A_log_shorter_than_a_checkpoint_is_found()
    {
        LogCopy copy = log.Copy();

        AssertFound(copy with { Entries = copy.Entries[..^1] }, log.Played(), "is of 12 entries, but the log has 11");
    }

    [Fact]
    public void An_entry_that_cannot_be_read_is_found()
    {
        LogCopy copy = log.Copy();

        AssertFound(copy with { Entries = copy.Entries.SetItem(2, "pbdd/1 nonsense\n"u8.ToArray()) }, log.Played(), "Entry 2 cannot be read");
    }

    [Fact]
    public void A_receipt_that_is_forged_misplaced_or_given_twice_is_found()
    {
        Played played = log.Played();
        CastMade first = played.Casts.First();
        Receipt misplaced = log.Sign(first.Receipt.Index + 1, first.Receipt.LeafHash);
        Receipt forged = new SmallLog().Sign(first.Receipt.Index, first.Receipt.LeafHash);

        AssertFound(log.Copy(), played with { Casts = [.. played.Casts.Skip(1), first with { Receipt = misplaced }] }, "should once, at that index");
        AssertFound(log.Copy(), played with { Casts = [.. played.Casts.Skip(1), first with { Receipt = forged }] }, "not signed by the log's key");
        AssertFound(log.Copy(), played with { Casts = [.. played.Casts, first] }, "2 receipts were given for the same entry");
        AssertFound(log.Copy(), played with { Casts = [.. played.Casts.Skip(1), first with { Card = log.LostCard }] }, "not the cast for which");
    }

    [Fact]
    public void A_challenge_is_held_against_the_one_that_was_made()
    {
        Played played = log.Played();
        CastMade cast = played.Casts.Last();
        ChallengeEntry entry = log.Challenge(cast.Ballot.Canonical), other = log.Challenge("approve 3");
        log.Entries.Insert(8, entry);
        CastMade opened = cast with { Challenge = log.Sign(8, entry.LeafHash()) };
        Played honest = played with { Casts = [.. played.Casts.SkipLast(1), opened], ShownCheckpoints = [] };

        Assert.Empty(Problems(log.Copy(), honest));
        Assert.Equal(3, DayInLog.Counted([.. log.Entries]));
        AssertFound(log.Copy(), played, "opens 1 casts, and not the 0");
        log.Entries[8] = other;
        AssertFound(log.Copy(), honest with { Casts = [.. played.Casts.SkipLast(1), cast with { Challenge = log.Sign(8, other.LeafHash()) }] }, "not the challenge for which");
    }

    [Fact]
    public void An_honest_proof_holds_and_every_other_does_not()
    {
        Played played = log.Played();
        Receipt receipt = played.Casts.First().Receipt;
        ReceiptProof proof = log.Proof(receipt);

        Assert.Null(ProofCheck.Wrong(proof, receipt, played));
        Assert.NotNull(ProofCheck.Wrong(proof with { State = "awaits-checkpoint" }, receipt, played));
        Assert.NotNull(ProofCheck.Wrong(proof with { Index = 1 }, receipt, played));
        Assert.NotNull(ProofCheck.Wrong(proof with { Proof = proof.Proof.RemoveAt(0) }, receipt, played));
        Assert.NotNull(ProofCheck.Wrong(proof with { Proof = proof.Proof.SetItem(0, "x") }, receipt, played));
        Assert.NotNull(ProofCheck.Wrong(proof with { Proof = proof.Proof.SetItem(0, receipt.LeafHash.ToString()) }, receipt, played));
        Assert.NotNull(ProofCheck.Wrong(proof with { Checkpoint = new SmallLog().Copy().Checkpoint }, receipt, played));
    }

    private static List<string> Problems(LogCopy copy, Played played) =>
    [
        .. LogCheck.Problems(copy, played, out ImmutableArray<LogEntry?> entries),
        .. ReceiptsInLog.Problems(copy, entries, played),
        .. DayInLog.Problems(entries, played),
    ];

    private static void AssertFound(LogCopy copy, Played played, params string[] sentences)
    {
        List<string> problems = Problems(copy, played);
        Assert.All(sentences, sentence => Assert.Contains(problems, problem => problem.Contains(sentence, StringComparison.Ordinal)));
    }
}
