using System.Collections.Immutable;
using System.Text;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>The decisions on all commands but a card holder's: batches, opening, cards handed out and ended, pauses, totals, the count's steps. Pure, as <see cref="CastDecision"/> is.</summary>
internal static class BoxDecision
{
    public static BoxVerdict AddBatch(IBoxView box, BatchEntry entry, ImmutableArray<Digest> sorted)
    {
        // Another log's cards are listed in the main log; its own box has them allotted.
        if (!box.IsMain)
            return new(BoxResult.Invalid);
        if (box.FindBatch(entry.Batch) is { } known)
            return known.Maker == entry.Maker && known.Log == entry.Log && known.Cards.SequenceEqual(sorted) ? BoxVerdict.AlreadyDone : new(BoxResult.Conflict);
        if (box.Phase is not (BoxPhase.BeforeOpening or BoxPhase.Open or BoxPhase.Paused))
            return new(BoxResult.WrongPhase);
        if (entry.Log != BoxKey.MainLog && box.FindLog(entry.Log) is null)
            return new(BoxResult.Unknown);
        return sorted.Any(card => box.Find(ShortNumber.Of(card)) is not null)
            ? new(BoxResult.Conflict)
            : BoxVerdict.Write(new BoxRecord(entry) { Cards = sorted });
    }

    public static BoxVerdict Announce(IBoxView box, AnnounceEntry entry) =>
        box.FindLog(entry.Name) is { } known ? known.Key == entry.Key ? BoxVerdict.AlreadyDone : new(BoxResult.Conflict)
        : box.Phase == BoxPhase.Closed ? new(BoxResult.WrongPhase)
        : BoxVerdict.Write(new BoxRecord(entry));

    /// <summary>The answer where another log can be neither joined nor left out now; <c>null</c> where it can.</summary>
    public static BoxResult? BeforeSettling(IBoxView box, string log, LogState to) =>
        box.FindLog(log) is not { } known ? BoxResult.Unknown
        : known.State == to ? BoxResult.AlreadyDone
        : known.State != LogState.Announced ? BoxResult.Conflict
        : box is not { Phase: BoxPhase.Closed, Milestones: { Mix: null, Result: null } } ? BoxResult.WrongPhase
        : null;

    public static BoxVerdict Join(IBoxView box, JoinEntry entry, JoinedFigures figures) =>
        BeforeSettling(box, entry.Log, LogState.Joined) is { } answer ? new(answer) : BoxVerdict.Write(new BoxRecord(entry) { Joined = figures });

    public static BoxVerdict LeaveOut(IBoxView box, MissingEntry entry) =>
        BeforeSettling(box, entry.Log, LogState.Missing) is { } answer ? new(answer)
        // More cards than the log had would allow paper ballots that nobody could have been given.
        : entry.Surrendered > box.PrintedFor(entry.Log) ? new(BoxResult.Invalid)
        : BoxVerdict.Write(new BoxRecord(entry));

    /// <summary>A box opens once, and for good under what it was opened under first.</summary>
    public static BoxVerdict Open(IBoxView box, OpenBox command, Digest openings)
    {
        if (box.Frozen is { } frozen)
            return frozen == command ? BoxVerdict.AlreadyDone : new(BoxResult.Conflict);
        // The main box has the cards of the whole day; another log may get its own later.
        if (box.IsMain && box.Counts.Printed == 0)
            return new(BoxResult.WrongPhase);
        if (FrozenDay.Read(command)?.Allows(box.Changes) != true)
            return new(BoxResult.Conflict);
        var entry = new OpenEntry(HashOf(command.Rules), HashOf(command.Paper), HashOf(command.Pages), openings);
        return BoxVerdict.Write(new BoxRecord(entry) { Frozen = command });
    }

    public static BoxVerdict Activate(IBoxView box, string id) =>
        box.FindBatch(id) is not { Spoilt: false } batch ? new(BoxResult.Unknown)
        : batch.ForExchange ? new(BoxResult.BatchForExchange)
        : batch.Cards.Any(card => box.Find(card)!.Elsewhere) ? new(BoxResult.AnotherLog)
        : batch.Cards.All(card => box.Find(card)!.Usable) ? BoxVerdict.AlreadyDone
        : HasEnded(box) ? new(BoxResult.WrongPhase)
        : BoxVerdict.Write(new BoxRecord(new ActivateEntry(id)));

