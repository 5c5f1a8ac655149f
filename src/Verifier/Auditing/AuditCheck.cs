using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Mixing;


namespace PbDecisionDay.Verifier.Auditing;

/// <summary>A check that a report names. What each asks: docs/formats/verify.md.</summary>
/// <param name="Name">Its stable name.</param>
/// <param name="Title">What holds if it holds, in plain words.</param>
internal sealed record AuditCheck(string Name, string Title)
{
    public const string Bundle = "bundle";
    public const string Keys = "keys";
    public const string Tree = "tree";
    public const string Checkpoints = "checkpoints";
    public const string Entries = "entries";
    public const string Members = "members";
    public const string Frozen = "frozen";
    public const string Finished = "finished";
    public const string Ballots = "ballots";
    public const string Mix = "mix";
    public const string Allocation = "allocation";
    public const string Openings = "openings";
    public const string OpenedBallots = "opened-ballots";
    public const string Seen = "seen";
    public const string Witnesses = "witnesses";

    /// <summary>All of them, in the order of a report: the files, the log, what the log says, what follows from it.</summary>
    public static IReadOnlyList<AuditCheck> All { get; } =
    [
        new(Bundle, "The file is whole, and packed as the service packs."),
        new(Keys, "The keys are those of the main log and of each log that was announced."),
        new(Tree, "The entries give the tree that was signed."),
        new(Checkpoints, "Every signed checkpoint is a stage of this log."),
        new(Entries, "Every entry can be read, and says it in the one possible way."),
        new(Members, "The file holds what belongs to such a day, and nothing else."),
        new(Frozen, "Rules and ballot paper are those fixed at the opening."),
        new(AuditChecks.Logs, "Other logs were announced, and hold what they may."),
        new(AuditChecks.Batches, "Every batch of cards was named before its first card was used."),
        new(AuditChecks.Manifests, "The printed cards are those in the log."),
        new(AuditChecks.Activation, "Batches were made usable once, before the close."),
        new(AuditChecks.SpoiltBatches, "No card of a batch that failed was ever usable."),
        new(AuditChecks.Opening, "The day opened once."),
        new(AuditChecks.Closing, "The day closed once."),
        new(AuditChecks.Pauses, "Pauses began and ended."),
        new(AuditChecks.Hours, "Nothing was cast before the opening, in a pause or after the close."),
        new(AuditChecks.PublishedCards, "Every card that was used was printed."),
        new(AuditChecks.CardProofs, "Whoever cast held the card."),
        new(AuditChecks.CardVersions, "No card used a version twice, or out of turn: it counts at most once."),
        new(AuditChecks.EndedCards, "No card was used after it was ended."),
        new(AuditChecks.RepeatedEntries, "No ballot stands twice in the log."),
        new(AuditChecks.Replacement, "Ballots were replaced only where the rules allow it."),
        new(AuditChecks.Challenges, "Every challenge opened what was cast."),
        new(AuditChecks.Voids, "Cards were voided once, and none that had cast."),
        new(AuditChecks.UnusedCards, "No card left in the organiser's hands had cast."),
        new(AuditChecks.Issued, "The cards made usable are those that the close names."),
        new(AuditChecks.UsableCards, "Every card that was used had been made usable."),
        new(AuditChecks.Totals, "The running totals only rose."),
        new(AuditChecks.Joins, "Every announced log is joined as it closed, or left out."),
        new(AuditChecks.CheckedIn, "At least as many people checked in as cards speak."),
        new(AuditChecks.Papers, "Paper ballots: not more than cards were exchanged for."),
        new(AuditChecks.Money, "Money changed only as the rules allow."),
        new(AuditChecks.Withdrawals, "Projects were withdrawn only as the rules allow."),
        new(AuditChecks.MixOrder, "Mix, dice and proof came once each, in this order."),
        new(AuditChecks.PaperSamples, "The papers that the dice named were opened as keyed."),
        new(AuditChecks.MixLeast, "Enough ballots to hide among."),
        new(AuditChecks.Result, "One result, after everything it rests on."),
        new(AuditChecks.Releases, "The openings left the service after the result, or not at all."),
        new(AuditChecks.Pages, "The voter's pages changed only while the day was open."),
        new(AuditChecks.Stations, "Stations were paired and revoked in turn."),
        new(AuditChecks.Erasures, "Everything was destroyed once at most."),
        new(Finished, "The day is finished."),
        new(Ballots, "The published ballots are valid and in order."),
        new(Mix, "The published ballots are the sealed ones."),
        new(Allocation, "The result is what the frozen rules give."),
        new(Openings, "Every seal opens."),
        new(OpenedBallots, "The opened ballots are the published ones."),
        new(Seen, "What people kept is in this history."),
        new(Witnesses, "Witnesses countersigned this history."),
    ];
}
