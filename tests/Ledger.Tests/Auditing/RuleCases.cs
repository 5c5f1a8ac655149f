using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Tests.Support.Days;

namespace PbDecisionDay.Ledger.Tests.Auditing;

/// <summary>One way to break one rule: how a valid day is altered, and which step is then found by which check.</summary>
/// <param name="Check">The check that finds it, and no other.</param>
/// <param name="Step">The step whose entry is named.</param>
/// <param name="Says">How the reason reads, in part.</param>
/// <param name="Alter">What is done to the script.</param>
internal sealed record RuleCase(string Check, string Step, string Says, Action<SampleScript> Alter)
{
    /// <summary>The day that is altered.</summary>
    public Func<SampleScript> Day { get; init; } = () => SampleScript.Day();
}

internal static class RuleCases
{
    private static readonly LogEntry Pause = new IncidentEntry(IncidentCode.Pause), Resume = new IncidentEntry(IncidentCode.Resume);

    public static IEnumerable<RuleCase> All => [.. Batches, .. Courses, .. Uses, .. Voids, .. Totals, .. Changes, .. Samples, .. Logs, .. Outcomes];

    private static IEnumerable<RuleCase> Batches =>
    [
        new(AuditChecks.Batches, "late", "after the end of casting", day => day.After("close", "late", d => d.Batch("late", 49, 2))),
        new(AuditChecks.SpoiltBatches, "x", "not in the log", day => day.After("open", "x", _ => new SpoilEntry("nowhere"))),
        new(AuditChecks.SpoiltBatches, "y", "was ended before", day => day.After("open", "late", d => d.Batch("late", 49, 2)).After("late", "x", _ => new SpoilEntry("late")).After("x", "y", _ => new SpoilEntry("late"))),
        new(AuditChecks.SpoiltBatches, "x", "after the end of casting", day => day.After("open", "late", d => d.Batch("late", 49, 2)).After("close", "x", _ => new SpoilEntry("late"))),
        new(AuditChecks.SpoiltBatches, "x", "after it was made usable", day => day.After("activate-hall", "x", _ => new SpoilEntry("hall"))),
        new(AuditChecks.SpoiltBatches, "x", "names Card", day => day.After("cast-41", "x", _ => new SpoilEntry("spare"))),
        new(AuditChecks.SpoiltBatches, "close", "is of a batch that was ended", day => day.After("open", "late", d => d.Batch("late", 49, 2)).After("late", "x", _ => new SpoilEntry("late"))
            .Replace("count-evening", d => { d.HandOut(49); return d.Count(45); })),
        new(AuditChecks.Activation, "y", "after it had been ended", day => day.After("open", "late", d => d.Batch("late", 49, 2)).After("late", "x", _ => new SpoilEntry("late")).After("x", "y", _ => new ActivateEntry("late"))),
        new(AuditChecks.EndedCards, "y", "was ended before this", day => day.After("open", "late", d => d.Batch("late", 49, 2)).After("late", "x", _ => new SpoilEntry("late")).After("cast-20", "y", d => d.Cast(49, "blank", handedOut: false))),
        new(AuditChecks.PublishedCards, "early", "in no published batch", day => day.After("cast-20", "early", d => d.Cast(49, "blank")).After("cast-21", "late", d => d.Batch("late", 49, 2))),
        new(AuditChecks.Batches, "again", "was named before", day => day.After("batch-hall", "again", d => d.Batch("hall", 1, 40))),
        new(AuditChecks.Batches, "more", "in another batch too", day => day.After("batch-spare", "more", d => d.Batch("more", 48, 2))),
        new(AuditChecks.Manifests, "batch-spare", "another root or number", day => day.Alter("batch-spare", made => (BatchEntry)made.Entry with { Root = SampleCards.Bytes("x") })),
        new(AuditChecks.Manifests, "batch-spare", "another root or number", day => day.Alter("batch-spare", made => new BatchEntry("spare", "main", ((BatchEntry)made.Entry).Root, 9, CardMaker.Service))),
        new(AuditChecks.Activation, "x", "not in the log", day => day.After("open", "x", _ => new ActivateEntry("nowhere"))),
        new(AuditChecks.Activation, "x", "not in the log", day => day.Before("batch-hall", "x", _ => new ActivateEntry("spare"))),
        new(AuditChecks.Activation, "x", "made usable before", day => day.After("activate-hall", "x", _ => new ActivateEntry("hall"))),
        new(AuditChecks.Activation, "x", "after the end of casting", day => day.After("last", "x", _ => new ActivateEntry("spare"))),
        new(AuditChecks.Activation, "x", "after the end of casting", day => day.After("close", "x", _ => new ActivateEntry("spare"))),
        new(AuditChecks.Issued, "close", "another root", day => day.Replace("close", _ => new CloseEntry(SampleCards.Bytes("x")))),
        new(AuditChecks.Issued, "close", "the last total says 41", day => day.Replace("count-evening", _ => new CountEntry(45, 41))),
        new(AuditChecks.UsableCards, "cast-42", "was used and is not in issued.txt", day => day.Replace("cast-42", d => d.Cast(42, "blank", handedOut: false))),
    ];

