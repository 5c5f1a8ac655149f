using System.Text;
using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Tests.Support.Days;

namespace PbDecisionDay.Ledger.Tests.Auditing;

/// <summary>
/// A valid log of a few hundred or thousand entries, made by drawing at random among what is allowed next. What is allowed
/// is said here a second time, in the fewest words, apart from the audit.
/// </summary>
internal sealed class RandomDay
{
    public static readonly DerivedCard[] AllCards = [.. Enumerable.Range(1, 1000).Select(SampleCards.Card)];

    private readonly Random random;
    private readonly bool replacement;
    private readonly List<Holder> holders;
    private int checkedIn;

    public RandomDay(int seed, int uses, bool replacement)
    {
        (random, this.replacement) = (new Random(seed), replacement);
        holders = [.. AllCards.Take(Math.Min(AllCards.Length, uses / 3 + 20)).Select(card => new Holder(card))];
        foreach (var (batch, part) in new[] { ("hall", holders.Take(holders.Count / 2)), ("spare", holders.Skip(holders.Count / 2)) })
        {
            Manifests[batch] = Manifest.Of(part.Select(holder => holder.Card.Number));
            Entries.Add(new BatchEntry(batch, "main", Manifests[batch].Root, Manifests[batch].Size, CardMaker.Offline));
        }
        Entries.Add(new OpenEntry(SampleCards.Bytes("rules"), SampleCards.Bytes("paper"), SampleCards.Bytes("pages"), SampleCards.Bytes("openings")));
        Entries.Add(new ActivateEntry("hall"));
        for (var i = 0; i < uses; i++)
            Next();
        End();
    }

    public List<LogEntry> Entries { get; } = [];

    public Dictionary<string, Manifest> Manifests { get; } = new(StringComparer.Ordinal);

    public Manifest Issued { get; private set; } = Manifest.Of([]);

    /// <summary>The log as it is, or altered, through the audit.</summary>
    public LogAudit Audit(IEnumerable<LogEntry> entries)
    {
        var audit = new LogAudit { Replacement = replacement };
        foreach (var (batch, manifest) in Manifests)
            audit.AddManifest(batch, manifest);
        audit.AddIssued(Issued);
        foreach (var entry in entries)
            audit.Take(audit.Size, entry);
        return audit;
    }

    private void Next()
    {
        var holder = holders[random.Next(holders.Count)];
        var (free, next, leap) = (!holder.Ended && (replacement || !holder.Counts), holder.Version + 1, random.Next(20) == 0);
        var last = leap ? 7 : next;
        switch (random.Next(12))
        {
            case 0 when holder.Counts && holder.Version < 7:
                Entries.Add(new ChallengeEntry(holder.Card.Number, ++holder.Version, holder.Card.Proof(holder.Version), holder.Nonce, "approve p1"));
                (holder.Counts, holder.Ended) = (false, holder.Version >= 6);
                break;
            case 1 when free:
                Entries.Add(new SurrenderEntry(holder.Card.Number, last, holder.Card.Proof(last)));
                (holder.Version, holder.Counts, holder.Ended, holder.Surrendered) = (last, false, true, true);
                break;
            case 2 when !holder.HasCast && !holder.Ended:
                Entries.Add(new VoidEntry(holder.Card.Number, random.Next(2) == 0 ? VoidReason.Lost : VoidReason.Found));
                holder.Ended = holder.Voided = true;
                break;
            case 3:
                Entries.AddRange(new IncidentEntry(IncidentCode.Pause), new IncidentEntry(IncidentCode.Resume));
                break;
            case 4:
                Entries.Add(new CountEntry(++checkedIn, 0));
                break;
            case > 4 when free && next < 7:
                last = leap ? 6 : next;
                holder.Nonce = SampleCards.Bytes($"nonce {Entries.Count}");
                Entries.Add(new CastEntry(holder.Card.Number, last, holder.Card.Proof(last), BallotSeal.Of(holder.Nonce.ToBytes(), Encoding.ASCII.GetBytes("approve p1"))));
                (holder.Version, holder.Counts, holder.HasCast, holder.Ended) = (last, true, true, false);
                break;
        }
    }

    private void End()
    {
        Issued = Manifest.Of(holders.Where((holder, i) => i < holders.Count / 2 || holder.Version > 0).Select(holder => holder.Card.Number));
        if (random.Next(2) == 0)
            Entries.Add(new IncidentEntry(IncidentCode.Pause));
        Entries.Add(new LastEntry());
        foreach (var holder in holders.Where(holder => holder.Counts).Take(2))
        {
            Entries.Add(new ChallengeEntry(holder.Card.Number, ++holder.Version, holder.Card.Proof(holder.Version), holder.Nonce, "approve p1"));
            (holder.Counts, holder.Ended) = (false, true);
        }
        Entries.Add(new CountEntry(checkedIn + holders.Count, Issued.Size));
        Entries.Add(new CloseEntry(Issued.Root));
        Entries.AddRange(holders.Where(holder => holder is { HasCast: false, Voided: false }).Take(3).Select(holder => new VoidEntry(holder.Card.Number, VoidReason.Unused)));
        var papers = holders.Count(holder => holder.Surrendered);
        Entries.AddRange(Enumerable.Range(1, papers * 2).Select(i => Paper(1 + random.Next(papers), i)));
        if (papers > 0)
            Entries.AddRange(Enumerable.Range(1, papers).Select(i => Paper(i, i)));
        if (papers + holders.Count(holder => holder.Counts) >= 30)
            Entries.AddRange(new MixEntry(default, new Digest[20]), new DiceEntry("12345678"), new ProofEntry(default));
        Entries.Add(new ResultEntry(SampleCards.Bytes("result")));
    }

    // In piles so small that the dice name none of them.
    private static PaperEntry Paper(int slip, int keyed) => new($"paper-{slip / 20}", 1 + slip % 20, SampleCards.Bytes($"paper {keyed}"));

    private sealed class Holder(DerivedCard card)
    {
        public DerivedCard Card => card;

        public int Version { get; set; }

        public Digest Nonce { get; set; }

        public bool Counts { get; set; }

        public bool HasCast { get; set; }

        public bool Ended { get; set; }

        public bool Voided { get; set; }

        public bool Surrendered { get; set; }
    }
}