    /// <summary>A batch is ended only while none of its cards is usable or was ended: what was handed out may come back and vote.</summary>
    public static BoxVerdict Spoil(IBoxView box, string id) =>
        box.FindBatch(id) is not { } batch ? new(BoxResult.Unknown)
        : batch.Log != BoxKey.MainLog ? new(BoxResult.AnotherLog)
        : batch.Spoilt ? BoxVerdict.AlreadyDone
        : box.Phase is not (BoxPhase.BeforeOpening or BoxPhase.Open or BoxPhase.Paused) ? new(BoxResult.WrongPhase)
        : batch.Active || batch.Cards.Any(number => box.Find(number) is { Usable: true } or { Voided: true }) ? new(BoxResult.BatchInUse)
        : BoxVerdict.Write(new BoxRecord(new SpoilEntry(id)));

    public static IssueResult Issue(IBoxView box, Card? card) =>
        card is null ? IssueResult.Unknown
        : card.Elsewhere ? IssueResult.AnotherLog
        : card.Voided ? IssueResult.Ended
        : card.Usable ? IssueResult.AlreadyIssued
        : HasEnded(box) ? IssueResult.WrongPhase
        : !card.ForExchange ? IssueResult.Issued
        : box.Counts.Replacements < box.Counts.TakenIn ? IssueResult.Replaced
        : IssueResult.NoneToReplace;

    /// <summary>Of a card that people draw unseen a door is told nothing.</summary>
    public static IssueResult Replace(IBoxView box, Card? card) => card is { ForExchange: false } ? IssueResult.NotForExchange : Issue(box, card);

    /// <summary>An exchange is for whoever shows the card's inside: nobody else is told anything of the card.</summary>
    public static (ExchangeResult Result, BoxRecord? Record) Exchange(IBoxView box, Card? card, bool insideHolds) =>
        card is { Elsewhere: true } ? (ExchangeResult.AnotherLog, null)
        : card is null || !insideHolds ? (ExchangeResult.Unknown, null)
        : !card.ChallengedOut ? (ExchangeResult.NotToExchange, null)
        : card.Voided ? (ExchangeResult.AlreadyExchanged, null)
        : box.Phase is not (BoxPhase.Open or BoxPhase.Paused) ? (ExchangeResult.WrongPhase, null)
        : (ExchangeResult.Exchanged, new BoxRecord(new VoidEntry(card.Number, VoidReason.Challenged)));

    public static BoxVerdict Void(IBoxView box, Card? card, VoidReason reason)
    {
        // An exchange shows the card's inside; a number is not enough.
        if (reason == VoidReason.Challenged)
            return new(BoxResult.Invalid);
        if (card is null)
            return new(BoxResult.Unknown);
        if (card.Elsewhere)
            return new(BoxResult.AnotherLog);
        // Another log has closed and stands as it joined: no entry may follow its close.
        if (reason == VoidReason.Unused && !box.IsMain)
            return new(BoxResult.AnotherLog);
        if (card.Voided)
            return card.EndedAs == reason ? BoxVerdict.AlreadyDone : new(BoxResult.CardEnded);
        // A card that lay unused with the organiser is named after the close, so that a cast by it stands out as fraud.
        if (reason == VoidReason.Unused ? box.Phase != BoxPhase.Closed : HasEnded(box))
            return new(BoxResult.WrongPhase);
        if (card.HasCast)
            // Who is told so at a door may have had their vote stolen: the log says that it happened, and not of which card.
            return reason == VoidReason.Unused
                ? new(BoxResult.CardHasCast)
                : new(BoxResult.CardHasCast, new BoxRecord(new IncidentEntry(IncidentCode.UsedCard)));
        if (!card.Uses.IsEmpty)
            return new(BoxResult.CardSurrendered);
        // What was never handed out took nobody's place: ended as found it would count one person less, and nobody has lost it.
        if (reason != VoidReason.Unused && !card.Usable)
            return new(BoxResult.CardNotOut);
        // Only a first hand-out raised the number of people checked in, so only that one is undone.
        if (reason == VoidReason.Found && card.ForExchange)
            return new(BoxResult.CardReplaced);
        return BoxVerdict.Write(new BoxRecord(new VoidEntry(card.Number, reason)));
    }

    public static BoxVerdict Pause(IBoxView box) => box.Phase switch
    {
        BoxPhase.Paused => BoxVerdict.AlreadyDone,
        BoxPhase.Open => BoxVerdict.Write(new BoxRecord(new IncidentEntry(IncidentCode.Pause))),
        BoxPhase.BeforeOpening or BoxPhase.Checking or BoxPhase.Closed => new(BoxResult.WrongPhase),
    };