    private static IEnumerable<RuleCase> Courses =>
    [
        new(AuditChecks.Opening, "x", "opened before", day => day.After("cast-03", "x", d => d.Open())),
        new(AuditChecks.Opening, "x", "opened before", day => day.After("close", "x", d => d.Open())),
        new(AuditChecks.Closing, "x", "closed before it opened", day => day.Before("open", "x", d => d.Close())),
        new(AuditChecks.Closing, "x", "closed before, at", day => day.After("close", "x", d => d.Close())),
        new(AuditChecks.Closing, "close", "before casting had ended", day => day.Remove("last")),
        new(AuditChecks.Closing, "x", "before the day opened", day => day.Before("open", "x", _ => new LastEntry())),
        new(AuditChecks.Closing, "x", "Casting ended before, at", day => day.After("last", "x", _ => new LastEntry())),
        new(AuditChecks.Closing, "x", "Casting ended before, at", day => day.After("close", "x", _ => new LastEntry())),
        new(AuditChecks.Pauses, "resume", "without a pause", day => day.Remove("pause")),
        new(AuditChecks.Pauses, "x", "in a pause", day => day.After("pause", "x", _ => Pause)),
        new(AuditChecks.Pauses, "x", "paused when it was not open", day => day.Before("open", "x", _ => Pause)),
        new(AuditChecks.Pauses, "x", "resumed when it was not open", day => day.Before("open", "x", _ => Resume)),
        new(AuditChecks.Pauses, "x", "paused when it was not open", day => day.After("last", "x", _ => Pause)),
        new(AuditChecks.Pauses, "x", "resumed when it was not open", day => day.Before("last", "pause-2", _ => Pause).After("last", "x", _ => Resume)),
        new(AuditChecks.Pauses, "x", "paused when it was not open", day => day.After("close", "x", _ => Pause)),
        new(AuditChecks.Hours, "cast-20", "before the opening", day => day.Move("cast-20", "batch-spare")),
        new(AuditChecks.Hours, "cast-20", "in a pause", day => day.Move("cast-20", "pause")),
        new(AuditChecks.Hours, "cast-20", "after the end of casting", day => day.Move("cast-20", "last")),
        new(AuditChecks.Hours, "surrender-06", "after the end of casting", day => day.Move("surrender-06", "last")),
        new(AuditChecks.Hours, "cast-20", "after the close", day => day.Move("cast-20", "close")),
        new(AuditChecks.Hours, "challenge-05", "after the close", day => day.Move("challenge-05", "close")),
        new(AuditChecks.Hours, "surrender-06", "before the opening", day => day.Move("surrender-06", "batch-spare").Replace("cast-06", d => d.Cast(7, "blank", 2)).Move("cast-06", "cast-07")),
        new(AuditChecks.Hours, "surrender-06", "in a pause", day => day.Move("surrender-06", "pause")),
        new(AuditChecks.Hours, "surrender-06", "after the close", day => day.Move("surrender-06", "close")),
        new(AuditChecks.Pages, "x", "before the opening", day => day.Before("open", "x", _ => new PagesEntry(SampleCards.Bytes("x")))),
        new(AuditChecks.Pages, "x", "after the close", day => day.After("close", "x", d => d.ChangePages("third"))),
        new(AuditChecks.Pages, "x", "named before", day => day.After("pages", "x", d => d.ChangePages())),
        new(AuditChecks.Stations, "x", "paired already", day => day.After("station-paired", "x", _ => Station(StationChange.Paired))),
        new(AuditChecks.Stations, "x", "had not been paired", day => day.Before("station-paired", "x", _ => Station(StationChange.Revoked))),
        new(AuditChecks.Stations, "x", "had not been paired", day => day.After("station-revoked", "x", _ => Station(StationChange.Revoked))),
        new(AuditChecks.Stations, "x", "had not been paired", day => day.After("open", "x", _ => new StationEntry(SampleCards.Bytes("station"), StationRole.Kiosk, StationChange.Revoked))),
        new(AuditChecks.Erasures, "x", "destroyed before", day => day.Add("x", _ => new ErasureEntry(ErasedThing.Register))),
    ];

