using System.Collections.Immutable;
using System.Security.Cryptography;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Tests.Ballots;

/// <summary>
/// The decisions alone, without a host or a disk: random commands, sensible and not, in rounds of random length. What is accepted has to be a
/// log in which the ledger's audit finds nothing, with the same account; and a pending round has to say of itself what the state says after it.
/// </summary>
public sealed class RandomHistoryTests
{
    private const int Cards = 28;

    private static readonly OpeningCipher Cipher = new(RandomNumberGenerator.GetBytes(OpeningCipher.KeySize), 100);
    private static readonly ImmutableArray<DerivedCard> Deck = [.. Enumerable.Range(0, Cards).Select(_ => CardSecret.Draw().Derive(RunningBox.Origin))];
    private static readonly string[] Choices = ["blank", "approve p1", "approve p2 p3", "approve p4", "approve p1 p6", "approve p1 p2 p3 p4"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_box_accepts_keeps_to_the_protocol_and_is_counted_alike(bool replacement)
    {
        var (accepted, kinds) = (0, new HashSet<string>(StringComparer.Ordinal));
        for (var seed = 0; seed < 60; seed++)
        {
            var history = new History(new Random(seed), replacement);
            history.Play();
            history.AssertAudited();
            accepted += history.Log.Count;
            kinds.UnionWith(history.Log.Select(record => record.Entry.Kind));
        }

        Assert.True(accepted > 60 * 40, $"{accepted} entries");
        Assert.Superset(new HashSet<string>(["batch", "open", "cast", "challenge", "surrender", "void", "incident", "count", "last", "close", "paper", "result"], StringComparer.Ordinal), kinds);
    }

    private sealed class History(Random random, bool replacement)
    {
        private readonly BoxState state = new();
        private readonly FrozenRules rules = RunningBox.RulesWith(replacement);
        private readonly Dictionary<long, Opening> openings = [];
        private readonly Dictionary<(int Card, int Version), Digest> attempts = [];

        public List<BoxRecord> Log { get; } = [];

        public void Play()
        {
            var manifest = Manifest.Of(Deck.Select(card => card.Number));
            Commit(1, round => BoxDecision.AddBatch(round, new BatchEntry("a", "main", manifest.Root, manifest.Size, CardMaker.Offline), [.. manifest.Numbers]).Records);
            Commit(1, round => BoxDecision.Open(round, new OpenBox(rules.Text, RunningBox.Paper.Text), Digest.Random()).Records);
            for (var round = 0; round < 120; round++)
                Commit(random.Next(1, 6), Any);
        }

        public void AssertAudited()
        {
            var audit = new LogAudit { Replacement = replacement };
            audit.AddManifest("a", Manifest.Of(Deck.Select(card => card.Number)));
            audit.AddIssued(Manifest.Of(state.UsableCards));
            foreach (var (index, record) in Log.Index())
                audit.Take(index, record.Entry);
            // A card that cast and is named as unused is the one fraud that a box writes down and goes on.
            Assert.DoesNotContain(audit.Findings, finding => finding.Check != AuditChecks.UnusedCards);
            Assert.Equal(state.CountedIndexes, audit.CountedSeals().Select(seal => seal.Index));
            var (account, counts) = (audit.Account, state.Counts);
            Assert.Equal(
                (account.CardsUsed, account.Casts, account.Replaced, account.Challenged, account.Surrendered, account.Papers, account.CountedCards + account.Papers),
                (counts.CardsUsed, counts.Casts, counts.Replaced, counts.Challenges, counts.Surrendered, counts.Papers, counts.Ballots));
            Assert.Equal(counts.Ballots, Naive());
        }

        /// <summary>What counts, from the changes alone as the tally sees them.</summary>
        private int Naive()
        {
            var ballots = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var (_, change) in state.ChangesFrom(0).ToArray())
            {
                if (change.Removed.Length > 0) ballots[change.Removed] = ballots.GetValueOrDefault(change.Removed) - 1;
                if (change.Added.Length > 0) ballots[change.Added] = ballots.GetValueOrDefault(change.Added) + 1;
            }
            Assert.All(ballots.Values, number => Assert.True(number >= 0));
            return ballots.Values.Sum();
        }

        /// <summary>Decides a round as the writer does: each command sees what those before it did, and the state none of it.</summary>
        private void Commit(int commands, Func<PendingRound, ImmutableArray<BoxRecord>> decide)
        {
            var committed = state.Size > 0 ? Seen(state) : default;
            var round = new PendingRound(state);
            for (var command = 0; command < commands; command++)
                foreach (var record in decide(round))
                    round.Add(record);
            var foreseen = Seen(round);
            if (state.Size > 0)
                Assert.Equal(committed, Seen(state));
            foreach (var record in round.Records)
            {
                if (record.Seal is not null)
                    openings[state.Size] = record.OpenWith(Cipher, RunningBox.Origin);
                state.Apply(record);
                Log.Add(record);
            }
            foreach (var card in round.Issued)
                state.Issue(card);
            Assert.Equal(foreseen, Seen(state));
        }

        private static (long Size, BoxMilestones Milestones, BoxCounts Counts, OpenBox? Frozen, string Papers, string Cards) Seen(IBoxView box) => (
            box.Size, box.Milestones, box.Counts, box.Frozen,
            string.Join(' ', Enumerable.Range(1, 4).Select(number => box.FindPaper(new PaperSlip("hall", number)))),
            string.Join(' ', Deck.Select(card => box.Find(card.Number)!).Select(card => $"{card.LastVersion}{card.Usable}{card.Voided}{card.Counted}")));

        private ImmutableArray<BoxRecord> Any(PendingRound round)
        {
            var card = random.Next(Cards);
            return random.Next(100) switch
            {
                < 15 => Issue(round, card),
                < 55 => Cast(card) is { Request.Version: <= CardProof.LastCast } cast ? One(CastDecision.Decide(round, cast)) : [],
                < 70 => Challenge(round, card),
                < 74 => One(CastDecision.DecideSurrender(round, Request(card), random.Next(20) > 0)),
                < 77 => BoxDecision.Void(round, round.Find(Deck[card].Number), (VoidReason)random.Next(4)).Records,
                < 78 => BoxDecision.Pause(round).Records,
                < 84 => BoxDecision.Resume(round).Records,
                < 87 => BoxDecision.RecordCount(round, new CountEntry(round.Counts.Issued, round.Counts.Issued)).Records,
                < 88 when Log.Count > 40 && round.Phase != BoxPhase.Checking => BoxDecision.EndCasting(round).Records,
                < 96 when round.Phase == BoxPhase.Checking => BoxDecision.Close(round, new CountEntry(round.Counts.Issued, round.Counts.Issued), Manifest.Of(round.UsableCards).Root).Records,
                < 98 => BoxDecision.EnterPaperBallot(round, new PaperSlip("hall", random.Next(1, 5)), Ballot(), mayCorrect: true).Records,
                < 99 => BoxDecision.RecordDice(round, "12345678").Records,
                _ => random.Next(6) == 0 ? BoxDecision.RecordResult(round, Digest.Sha256("result"u8)).Records : [],
            };
        }

        private static ImmutableArray<BoxRecord> One(CastVerdict verdict) => verdict.Record is { } record ? [record] : [];

        private static ImmutableArray<BoxRecord> Issue(PendingRound round, int card)
        {
            if (BoxDecision.Issue(round, round.Find(Deck[card].Number)) == IssueResult.Issued)
                round.Issue(Deck[card].Number);
            return [];
        }

        private ImmutableArray<BoxRecord> Challenge(PendingRound round, int card)
        {
            var request = Request(card);
            var before = state.Find(request.Card)?.UseOf(request.Version - 1);
            var opening = before is { Kind: CardUseKind.Cast } cast ? openings[cast.Index] : null;
            // Mostly by the page that cast, which knows of what the attempt was made.
            if (before is not null && random.Next(5) > 0) request = request with { Attempt = before.Attempt };
            return One(CastDecision.DecideChallenge(round, request, random.Next(20) > 0, opening, random.Next(4) > 0));
        }

        private SealedBallot Ballot() =>
            SealedBallot.Of(Choices[random.Next(Choices.Length)], rules.Form, RunningBox.Paper, RunningBox.Origin, Cipher);

        private SealedCast Cast(int card) => new(Request(card), random.Next(20) > 0 ? Ballot() : null);

        /// <summary>Mostly the version that comes next, sometimes any; sometimes an attempt made before.</summary>
        private CastRequest Request(int card)
        {
            var version = random.Next(6) > 0 ? Math.Min(state.Find(Deck[card].Number)!.LastVersion + 1, 7) : random.Next(1, 8);
            if (!attempts.TryGetValue((card, version), out var attempt) || random.Next(3) > 0)
                attempts[(card, version)] = attempt = Digest.Random();
            return new CastRequest(Deck[card].Number, version, Deck[card].Proof(version), attempt);
        }
    }
}
