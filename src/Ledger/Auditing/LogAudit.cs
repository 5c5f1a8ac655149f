using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Ledger.Auditing;

/// <summary>
/// Reads a log's entries one after another and says which of the rules in docs/formats/verify.md each breaks, held against nothing
/// but the log and its manifests. An entry with a finding changes nothing, as if it had been refused, unless that page says
/// otherwise. Not for use by several threads at once.
/// </summary>
public sealed class LogAudit
{
    private readonly AuditFindings findings = new();
    private readonly BatchAudit batches;
    private readonly CardAudit cards;
    private readonly DayAudit day;
    private readonly OutcomeAudit outcome;
    private readonly OtherLogs others;
    private readonly ChangeAudit changes;

    /// <summary>An audit of a log from its first entry on.</summary>
    /// <param name="name"><see cref="LogNames.Main"/>, or the name of another log of the day.</param>
    public LogAudit(string name = LogNames.Main)
    {
        Name = name;
        batches = new(findings, name);
        cards = new(findings, batches);
        day = new(findings);
        others = new(findings);
        outcome = new(findings, cards, day, others);
        changes = new(findings);
    }

    /// <summary><see cref="LogNames.Main"/>, or the name of another log of the day.</summary>
    public string Name { get; }

    /// <summary>How many entries were taken.</summary>
    public long Size { get; private set; }

    /// <summary>Whether the frozen rules allow a card to replace its ballot; null, the default, while they are not known, and then replacement is not judged.</summary>
    public bool? Replacement
    {
        get => cards.Replacement;
        set => cards.Replacement = value;
    }

    /// <summary>
    /// What the frozen rules and paper allow to be changed; null, the default, while they are not known. Changes that were taken before they
    /// are given are judged then.
    /// </summary>
    public ChangeTerms? Terms
    {
        get => changes.Terms;
        set => changes.Terms = value;
    }

    /// <summary>New totals of pots in minor units, by the pot's id: the last allowed one of each.</summary>
    public IReadOnlyDictionary<string, long> PotTotals => changes.Totals;

    /// <summary>Ids of the proposals that are withdrawn, in ordinal order.</summary>
    public IReadOnlyCollection<string> Withdrawn => changes.Withdrawn;

    /// <summary>What was found so far, in the order of finding.</summary>
    public IReadOnlyList<AuditFinding> Findings => findings.Found;

    /// <summary>The <c>open</c> entry, which names the frozen rules and paper.</summary>
    public Placed<OpenEntry>? Opening => day.Opening;

    /// <summary>The <c>last</c> entry, after which challenges alone follow until the close.</summary>
    public Placed<LastEntry>? Last => day.Last;

    /// <summary>The <c>close</c> entry.</summary>
    public Placed<CloseEntry>? Close => day.Close;

    /// <summary>The <c>mix</c> entry.</summary>
    public Placed<MixEntry>? Mix => outcome.Mix;

    /// <summary>The dice, of which the entry <c>lots</c> tells.</summary>
    public Placed<DiceEntry>? Dice => outcome.Dice;

    /// <summary>The papers that the dice name, in the order drawn; empty where none are drawn, or before the dice.</summary>
    public IReadOnlyList<PaperPlace> DrawnPapers => outcome.Drawn;

    /// <summary>The <c>proof</c> entry.</summary>
    public Placed<ProofEntry>? Proof => outcome.Proof;

    /// <summary>The <c>result</c> entry.</summary>
    public Placed<ResultEntry>? Result => outcome.Result;

    /// <summary>How many lists of the voter's pages were named: one at the opening, and one for each change.</summary>
    public int PageLists => day.PageLists;

    /// <summary>How often the openings left the service.</summary>
    public int Releases => outcome.Releases;

    /// <summary>How often somebody was told that their card had voted, over this log and those joined to it.</summary>
    public int UsedCards => day.UsedCards + others.Joined.Sum(log => log.UsedCards);

    /// <summary>How often this log's machine started anew.</summary>
    public int Restarts => day.Restarts;

    /// <summary>How often it says that a slip, or the dice, are not what stands in it.</summary>
    public int Disputes => day.Disputes;

    /// <summary>How many people a door that stayed cut off added after the close; null where none did.</summary>
    public int? LateCount => day.LateCount;

    /// <summary>The joined logs, by name.</summary>
    public IReadOnlyCollection<LogAudit> Joined => others.Joined;

