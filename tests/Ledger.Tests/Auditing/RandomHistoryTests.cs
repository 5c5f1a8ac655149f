using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Tests.Support.Days;

namespace PbDecisionDay.Ledger.Tests.Auditing;

public class RandomHistoryTests
{
    [Theory, InlineData(true), InlineData(false)]
    public void A_valid_history_has_no_findings_and_an_account_that_adds_up(bool replacement)
    {
        foreach (var (seed, uses) in new[] { (1, 4000), (2, 3000), (3, 40), (4, 0), (5, 200), (6, 200), (7, 10), (8, 10) })
        {
            var day = new RandomDay(seed, uses, replacement);
            var audit = day.Audit(day.Entries);
            Assert.True(audit.Findings.Count == 0, $"seed {seed}: {string.Join("; ", audit.Findings.Take(3))}");

            var account = audit.Account;
            Assert.Equal(account.Casts, account.Replaced + account.Challenged + account.GivenUp + account.CountedCards);
            Assert.Equal(day.Entries.OfType<CastEntry>().Count(), account.Casts);
            Assert.Equal(day.Entries.OfType<ChallengeEntry>().Count(), account.Challenged);
            Assert.Equal(day.Entries.OfType<SurrenderEntry>().Count(), account.Surrendered);
            Assert.Equal(day.Entries.OfType<VoidEntry>().Count(), account.Lost + account.Found + account.Unused);
            Assert.Equal(day.Entries.OfType<PaperEntry>().Count(), account.Papers + account.Corrections);
            Assert.True(replacement ? account.Replaced > 0 || uses < 100 : account.Replaced == 0);
            Assert.Equal(Naive(day.Entries), audit.CountedSeals());
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public void One_illegal_change_anywhere_in_a_valid_history_is_found(bool replacement)
    {
        var tried = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 0; seed < 25; seed++)
        {
            var day = new RandomDay(seed, 150, replacement);
            var random = new Random(seed);
            foreach (var (name, change) in Changes)
            {
                var altered = day.Entries.ToList();
                if (!change(altered, random))
                    continue;
                tried[name] = tried.GetValueOrDefault(name) + 1;
                Assert.True(day.Audit(altered).Findings.Count > 0, $"seed {seed}: '{name}' was not found");
            }
        }
        Assert.Equal(Changes.Keys.Order(StringComparer.Ordinal), tried.Where(one => one.Value >= 3).Select(one => one.Key).Order(StringComparer.Ordinal));
    }

    // Each makes the log illegal wherever the dice put it; false where the log has nothing to make it with.
    private static readonly Dictionary<string, Func<List<LogEntry>, Random, bool>> Changes = new(StringComparer.Ordinal)
    {
        ["a use comes again"] = (log, random) => At(log, random, IsUse, at => log.Insert(random.Next(at + 1, log.Count + 1), log[at])),
        ["a use moves behind the close"] = (log, random) => At(log, random, IsUse, at => Move(log, at, Close(log))),
        ["a cast or surrender moves behind the end of casting"] = (log, random) => At(log, random, entry => entry is CastEntry or SurrenderEntry, at => Move(log, at, Last(log))),
        ["a use moves before the opening"] = (log, random) => At(log, random, IsUse, at => Move(log, at, random.Next(3))),
        ["a use falls into a pause"] = (log, random) => At(log, random, IsUse, at => log.Insert(at, new IncidentEntry(IncidentCode.Pause))),
        ["a proof is of another card"] = (log, random) => At(log, random, IsCast, at => log[at] = (CastEntry)log[at] with { Reveal = SampleCards.Card(2000).Proof(1) }),
        ["a cast is of a card never printed"] = (log, random) => At(log, random, IsCast, at => log.Insert(at, new CastEntry(SampleCards.Card(2000).Number, 1, SampleCards.Card(2000).Proof(1), default))),
        ["a cast skips a version"] = (log, random) => At(log, random, entry => entry is CastEntry { Version: < 5 }, at => log[at] = Skipping((CastEntry)log[at])),
        ["a challenged cast is left out"] = (log, random) => At(log, random, entry => entry is ChallengeEntry, at => log.RemoveAt(log.FindIndex(entry => entry is CastEntry cast && cast.Card == ((ChallengeEntry)log[at]).Card))),
        ["a challenge opens another ballot"] = (log, random) => At(log, random, entry => entry is ChallengeEntry, at => log[at] = Saying((ChallengeEntry)log[at])),
        ["a card is voided after its cast"] = (log, random) => At(log, random, IsCast, at => log.Insert(random.Next(at + 1, log.Count + 1), new VoidEntry(((CastEntry)log[at]).Card, VoidReason.Lost))),
        ["a card that cast was never used"] = (log, random) => At(log, random, IsCast, at => log.Insert(Close(log) + 1, new VoidEntry(((CastEntry)log[at]).Card, VoidReason.Unused))),
        ["a voided card casts"] = (log, random) => At(log, random, entry => entry is VoidEntry { Reason: not VoidReason.Unused }, at => log.Insert(random.Next(at + 1, Last(log)), CastBy(((VoidEntry)log[at]).Card))),
        ["a surrendered card casts"] = (log, random) => At(log, random, entry => entry is SurrenderEntry { Version: < 5 }, at => log.Insert(at + 1, CastBy(((SurrenderEntry)log[at]).Card, ((SurrenderEntry)log[at]).Version + 1))),
        ["the opening is left out"] = (log, _) => log.RemoveAll(entry => entry is OpenEntry) == 1,
        ["the end of casting is left out"] = (log, _) => log.RemoveAll(entry => entry is LastEntry) == 1,
        ["the close is left out"] = (log, _) => log.RemoveAll(entry => entry is CloseEntry) == 1,
        ["a batch is left out"] = (log, random) => At(log, random, entry => entry is BatchEntry { Batch: "hall" }, log.RemoveAt),
        ["a step that happens once comes again"] = (log, random) => At(log, random, IsOnce, at => log.Insert(random.Next(at + 1, log.Count + 1), log[at])),
        ["the totals fall"] = (log, random) => At(log, random, entry => entry is CountEntry { CheckedIn: > 0 }, at => log.Insert(at + 1, new CountEntry(0, 0))),
        ["one paper ballot too many"] = (log, random) => At(log, random, entry => entry is PaperEntry, at => log.Insert(log.FindLastIndex(entry => entry is PaperEntry) + 1, new PaperEntry("other", 1, default))),
        ["the proof is left out"] = (log, _) => log.RemoveAll(entry => entry is ProofEntry) == 1,
        ["the lots are left out"] = (log, _) => log.RemoveAll(entry => entry is DiceEntry) == 1,
        ["the mix is left out"] = (log, _) => log.RemoveAll(entry => entry is MixEntry) == 1,
    };

    private static bool At(List<LogEntry> log, Random random, Predicate<LogEntry> which, Action<int> change)
    {
        var places = Enumerable.Range(0, log.Count).Where(i => which(log[i])).ToList();
        if (places.Count == 0)
            return false;
        change(places[random.Next(places.Count)]);
        return true;
    }

    private static bool IsUse(LogEntry entry) => entry is CastEntry or ChallengeEntry or SurrenderEntry;

    private static bool IsCast(LogEntry entry) => entry is CastEntry;

    private static bool IsOnce(LogEntry entry) => entry is BatchEntry or OpenEntry or ActivateEntry or LastEntry or CloseEntry or MixEntry or DiceEntry or ProofEntry or ResultEntry;

    private static int Last(List<LogEntry> log) => log.FindIndex(entry => entry is LastEntry);

    private static int Close(List<LogEntry> log) => log.FindIndex(entry => entry is CloseEntry);

    private static void Move(List<LogEntry> log, int from, int to)
    {
        var entry = log[from];
        log.RemoveAt(from);
        log.Insert(to, entry);
    }

    private static CastEntry CastBy(Digest card, int version = 1)
    {
        var derived = RandomDay.AllCards.First(one => one.Number == card);
        return new(card, version, derived.Proof(version), default);
    }

    private static CastEntry Skipping(CastEntry cast) => CastBy(cast.Card, cast.Version + 1) with { Seal = cast.Seal };

    private static ChallengeEntry Saying(ChallengeEntry challenge) => new(challenge.Card, challenge.Version, challenge.Reveal, challenge.Nonce, "approve p2");

    // From the end: the first entry that is seen of a card or paper number is its last.
    private static IEnumerable<CountedSeal> Naive(IReadOnlyList<LogEntry> log)
    {
        var (seen, counted) = (new HashSet<object>(), new List<CountedSeal>());
        for (var i = log.Count - 1; i >= 0; i--)
            if (log[i] is CastEntry cast && seen.Add(cast.Card))
                counted.Insert(0, new(i, cast.Seal));
            else if (log[i] is PaperEntry paper && seen.Add((paper.Batch, paper.Number)))
                counted.Insert(0, new(i, paper.Seal));
            else if (log[i] is ChallengeEntry or SurrenderEntry)
                seen.Add(log[i] is ChallengeEntry challenge ? challenge.Card : ((SurrenderEntry)log[i]).Card);
        return counted;
    }
}