    private static IEnumerable<RuleCase> Uses =>
    [
        new(AuditChecks.PublishedCards, "x", "in no published batch", day => day.After("cast-20", "x", d => d.Cast(99, "blank", 1, handedOut: false))),
        new(AuditChecks.PublishedCards, "x", "in no published batch", day => day.After("cast-20", "x", _ => new SurrenderEntry(Card(99).Number, 1, Card(99).Proof(1)))),
        new(AuditChecks.PublishedCards, "x", "in no published batch", day => day.After("cast-20", "x", d => d.Void(99, VoidReason.Lost))),
        new(AuditChecks.CardProofs, "cast-20", "does not prove version 1", day => day.Alter("cast-20", made => made with { Entry = (CastEntry)made.Entry with { Reveal = Card(21).Proof(1) } })),
        new(AuditChecks.CardProofs, "cast-20", "does not prove version 1", day => day.Alter("cast-20", made => made with { Entry = (CastEntry)made.Entry with { Reveal = Card(20).Proof(2) } })),
        new(AuditChecks.CardProofs, "challenge-05", "does not prove version 2", day => day.Alter("challenge-05", made => (ChallengeEntry)made.Entry with { Reveal = Card(5).Proof(1) }).Replace("recast-05", d => d.Cast(5, "blank", 2))),
        new(AuditChecks.CardProofs, "surrender-36", "does not prove version 1", day => day.Alter("surrender-36", made => (SurrenderEntry)made.Entry with { Reveal = Card(36).Proof(3) })),
        new(AuditChecks.CardVersions, "cast-20", "and 1 came next", day => day.Replace("cast-20", d => d.Cast(20, "blank", 2))),
        new(AuditChecks.CardVersions, "x", "and 2 came next", day => day.After("cast-20", "x", d => d.Cast(20, "blank", 3))),
        new(AuditChecks.CardVersions, "x", "used version 1 before", day => day.After("cast-20", "x", d => d.Cast(20, "blank", 1))),
        new(AuditChecks.CardVersions, "x", "used version 2 before", day => day.After("challenge-05", "x", d => d.Cast(5, "blank", 2))),
        new(AuditChecks.CardVersions, "x", "used version 2 before", day => day.After("recast-05", "x", _ => new ChallengeEntry(Card(5).Number, 2, Card(5).Proof(2), SampleCards.Bytes("x"), "blank"))),
        new(AuditChecks.CardVersions, "x", "and 2 came next", day => day.After("cast-20", "x", d => d.Surrender(20, 5))),
        new(AuditChecks.CardVersions, "x", "and 2 came next", day => day.After("cast-20", "x", d => ChallengeAt(d, 20, 7))),
        new(AuditChecks.CardVersions, "x", "and 7 came next", day => day.After("kiosk-04", "x", d => d.Cast(4, "blank", 2))),
        new(AuditChecks.CardVersions, "x", "and 7 came next", day => day.After("kiosk-04", "x", d => d.Surrender(4, 3))),
        new(AuditChecks.CardVersions, "x", "and 1 came next", day => day.After("cast-20", "x", _ => new ChallengeEntry(Card(34).Number, 2, Card(34).Proof(2), SampleCards.Bytes("x"), "blank"))),
        new(AuditChecks.EndedCards, "x", "was ended", day => day.After("kiosk-04", "opened", d => d.Challenge(4)).After("opened", "x", d => d.Cast(4, "blank", 2))),
        new(AuditChecks.EndedCards, "x", "was ended", day => OpenedWithSix(day).After("opened", "x", d => d.Surrender(20))),
        new(AuditChecks.EndedCards, "x", "was ended", day => day.After("surrender-36", "x", d => d.Cast(36, "blank"))),
        new(AuditChecks.EndedCards, "x", "was ended", day => day.After("surrender-36", "x", d => d.Surrender(36))),
        new(AuditChecks.EndedCards, "x", "was ended", day => day.After("surrender-06", "x", d => d.Challenge(6))),
        new(AuditChecks.EndedCards, "x", "was ended", day => day.After("void-lost-37", "x", d => d.Cast(37, "blank"))),
        new(AuditChecks.EndedCards, "x", "was ended", day => day.After("void-found-38", "x", d => d.Surrender(38))),
        new(AuditChecks.RepeatedEntries, "x", "repeats entry", day => day.After("cast-30", "x", d => d.Again("cast-20"))),
        new(AuditChecks.RepeatedEntries, "x", "repeats entry", day => day.After("recast-05", "x", d => d.Again("challenge-05"))),
        new(AuditChecks.RepeatedEntries, "x", "repeats entry", day => day.After("surrender-36", "x", d => d.Again("surrender-06"))),
        new(AuditChecks.Replacement, "x", "the rules allow no replacement", day => day.After("cast-20", "x", d => d.Cast(20, "blank"))) { Day = Strict },
        new(AuditChecks.Replacement, "x", "the rules allow no replacement", day => day.After("cast-20", "x", d => d.Cast(20, "blank", 6))) { Day = Strict },
        new(AuditChecks.Replacement, "x", "the rules allow no replacement", day => day.After("recast-05", "x", d => d.Cast(5, "blank"))) { Day = Strict },
        new(AuditChecks.Replacement, "x", "surrendered after its cast", day => day.After("cast-20", "x", d => d.Surrender(20))) { Day = Strict },
        new(AuditChecks.Challenges, "challenge-05", "does not open the seal", day => day.Alter("challenge-05", made => (ChallengeEntry)made.Entry with { Nonce = SampleCards.Bytes("x") }).Replace("recast-05", d => d.Cast(5, "blank", 2))),
        new(AuditChecks.Challenges, "x", "does not open the seal", day => day.After("cast-20", "x", d => ChallengeAs(d, 20, "approve p1"))),
        new(AuditChecks.Challenges, "x", "does not open the seal", day => day.After("replace-03", "x", d => new ChallengeEntry(Card(3).Number, 3, Card(3).Proof(3), d.Openings[d.IndexOf("cast-03")].Nonce, d.Openings[d.IndexOf("cast-03")].Ballot))),
        new(AuditChecks.Challenges, "x", "no cast that it could challenge", day => day.After("challenge-05", "x", d => d.Challenge(5)).Replace("recast-05", d => d.Cast(5, "blank", 3))),
    ];