    /// <summary>The logs that are left out, in log order, each with the number of cards that vote there.</summary>
    public IReadOnlyList<(MissingEntry Entry, int Cards)> LeftOut => [.. others.Missing.Select(entry => (entry, batches.PrintedFor(entry.Log)))];

    /// <summary>The numbers so far of the whole day: of this log and those joined to it.</summary>
    public BallotAccount DayAccount => others.Joined.Aggregate(Account, (sum, log) => sum + log.Account);

    /// <summary>This log's numbers so far.</summary>
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
        Exchanged = cards.Voided(VoidReason.Challenged),
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

    /// <summary>Gives a batch that the main log names for this one; before this log's first entry is taken.</summary>
    public void Allot(BatchEntry batch) => batches.Allot(batch);

    /// <summary>Gives another log of the day that was read to its end; before the <c>join</c> that names it is taken.</summary>
    /// <param name="log">Its audit.</param>
    /// <param name="tree">Its tree.</param>
    public void AddLog(LogAudit log, MerkleTree tree) => others.Give(log.Name, log, tree);

    /// <summary>The seals of the ballots that count so far, in log order.</summary>
    public IReadOnlyList<CountedSeal> CountedSeals() =>
        [.. cards.Counted.Concat(outcome.Counted).OrderBy(seal => seal.Index).Select(seal => seal with { Log = Name })];

    /// <summary>The seals of the ballots that count in the whole day: this log's, then those of the joined logs by name.</summary>
    public IReadOnlyList<CountedSeal> DayCountedSeals() => [.. CountedSeals(), .. others.Counted];

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
        if (Name != LogNames.Main && !MayStandInAnother(entry))
        {
            findings.Add(AuditChecks.Logs, index, $"An entry '{entry.Kind}' stands in the main log alone.");
            return;
        }
        switch (entry)
        {
            case AnnounceEntry announce: others.Take(index, announce, closed); break;
            case BatchEntry batch: batches.Take(index, batch, day.Ended, batch.Log == Name || others.IsAnnounced(batch.Log)); break;
            case SpoilEntry spoil: batches.Take(index, spoil, day.Ended); break;
            case ActivateEntry activate: batches.Take(index, activate, day.Ended); break;
            case OpenEntry open: day.Take(index, open); break;
            case CastEntry cast: cards.Take(index, cast, day.Shut); break;
            case ChallengeEntry challenge: cards.Take(index, challenge, day.ShutToChallenges); break;
            case SurrenderEntry surrender: cards.Take(index, surrender, day.Shut); break;
            case VoidEntry voided: cards.Take(index, voided, day.Ended, closed); break;
            case CountEntry count: day.Take(index, count, mayBeLate: Name == LogNames.Main && outcome.Ended is null); break;
            case StationEntry station: day.Take(index, station); break;
            case IncidentEntry incident: day.Take(index, incident); break;
            case LastEntry last: day.Take(index, last); break;
            case CloseEntry close: TakeClose(index, close); break;
            case JoinEntry join: others.Take(index, join, closed, outcome.Ended); break;
            case MissingEntry missing: others.Take(index, missing, closed, outcome.Ended, batches.PrintedFor(missing.Log)); break;
            case PaperEntry paper: outcome.Take(index, paper, closed); break;
            case PotEntry or WithdrawEntry: changes.Take(index, entry, Moment); break;
            case MixEntry mix: outcome.Take(index, mix, closed); break;
            case DiceEntry dice: outcome.Take(index, dice, closed); break;
            case SampleEntry sample: outcome.Take(index, sample); break;
            case ProofEntry proof: outcome.Take(index, proof, closed); break;
            case ResultEntry result: outcome.Take(index, result, closed); break;
            case ReleaseEntry release: outcome.Take(index, release); break;
            case PagesEntry pages: day.Take(index, pages); break;
            case ErasureEntry erasure: day.Take(index, erasure); break;
        }
    }

    private ChangeMoment Moment => new(day.Opening is not null, day.Ended, outcome.Mix is not null || outcome.Result is not null);

    private void TakeClose(long index, CloseEntry entry)
    {
        if (day.Take(index, entry))
            batches.Close(index, entry, day.Totals);
    }

    private static bool MayStandInAnother(LogEntry entry) => entry is
        OpenEntry or ActivateEntry or CastEntry or ChallengeEntry or SurrenderEntry or VoidEntry { Reason: not VoidReason.Unused }
        or CountEntry or StationEntry or IncidentEntry or LastEntry or CloseEntry;
}
