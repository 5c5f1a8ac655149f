using System.Collections.Immutable;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Auditing;

/// <summary>What follows the close: paper ballots, the mix, its dice and proof, the result.</summary>
internal sealed class OutcomeAudit(AuditFindings findings, CardAudit cards, DayAudit day, OtherLogs others)
{
    private readonly Dictionary<(string Batch, int Number), CountedSeal> papers = [];

    private readonly HashSet<ReleasedTo> released = [];

    /// <summary>How often the openings left the service.</summary>
    public int Releases => released.Count;

    public Placed<MixEntry>? Mix { get; private set; }

    public Placed<DiceEntry>? Dice { get; private set; }

    public Placed<ProofEntry>? Proof { get; private set; }

    public Placed<ResultEntry>? Result { get; private set; }

    public int Papers => papers.Count;

    public int Corrections { get; private set; }

    /// <summary>The papers that the dice name; empty where none are drawn, or before the dice.</summary>
    public ImmutableArray<PaperPlace> Drawn { get; private set; } = [];

    /// <summary>How many of them were opened.</summary>
    public int Samples { get; private set; }

    public IEnumerable<CountedSeal> Counted => papers.Values;

    /// <summary>What has ended the time in which papers may be keyed and logs joined, to follow "after"; null before that.</summary>
    public string? Ended => Mix is not null ? "mix" : Result is not null ? "result" : null;

    private int CountedNow => cards.CountedCards + papers.Count + others.Joined.Sum(log => log.Account.CountedCards);

    private int Surrendered => cards.Surrendered + others.Joined.Sum(log => log.Account.Surrendered) + others.SurrenderedOfMissing;

    public void Take(long index, PaperEntry entry, bool closed)
    {
        var key = (entry.Batch, entry.Number);
        var known = papers.ContainsKey(key);
        var problem =
            !closed ? "A paper ballot was keyed before the close."
            : Ended is { } ended ? $"A paper ballot was keyed after the {ended}."
            : !known && papers.Count >= Surrendered ? $"More paper ballots were keyed than the {Surrendered} cards surrendered."
            : null;
        if (problem is not null)
        {
            findings.Add(AuditChecks.Papers, index, problem);
            return;
        }
        if (known)
            Corrections++;
        papers[key] = new(index, entry.Seal);
    }

    public void Take(long index, MixEntry entry, bool closed)
    {
        if (!Goes(index, closed, after: true, Mix is not null, "mix", "the close"))
            return;
        if (CountedNow < MixEntry.LeastBallots)
            findings.Add(AuditChecks.MixLeast, index, $"{CountedNow} ballots were mixed, and fewer than {MixEntry.LeastBallots} may not be published.");
        CheckPeople(index);
        Mix = Placed<MixEntry>.At(index, entry);
    }

    public void Take(long index, DiceEntry entry, bool closed)
    {
        if (!Goes(index, closed, Mix is not null, Dice is not null, "lots", "the mix"))
            return;
        Dice = Placed<DiceEntry>.At(index, entry);
        Drawn = PaperDraw.Of(Mix!.Leaf, entry.Digits, papers.Keys.Select(key => new PaperPlace(key.Batch, key.Number)), CountedNow);
    }

    public void Take(long index, SampleEntry entry)
    {
        var next = Samples < Drawn.Length ? Drawn[Samples] : (PaperPlace?)null;
        var problem =
            Dice is null ? "A paper was opened before the lots."
            : Result is not null ? "A paper was opened after the result."
            : next is not { } place ? $"The dice name {Drawn.Length} papers, and another was opened."
            : place != new PaperPlace(entry.Batch, entry.Number) ? $"Paper {entry.Number} of batch {entry.Batch} was opened, and the dice name {place.Number} of batch {place.Batch} here."
            : !new Opening(entry.Nonce, entry.Ballot).Opens(papers[(entry.Batch, entry.Number)].Seal) ? $"What is said of paper {entry.Number} of batch {entry.Batch} does not open what was keyed."
            : null;
        if (problem is null)
            Samples++;
        else
            findings.Add(AuditChecks.PaperSamples, index, problem);
    }

    public void Take(long index, ProofEntry entry, bool closed)
    {
        if (Goes(index, closed, Dice is not null, Proof is not null, "proof", "the lots"))
            Proof = Placed<ProofEntry>.At(index, entry);
    }

    public void Take(long index, ResultEntry entry, bool closed)
    {
        var problem =
            !closed ? "The result stands before the close."
            : Result is not null ? $"There is a result at entry {Result.Index}."
            : Proof is null && Mix is not null ? "The result stands before the proof of the mix."
            : Proof is null && CountedNow >= MixEntry.LeastBallots ? $"{CountedNow} ballots count, and the result stands without a mix and its proof."
            : null;
        if (problem is null && Samples < Drawn.Length)
            findings.Add(AuditChecks.PaperSamples, index, $"The dice name {Drawn.Length} papers, and {Samples} of them were opened before the result.");
        if (problem is not null)
        {
            findings.Add(AuditChecks.Result, index, problem);
            return;
        }
        if (Mix is null)
            CheckPeople(index);
        Result = Placed<ResultEntry>.At(index, entry);
    }

    // Over the main and the joined logs: no more cards speak than people came.
    private void CheckPeople(long index)
    {
        others.CheckSettled(index);
        var joined = others.Joined.Select(log => log.Account).ToArray();
        var people = day.Totals.CheckedIn - cards.Voided(VoidReason.Found) + joined.Sum(log => log.CheckedIn - log.Found);
        var used = cards.CountedCards + cards.Surrendered + joined.Sum(log => log.CountedCards + log.Surrendered);
        if (people < used)
            findings.Add(AuditChecks.CheckedIn, index, $"{used} cards hold a counted ballot or were surrendered, and {people} people were checked in.");
    }

    public void Take(long index, ReleaseEntry entry)
    {
        if (Result is null)
            findings.Add(AuditChecks.Releases, index, "The openings left the service before the result.");
        else if (!released.Add(entry.To))
            findings.Add(AuditChecks.Releases, index, "That release is in the log already.");
    }

    private bool Goes(long index, bool closed, bool after, bool known, string what, string before)
    {
        var problem =
            !closed || !after ? $"The {what} stands before {before}."
            : known ? $"There is a {what} entry already."
            : Result is not null ? $"The {what} stands after the result."
            : null;
        if (problem is not null)
            findings.Add(AuditChecks.MixOrder, index, problem);
        return problem is null;
    }
}