    public static BoxVerdict Resume(IBoxView box) => box.Phase switch
    {
        BoxPhase.Open => BoxVerdict.AlreadyDone,
        BoxPhase.Paused => BoxVerdict.Write(new BoxRecord(new IncidentEntry(IncidentCode.Resume))),
        BoxPhase.BeforeOpening or BoxPhase.Checking or BoxPhase.Closed => new(BoxResult.WrongPhase),
    };

    /// <summary>Before the opening nothing may stand in another log, and after its close nothing follows, so that it can be joined.</summary>
    public static BoxVerdict Restart(IBoxView box) => box.Phase is BoxPhase.BeforeOpening or BoxPhase.Closed
        ? new(BoxResult.WrongPhase)
        : BoxVerdict.Write(new BoxRecord(new IncidentEntry(IncidentCode.Restart)));

    public static BoxVerdict EndCasting(IBoxView box) => box.Phase switch
    {
        BoxPhase.Checking or BoxPhase.Closed => BoxVerdict.AlreadyDone,
        BoxPhase.BeforeOpening => new(BoxResult.WrongPhase),
        BoxPhase.Open or BoxPhase.Paused => BoxVerdict.Write(new BoxRecord(new LastEntry())),
    };

    public static BoxVerdict RecordCount(IBoxView box, CountEntry count) =>
        box.Phase is BoxPhase.BeforeOpening or BoxPhase.Closed ? new(BoxResult.WrongPhase)
        : count == box.Milestones.LastCount ? BoxVerdict.AlreadyDone
        : BoxVerdict.Write(new BoxRecord(count));

    /// <summary>
    /// What doors that stayed cut off add to the people after the close: once, more people alone, and before the ballots are mixed or the result is made.
    /// Source: docs/adr/0068.
    /// </summary>
    public static BoxVerdict RecordLateCount(IBoxView box, long checkedIn) => box.Milestones switch
    {
        not { Phase: BoxPhase.Closed, Mix: null, Result: null } => new(BoxResult.WrongPhase),
        { LastCount: var last, HasLateCount: var has } => has || checkedIn <= last.CheckedIn
            ? BoxVerdict.AlreadyDone
            : BoxVerdict.Write(new BoxRecord(new CountEntry((int)checkedIn, last.Issued))),
    };

    public static BoxVerdict Close(IBoxView box, CountEntry count, Digest issued) => box.Phase switch
    {
        BoxPhase.Closed => BoxVerdict.AlreadyDone,
        BoxPhase.BeforeOpening or BoxPhase.Open or BoxPhase.Paused => new(BoxResult.WrongPhase),
        BoxPhase.Checking => count == box.Milestones.LastCount
            ? BoxVerdict.Write(new BoxRecord(new CloseEntry(issued)))
            : BoxVerdict.Write(new BoxRecord(count), new BoxRecord(new CloseEntry(issued))),
    };

    public static BoxVerdict RecordStation(IBoxView box, StationEntry entry) =>
        box.Has(entry) ? BoxVerdict.AlreadyDone : BoxVerdict.Write(new BoxRecord(entry));

    /// <summary>A new slip needs a card that was handed in for it (I3); the number of one that was entered corrects it.</summary>
    public static BoxVerdict EnterPaperBallot(IBoxView box, PaperSlip slip, SealedBallot ballot, bool mayCorrect)
    {
        var known = box.FindPaper(slip);
        if (known is not null && string.Equals(known.Ballot, ballot.Text, StringComparison.Ordinal))
            return BoxVerdict.AlreadyDone;
        if (box is not { Phase: BoxPhase.Closed, Milestones: { Mix: null, Result: null } })
            return new(BoxResult.WrongPhase);
        if (ballot.Broken is not null)
            return new(BoxResult.Invalid);
        if (known is not null && !mayCorrect)
            return new(BoxResult.EnteredOtherwise);
        return known is null && box.Counts.Papers >= box.Counts.Surrendered + box.Counts.SurrenderedElsewhere
            ? new(BoxResult.TooManyPapers)
            : BoxVerdict.Write(new BoxRecord(new PaperEntry(slip.Batch, slip.Number, ballot.Seal)) { Opening = ballot.Opening, Ballot = ballot.Text });
    }

    /// <summary>The answer where no mix is to be made now; <c>null</c> where one is.</summary>
    public static BoxResult? BeforeMix(IBoxView box) =>
        box.Milestones.Mix is not null ? BoxResult.AlreadyDone
        : box is not { Phase: BoxPhase.Closed, Milestones.Result: null } ? BoxResult.WrongPhase
        : !box.LogsSettled ? BoxResult.LogsUnsettled
        : box.Counts.DayBallots < MixEntry.LeastBallots ? BoxResult.TooFewBallots
        : null;

