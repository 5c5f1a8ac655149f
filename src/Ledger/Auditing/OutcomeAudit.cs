using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;

namespace PbDecisionDay.Ledger.Auditing;

/// <summary>What follows the close: paper ballots, the mix, its dice and proof, the result.</summary>
internal sealed class OutcomeAudit(AuditFindings findings, CardAudit cards)
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

    public IEnumerable<CountedSeal> Counted => papers.Values;

    private int CountedNow => cards.CountedCards + papers.Count;

    public void Take(long index, PaperEntry entry, bool closed)
    {
        var key = (entry.Batch, entry.Number);
        var known = papers.ContainsKey(key);
        var problem =
            !closed ? "A paper ballot was keyed before the close."
            : Mix is not null ? "A paper ballot was keyed after the mix."
            : Result is not null ? "A paper ballot was keyed after the result."
            : !known && papers.Count >= cards.Surrendered ? $"More paper ballots were keyed than the {cards.Surrendered} cards surrendered."
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
        Mix = Placed<MixEntry>.At(index, entry);
    }

    public void Take(long index, DiceEntry entry, bool closed)
    {
        if (Goes(index, closed, Mix is not null, Dice is not null, "lots", "the mix"))
            Dice = Placed<DiceEntry>.At(index, entry);
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
        if (problem is null)
            Result = Placed<ResultEntry>.At(index, entry);
        else
            findings.Add(AuditChecks.Result, index, problem);
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