    private static IEnumerable<RuleCase> Voids =>
    [
        new(AuditChecks.Voids, "x", "voided before", day => day.After("void-lost-37", "x", d => d.Void(37, VoidReason.Found))),
        new(AuditChecks.Voids, "x", "voided before", day => day.After("close", "x", d => d.Void(37, VoidReason.Unused))),
        new(AuditChecks.Voids, "x", "before the close", day => day.After("cast-20", "x", d => d.Void(34, VoidReason.Unused))),
        new(AuditChecks.Voids, "x", "after its cast", day => day.After("cast-20", "x", d => d.Void(20, VoidReason.Lost))),
        new(AuditChecks.Voids, "x", "after its cast", day => day.After("challenge-05", "x", d => d.Void(5, VoidReason.Found))),
        new(AuditChecks.Voids, "x", "after it was surrendered", day => day.After("surrender-36", "x", d => d.Void(36, VoidReason.Lost))),
        new(AuditChecks.Voids, "x", "after the end of casting", day => day.After("last", "x", d => d.Void(34, VoidReason.Lost))),
        new(AuditChecks.Voids, "x", "after the end of casting", day => day.After("close", "x", d => d.Void(34, VoidReason.Found))),
        new(AuditChecks.Voids, "x", "before the close", day => day.After("last", "x", d => d.Void(34, VoidReason.Unused))),
        new(AuditChecks.Voids, "x", "no challenge of version 6 or 7", day => day.After("cast-20", "x", d => d.Void(20, VoidReason.Challenged))),
        new(AuditChecks.Voids, "x", "no challenge of version 6 or 7", day => day.After("challenge-05", "x", d => d.Void(5, VoidReason.Challenged))),
        new(AuditChecks.Voids, "x", "no challenge of version 6 or 7", day => day.After("surrender-36", "x", d => d.Void(36, VoidReason.Challenged))),
        new(AuditChecks.Voids, "x", "voided before", day => OpenedWithSix(day).After("opened", "y", d => d.Void(20, VoidReason.Challenged)).After("y", "x", d => d.Void(20, VoidReason.Challenged))),
        new(AuditChecks.Voids, "x", "after the end of casting", day => OpenedWithSix(day).After("last", "x", d => d.Void(20, VoidReason.Challenged))),
        new(AuditChecks.UnusedCards, "cast-20", "never left the organiser's hands", day => day.After("close", "x", d => d.Void(20, VoidReason.Unused))),
        new(AuditChecks.UnusedCards, "recast-05", "never left the organiser's hands", day => day.After("close", "x", d => d.Void(5, VoidReason.Unused))),
    ];

