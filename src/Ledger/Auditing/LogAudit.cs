using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Ledger.Auditing;

/// <summary>
/// Reads a log's entries one after another and says of each what the protocol forbids: the rules of PROTOCOL on what may
/// follow what, held against nothing but the log and its manifests. An entry with a finding changes nothing, as if it had
/// been refused, unless the check's page says otherwise (docs/formats/verify.md). Not for use by several threads at once.
/// </summary>
public sealed class LogAudit
{
    private readonly AuditFindings findings = new();
    private readonly BatchAudit batches;
    private readonly CardAudit cards;
    private readonly DayAudit day;
    private readonly OutcomeAudit outcome;

    /// <summary>An audit of a log from its first entry on.</summary>
    public LogAudit()
    {
        batches = new(findings);
        cards = new(findings, batches);
        day = new(findings);
        outcome = new(findings, cards);
    }

    /// <summary>How many entries were taken.</summary>
    public long Size { get; private set; }

    /// <summary>Whether the frozen rules allow a card to replace its ballot; null, the default, while they are not known, and then replacement is not judged.</summary>
    public bool? Replacement
    {
        get => cards.Replacement;
        set => cards.Replacement = value;
    }

    /// <summary>What was found so far, in the order of finding.</summary>
    public IReadOnlyList<AuditFinding> Findings => findings.Found;

    /// <summary>The <c>open</c> entry, which names the frozen rules and paper.</summary>
    public Placed<OpenEntry>? Opening => day.Opening;

    /// <summary>The <c>close</c> entry.</summary>
    public Placed<CloseEntry>? Close => day.Close;

    /// <summary>The <c>mix</c> entry.</summary>
    public Placed<MixEntry>? Mix => outcome.Mix;

    /// <summary>The dice, of which the entry <c>lots</c> tells.</summary>
    public Placed<DiceEntry>? Dice => outcome.Dice;

    /// <summary>The <c>proof</c> entry.</summary>
    public Placed<ProofEntry>? Proof => outcome.Proof;

    /// <summary>The <c>result</c> entry.</summary>
    public Placed<ResultEntry>? Result => outcome.Result;

    /// <summary>How many lists of the voter's pages were named: one at the opening, and one for each change.</summary>
    public int PageLists => day.PageLists;

    /// <summary>How often the openings left the service.</summary>
    public int Releases => outcome.Releases;

    /// <summary>The day's numbers so far.</summary>
    public BallotAccount Account => new()
    {
        Printed = (int)Math.Min(int.MaxValue, batches.Printed),
        Issued = day.Close is null ? day.Totals.Issued : batches.Issued?.Size ?? day.Totals.Issued,
        CheckedIn = day.Totals.CheckedIn,
        CardsUsed = cards.CardsUsed,
        Casts = cards.Casts,
        Replaced = cards.Replaced,
        Challenged = cards.Challenged,
        GivenUp = cards.GivenUp,
        CountedCards = cards.CountedCards,
        Surrendered = cards.Surrendered,
        Lost = cards.Voided(VoidReason.Lost),
        Found = cards.Voided(VoidReason.Found),
        Unused = cards.Voided(VoidReason.Unused),
        Papers = outcome.Papers,
        Corrections = outcome.Corrections,
    };

    /// <summary>Whether the manifest of some batch was not given, which before the close is right.</summary>
    public bool LacksManifests => batches.HasUnlisted;

    /// <summary>Gives a batch's manifest; before the batch's entry is taken.</summary>
    public void AddManifest(string batch, Manifest manifest) => batches.Give(batch, manifest);

    /// <summary>Gives the cards made usable, <c>issued.txt</c>; before the close is taken.</summary>
    public void AddIssued(Manifest issued) => batches.Issued = issued;

    /// <summary>The seals of the ballots that count so far, in log order.</summary>
    public IReadOnlyList<CountedSeal> CountedSeals() => [.. cards.Counted.Concat(outcome.Counted).OrderBy(seal => seal.Index)];

    /// <summary>Takes the next entry.</summary>
    /// <param name="index">Its index, which must be <see cref="Size"/>.</param>
    /// <param name="entry">The entry.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another entry comes next.</exception>
    public void Take(long index, LogEntry entry)
    {
        if (index != Size)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"Entry {Size} comes next.");
        Size++;
        var closed = day.Close is not null;
        switch (entry)
        {
            case BatchEntry batch: batches.Take(index, batch, day.Opening is not null); break;
            case ActivateEntry activate: batches.Take(index, activate, closed); break;
            case OpenEntry open: day.Take(index, open); break;
            case CastEntry cast: cards.Take(index, cast, day.Shut); break;
            case ChallengeEntry challenge: cards.Take(index, challenge, day.ShutToChallenges); break;
            case SurrenderEntry surrender: cards.Take(index, surrender, day.Shut); break;
            case VoidEntry voided: cards.Take(index, voided, closed); break;
            case CountEntry count: day.Take(index, count); break;
            case StationEntry station: day.Take(index, station); break;
            case IncidentEntry incident: day.Take(index, incident); break;
            case CloseEntry close: TakeClose(index, close); break;
            case PaperEntry paper: outcome.Take(index, paper, closed); break;
            case MixEntry mix: outcome.Take(index, mix, closed); break;
            case DiceEntry dice: outcome.Take(index, dice, closed); break;
            case ProofEntry proof: outcome.Take(index, proof, closed); break;
            case ResultEntry result: outcome.Take(index, result, closed); break;
            case ReleaseEntry release: outcome.Take(index, release); break;
            case PagesEntry pages: day.Take(index, pages); break;
            case ErasureEntry erasure: day.Take(index, erasure); break;
        }
    }

    private void TakeClose(long index, CloseEntry entry)
    {
        if (day.Take(index, entry, cards.CardsUsed))
            batches.Close(index, entry, day.Totals);
    }
}