    public static BoxVerdict Mix(IBoxView box, MixEntry entry) =>
        BeforeMix(box) is { } answer ? new(answer) : BoxVerdict.Write(new BoxRecord(entry));

    /// <summary>The dice are rolled once: other digits after the first are refused for ever.</summary>
    public static BoxVerdict RecordDice(IBoxView box, string digits) => box.Milestones switch
    {
        { Mix: null } => new(BoxResult.WrongPhase),
        { Dice: "" } => BoxVerdict.Write(new BoxRecord(new DiceEntry(digits))),
        { Dice: var known } => string.Equals(known, digits, StringComparison.Ordinal) ? BoxVerdict.AlreadyDone : new(BoxResult.Conflict),
    };

    /// <summary>The papers that the dice name are opened with the proof, in one write: a result needs both.</summary>
    public static BoxVerdict RecordProof(IBoxView box, ProofEntry entry, params ImmutableArray<SampleEntry> samples) => box.Milestones switch
    {
        { Dice: "" } => new(BoxResult.WrongPhase),
        { Proof: null, Samples: var opened } => BoxVerdict.Write([.. samples.Skip(opened.Length).Select(sample => new BoxRecord(sample)), new BoxRecord(entry)]),
        { Proof: var known } => known == entry.Hash ? BoxVerdict.AlreadyDone : new(BoxResult.Conflict),
    };

    /// <summary>An incident names no paper, so what is asked for is how many stand in the log.</summary>
    public static BoxVerdict RecordDisputes(IBoxView box, int papers) =>
        box.Milestones.Samples.IsEmpty ? new(BoxResult.WrongPhase)
        : papers < 1 || papers > box.Milestones.Samples.Length ? new(BoxResult.Invalid)
        : papers <= box.Milestones.Disputed ? BoxVerdict.AlreadyDone
        : BoxVerdict.Write([.. Enumerable.Range(box.Milestones.Disputed, papers - box.Milestones.Disputed).Select(_ => new BoxRecord(new IncidentEntry(IncidentCode.Dispute)))]);

    public static BoxVerdict RecordResult(IBoxView box, Digest result) =>
        box.Milestones.Result is { } known ? known == result ? BoxVerdict.AlreadyDone : new(BoxResult.Conflict)
        : !box.LogsSettled ? new(BoxResult.LogsUnsettled)
        : box.Phase != BoxPhase.Closed || (NeedsMix(box) && box.Milestones.Proof is null) ? new(BoxResult.WrongPhase)
        : BoxVerdict.Write(new BoxRecord(new ResultEntry(result)));

    /// <summary>The voter's pages are named again only when they changed, and only while somebody could be served them.</summary>
    public static BoxVerdict RecordPages(IBoxView box, string pages) =>
        box.Phase is BoxPhase.BeforeOpening or BoxPhase.Closed ? new(BoxResult.WrongPhase)
        : HashOf(pages) is var hash && hash == box.Milestones.Pages ? BoxVerdict.AlreadyDone
        : BoxVerdict.Write(new BoxRecord(new PagesEntry(hash)) { Pages = pages });

    /// <summary>Openings tie cards to ballots: they leave after the result, and each time it is written.</summary>
    public static BoxVerdict RecordRelease(IBoxView box, ReleaseEntry entry) =>
        box.Milestones.Result is null ? new(BoxResult.WrongPhase)
        : box.Has(entry) ? BoxVerdict.AlreadyDone
        : BoxVerdict.Write(new BoxRecord(entry));

    public static BoxVerdict RecordErasure(IBoxView box, ErasureEntry entry) =>
        box.Has(entry) ? BoxVerdict.AlreadyDone : BoxVerdict.Write(new BoxRecord(entry));

    private static bool HasEnded(IBoxView box) => box.Phase is BoxPhase.Checking or BoxPhase.Closed;

    /// <summary>Whether the published ballots have to be proved to be the sealed ones before a result may stand.</summary>
    private static bool NeedsMix(IBoxView box) => box.Milestones.Mix is not null || box.Counts.DayBallots >= MixEntry.LeastBallots;

    private static Digest HashOf(string text) => Digest.Sha256(Encoding.UTF8.GetBytes(text));
}

/// <summary>The decision on a command to a box.</summary>
/// <param name="Result">The answer, once what is to be written has been committed.</param>
/// <param name="Records">What is to be written.</param>
internal sealed record BoxVerdict(BoxResult Result, params ImmutableArray<BoxRecord> Records)
{
    public static readonly BoxVerdict AlreadyDone = new(BoxResult.AlreadyDone);

    public static BoxVerdict Write(params ImmutableArray<BoxRecord> records) => new(BoxResult.Done, records);
}