    // Days with two other logs: "cafe" and "home".
    private static IEnumerable<RuleCase> Logs =>
    [
        new(AuditChecks.Logs, "x", "announced before", day => day.After("log-cafe", "x", d => new AnnounceEntry("cafe", d.Others["cafe"].Key.Fingerprint))) { Day = SampleScript.LogsDay },
        new(AuditChecks.Logs, "x", "announced after the close", day => day.After("close", "x", _ => new AnnounceEntry("late", SampleCards.Bytes("x")))),
        new(AuditChecks.Logs, "x", "which was not announced", day => day.Before("open", "x", d => d.Batch("far", 400, 5, log: "far"))),
        new(AuditChecks.Joins, "mix", "neither joined nor missing", day => day.Before("open", "x", _ => new AnnounceEntry("far", SampleCards.Bytes("x")))),
        new(AuditChecks.Joins, "result", "neither joined nor missing", day => day.Before("open", "x", _ => new AnnounceEntry("far", SampleCards.Bytes("x")))) { Day = SampleScript.SmallDay },
        new(AuditChecks.Logs, "x", "left out with 1 surrendered cards, and has 0", day => day.Before("open", "far", _ => new AnnounceEntry("far", SampleCards.Bytes("x"))).After("close", "x", _ => new MissingEntry("far", MissingReason.Lost, 1))),
        new(AuditChecks.Joins, "x", "nobody announced it", day => day.After("close", "x", _ => new JoinEntry("far", 3, SampleCards.Bytes("x")))),
        new(AuditChecks.Joins, "x", "nobody announced it", day => day.After("close", "x", _ => new MissingEntry("far", MissingReason.Lost, 0))),
        new(AuditChecks.Joins, "x", "left out before the close", day => day.Before("open", "far", _ => new AnnounceEntry("far", SampleCards.Bytes("x"))).After("open", "x", _ => new MissingEntry("far", MissingReason.Lost, 0)).After("close", "y", _ => new MissingEntry("far", MissingReason.Lost, 0))),
        new(AuditChecks.Joins, "x", "joined or left out before", day => day.After("join-cafe", "x", _ => new MissingEntry("cafe", MissingReason.Refused, 0))) { Day = SampleScript.LogsDay },
        new(AuditChecks.Joins, "x", "left out after the mix", day => day.After("mix", "x", _ => new MissingEntry("cafe", MissingReason.Lost, 0))) { Day = SampleScript.LogsDay },
        new(AuditChecks.Joins, "x", "left out after the result", day => day.Before("open", "far", _ => new AnnounceEntry("far", SampleCards.Bytes("x"))).After("close", "y", _ => new MissingEntry("far", MissingReason.Lost, 0)).After("result", "x", _ => new MissingEntry("far", MissingReason.Lost, 0))) { Day = SampleScript.SmallDay },
        new(AuditChecks.PublishedCards, "x", "votes in the log cafe", day => day.After("cast-20", "x", d => d.Cast(200, "blank", handedOut: false))) { Day = SampleScript.LogsDay },
        new(AuditChecks.Activation, "x", "votes in the log cafe", day => day.After("activate-hall", "x", _ => new ActivateEntry("cafe"))) { Day = SampleScript.LogsDay },
        new(AuditChecks.SpoiltBatches, "x", "votes in the log cafe", day => day.After("activate-hall", "x", _ => new SpoilEntry("cafe"))) { Day = SampleScript.LogsDay },
        new(AuditChecks.Issued, "close", "in no batch of this log", day => day.Replace("count-evening", d => { d.HandOut(200); return d.Count(45); })) { Day = SampleScript.LogsDay },
        new(AuditChecks.CheckedIn, "mix", "and 51 people", day => day.Replace("count-evening", d => d.Count(37))) { Day = SampleScript.LogsDay },
        new(AuditChecks.Papers, "x", "than the 5 cards surrendered", day => day.After("paper-5", "paper-6", d => d.EnterPaper("paper-1", 6, "blank")).After("paper-6", "x", d => d.EnterPaper("paper-1", 7, "blank"))) { Day = SampleScript.LogsDay },
    ];

    private static IEnumerable<RuleCase> Totals =>
    [
        new(AuditChecks.Totals, "x", "fell from 12", day => day.After("count-morning", "x", _ => new CountEntry(11, 41))),
        new(AuditChecks.Totals, "x", "fell from 12", day => day.After("count-morning", "x", _ => new CountEntry(13, 39))),
        new(AuditChecks.Totals, "x", "after the close", day => day.After("close", "late", d => d.Count(46)).After("late", "x", d => d.Count(47))),
        new(AuditChecks.Totals, "x", "after the close", day => day.After("mix", "x", d => d.Count(46))),
        new(AuditChecks.Totals, "x", "fell from 45 checked in to 44 after the close", day => day.After("close", "x", d => d.Count(44))),
        new(AuditChecks.Totals, "x", "usable cards was changed after the close", day => day.After("close", "x", d => new CountEntry(46, d.Issued.Size + 1))),
        new(AuditChecks.CheckedIn, "mix", "37 cards hold a counted ballot or were surrendered, and 36 people", day => day.Replace("count-evening", d => d.Count(37))),
    ];

    private static IEnumerable<RuleCase> Changes =>
    [
        new(AuditChecks.Money, "x", "which the rules do not allow", day => day.After("open", "x", _ => Added)),
        new(AuditChecks.Money, "x", "which the rules do not allow", day => day.Before("open", "x", _ => Added)),
        new(AuditChecks.Money, "x", "after casting had ended", day => day.After("close", "x", _ => Added)) { Day = () => SampleScript.Allowing(MoneyChanges.UntilLast, Rules.Papers.Withdrawals.Never) },
        new(AuditChecks.Money, "x", "after the mix or the result", day => day.After("mix", "x", _ => Added)) { Day = Free },
        new(AuditChecks.Money, "x", "after the mix or the result", day => day.After("result", "x", _ => Added)) { Day = Free },
        new(AuditChecks.Money, "x", "and standings are shown", day => day.After("open", "x", _ => Added)) { Day = () => Free(LiveResults.Standings) },
        new(AuditChecks.Money, "x", "and standings are shown", day => day.After("open", "x", _ => Added)) { Day = () => Free(LiveResults.Rounded) },
        new(AuditChecks.Money, "x", "not on the paper", day => day.After("open", "x", _ => new PotEntry("other", 1, PotSource.Council, PotReason.Corrected))) { Day = Free },
        new(AuditChecks.Money, "x", "went from 1000000 to 1000000", day => day.After("open", "x", _ => new PotEntry("main", 1_000_000, PotSource.Council, PotReason.Added))) { Day = Free },
        new(AuditChecks.Money, "x", "went from 1000000 to 1000001", day => day.After("open", "x", _ => new PotEntry("main", 1_000_001, PotSource.Council, PotReason.Withdrawn))) { Day = Free },
        new(AuditChecks.Money, "y", "went from 2000000 to 1500000", day => day.After("open", "x", _ => new PotEntry("main", 2_000_000, PotSource.Council, PotReason.Corrected)).After("x", "y", _ => new PotEntry("main", 1_500_000, PotSource.Council, PotReason.Added))) { Day = Free },
        new(AuditChecks.Money, "x", "all pots hold more than", day => day.After("open", "x", _ => new PotEntry("main", Paper.MostMoney, PotSource.Other, PotReason.Added))) { Day = () => TwoPots() },
        new(AuditChecks.Withdrawals, "x", "which the rules do not allow", day => day.Before("open", "x", _ => Withdrawn("p5"))),
        new(AuditChecks.Withdrawals, "x", "after the opening", day => day.After("open", "x", _ => Withdrawn("p5"))) { Day = () => SampleScript.Allowing(MoneyChanges.Never, Rules.Papers.Withdrawals.UntilOpen) },
        new(AuditChecks.Withdrawals, "x", "after casting had ended", day => day.After("close", "x", _ => Withdrawn("p5"))) { Day = () => SampleScript.Allowing(MoneyChanges.Never, Rules.Papers.Withdrawals.UntilLast) },
        new(AuditChecks.Withdrawals, "x", "after the mix or the result", day => day.After("mix", "x", _ => Withdrawn("p5"))) { Day = Free },
        new(AuditChecks.Withdrawals, "x", "somebody else than its group", day => day.After("open", "x", _ => new WithdrawEntry("p5", WithdrawReason.Ineligible))) { Day = () => Free(LiveResults.Standings) },
        new(AuditChecks.Withdrawals, "x", "somebody else than its group", day => day.After("open", "x", _ => new WithdrawEntry("p5", WithdrawReason.Merged))) { Day = () => Free(LiveResults.Rounded) },
        new(AuditChecks.Withdrawals, "y", "was restored after the opening", day => day.Before("open", "x", _ => Withdrawn("p5")).After("open", "y", _ => new WithdrawEntry("p5", WithdrawReason.Restored))) { Day = () => Free(LiveResults.Standings) },
        new(AuditChecks.Withdrawals, "x", "not on the paper", day => day.After("open", "x", _ => Withdrawn("p7"))) { Day = Free },
        new(AuditChecks.Withdrawals, "y", "was withdrawn before", day => day.After("open", "x", _ => Withdrawn("p5")).After("x", "y", _ => new WithdrawEntry("p5", WithdrawReason.Merged))) { Day = Free },
        new(AuditChecks.Withdrawals, "x", "had not been withdrawn", day => day.After("open", "x", _ => new WithdrawEntry("p5", WithdrawReason.Restored))) { Day = Free },
    ];

    private static IEnumerable<RuleCase> Samples =>
    [
        new(AuditChecks.PaperSamples, "x", "before the lots", day => day.Before("lots", "x", d => d.Sample(0))) { Day = SampleScript.PapersDay },
        new(AuditChecks.PaperSamples, "x", "after the result", day => day.After("result", "x", d => d.Sample(0))) { Day = SampleScript.PapersDay },
        new(AuditChecks.PaperSamples, "x", "and another was opened", day => day.After("sample-9", "x", d => d.Sample(9))) { Day = SampleScript.PapersDay },
        new(AuditChecks.PaperSamples, "x", "name 0 papers", day => day.After("lots", "x", d => Opened(d, "paper-2"))),
        new(AuditChecks.PaperSamples, "x", "and the dice name", day => day.Before("sample-9", "x", d => d.Sample(0))) { Day = SampleScript.PapersDay },
        new(AuditChecks.PaperSamples, "x", "does not open what was keyed", day => day.Before("sample-0", "x", d => d.Sample(0, forged: true))) { Day = SampleScript.PapersDay },
        new(AuditChecks.PaperSamples, "result", "9 of them were opened", day => day.Remove("sample-9")) { Day = SampleScript.PapersDay },
    ];

    private static PbDecisionDay.Ledger.Entries.SampleEntry Opened(SampleDay day, string step) =>
        new("paper-1", 2, day.Openings[day.IndexOf(step)].Nonce, day.Openings[day.IndexOf(step)].Ballot);

    private static PotEntry Added => new("main", 2_000_000, PotSource.Sponsor, PotReason.Added);

    private static WithdrawEntry Withdrawn(string proposal) => new(proposal, WithdrawReason.Withdrawn);

    private static SampleScript Free() => Free(LiveResults.Turnout);

    private static SampleScript Free(LiveResults live) => SampleScript.Allowing(MoneyChanges.UntilMix, Rules.Papers.Withdrawals.UntilMix, live);

    private static SampleScript TwoPots()
    {
        var script = Free();
        var paper = script.Paper;
        script.Paper = Paper.Create(paper.Origin, paper.Day, paper.Language, paper.Currency, paper.MinorDigits, [.. paper.Pots, new("second", "Second", 1)], [], paper.Proposals);
        return script;
    }

    private static IEnumerable<RuleCase> Outcomes =>
    [
        new(AuditChecks.Papers, "x", "before the close", day => day.Before("close", "x", d => d.EnterPaper("paper-1", 3, "blank"))),
        new(AuditChecks.Papers, "x", "after the mix", day => day.After("mix", "x", d => d.EnterPaper("paper-1", 3, "blank"))),
        new(AuditChecks.Papers, "x", "after the mix", day => day.After("mix", "x", d => d.EnterPaper("paper-1", 1, "blank"))),
        new(AuditChecks.Papers, "x", "after the result", day => day.After("result", "x", d => d.EnterPaper("paper-1", 1, "blank"))) { Day = SampleScript.SmallDay },
        new(AuditChecks.Papers, "y", "than the 3 cards surrendered", day => day.After("paper-2", "x", d => d.EnterPaper("paper-1", 3, "blank")).After("x", "y", d => d.EnterPaper("paper-2", 1, "blank"))),
        new(AuditChecks.MixOrder, "x", "before the close", day => day.Before("close", "x", d => d.Mix())),
        new(AuditChecks.MixOrder, "x", "already", day => day.After("lots", "x", d => d.Mix())),
        new(AuditChecks.MixOrder, "x", "after the result", day => day.After("result", "x", d => d.Mix())) { Day = SampleScript.SmallDay },
        new(AuditChecks.MixOrder, "x", "before the mix", day => day.Before("mix", "x", _ => new DiceEntry("12345678"))),
        new(AuditChecks.MixOrder, "x", "already", day => day.After("lots", "x", _ => new DiceEntry("12345678"))),
        new(AuditChecks.MixOrder, "x", "already", day => day.After("result", "x", _ => new DiceEntry("12345678"))),
        new(AuditChecks.MixOrder, "x", "before the lots", day => day.After("mix", "x", _ => new ProofEntry(SampleCards.Bytes("x")))),
        new(AuditChecks.MixOrder, "x", "already", day => day.After("proof", "x", _ => new ProofEntry(SampleCards.Bytes("x")))),
        new(AuditChecks.MixLeast, "mix", "22 ballots were mixed", day => day.Before("result", "mix", d => d.Mix()).After("mix", "lots", _ => new DiceEntry("12345678")).After("lots", "proof", d => d.Prove())) { Day = SampleScript.SmallDay },
        new(AuditChecks.Result, "x", "before the close", day => day.Before("close", "x", d => d.Result())),
        new(AuditChecks.Result, "x", "There is a result", day => day.After("result", "x", d => d.Result())),
        new(AuditChecks.Result, "x", "before the proof", day => day.After("lots", "x", d => d.Result())),
        new(AuditChecks.Result, "x", "before the proof", day => day.After("mix", "x", d => d.Result())),
        new(AuditChecks.Releases, "x", "before the result", day => day.Before("result", "x", _ => new ReleaseEntry(ReleasedTo.Dispute))),
        new(AuditChecks.Releases, "x", "in the log already", day => day.After("release", "x", _ => new ReleaseEntry(ReleasedTo.Auditor))),
        new(AuditChecks.Result, "result", "36 ballots count", day => day.Remove("mix").Remove("lots").Remove("proof").Remove("release")),
    ];

    // Card 20 votes with the versions 1 to 5, and has the last opened with 6.
    private static SampleScript OpenedWithSix(SampleScript day)
    {
        for (var version = 2; version <= 5; version++)
            day.Before("pause", $"cast-20-{version}", d => d.Cast(20, "blank"));
        return day.Before("pause", "opened", d => d.Challenge(20));
    }

    private static SampleScript Strict() => SampleScript.Day(replacement: false);

    private static DerivedCard Card(int card) => SampleCards.Card(card);

    private static StationEntry Station(StationChange change) => new(SampleCards.Bytes("station"), StationRole.Door, change);

    private static ChallengeEntry ChallengeAt(SampleDay day, int card, int version) =>
        new(Card(card).Number, version, Card(card).Proof(version), ((ChallengeEntry)day.Challenge(card).Entry).Nonce, ((ChallengeEntry)day.Challenge(card).Entry).Ballot);

    private static ChallengeEntry ChallengeAs(SampleDay day, int card, string ballot)
    {
        var honest = (ChallengeEntry)day.Challenge(card).Entry;
        return new(honest.Card, honest.Version, honest.Reveal, honest.Nonce, ballot);
    }
}
