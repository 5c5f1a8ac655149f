using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Auditing;

/// <summary>The checks that a log undergoes, by their stable names. What each asks: docs/formats/verify.md.</summary>
public static class AuditChecks
{
    /// <summary>Each other log is announced once and before its batches; another log holds only what every log may.</summary>
    public const string Logs = "logs";

    /// <summary>Each announced log is joined as it was closed, or missing, once, after the close and before mix or result.</summary>
    public const string Joins = "joins";

    /// <summary>Each batch is named once, before any of its cards is usable, and no card is in two; one that is spoilt has no usable card.</summary>
    public const string Batches = "batches";

    /// <summary>Each batch's manifest is there, with the root and the number of cards in the log.</summary>
    public const string Manifests = "manifests";

    /// <summary>A batch is made usable once at most, after it was named and not after the end of casting.</summary>
    public const string Activation = "activation";

    /// <summary>A batch that was ended since its printing failed has no card that was or becomes usable.</summary>
    public const string SpoiltBatches = "spoilt-batches";

    /// <summary>The day opens once.</summary>
    public const string Opening = "opening";

    /// <summary>Casting ends once, after the opening, and the day closes once after that.</summary>
    public const string Closing = "closing";

    /// <summary>Pauses and resumptions alternate between the opening and the end of casting.</summary>
    public const string Pauses = "pauses";

    /// <summary>Nothing is cast or surrendered before the opening, in a pause or after the end of casting, and nothing challenged before the opening or after the close.</summary>
    public const string Hours = "hours";

    /// <summary>Every card that is used or voided is in a published manifest, of a batch that votes in this log.</summary>
    public const string PublishedCards = "published-cards";

    /// <summary>Every use shows its card's proof of the version.</summary>
    public const string CardProofs = "card-proofs";

    /// <summary>A card's versions are used once each and in turn; 6 may follow any lower one for a cast, and 7 for a surrender.</summary>
    public const string CardVersions = "card-versions";

    /// <summary>Nothing follows version 7, a challenge of version 6, a surrender or a void.</summary>
    public const string EndedCards = "ended-cards";

    /// <summary>No use of a card stands twice in the log.</summary>
    public const string RepeatedEntries = "repeated-entries";

    /// <summary>Where the rules forbid replacement, a second cast follows only a challenge, and no surrender a cast.</summary>
    public const string Replacement = "replacement";

    /// <summary>Every challenge opens the seal of its card's last cast.</summary>
    public const string Challenges = "challenges";

    /// <summary>No card is voided twice or after the end of casting; as lost or found not after it cast; as challenged only where a challenge left it no cast; as unused only after the close.</summary>
    public const string Voids = "voids";

    /// <summary>No card that is voided as unused had cast.</summary>
    public const string UnusedCards = "unused-cards";

    /// <summary>The close names <c>issued.txt</c>: published cards, all of the batches made usable, as many as the last total.</summary>
    public const string Issued = "issued";

    /// <summary>Every card that was used had been made usable.</summary>
    public const string UsableCards = "usable-cards";

    /// <summary>The running totals never fall, and none follows the close.</summary>
    public const string Totals = "totals";

    /// <summary>At mix or result at least as many people are checked in, but for cards voided as found, as cards hold a counted ballot or were surrendered.</summary>
    public const string CheckedIn = "checked-in";

    /// <summary>Paper ballots are keyed after the close and before mix and result, not more than cards were surrendered.</summary>
    public const string Papers = "papers";

    /// <summary>Every new total of a pot is one that the frozen rules allow at its place.</summary>
    public const string Money = "money";

    /// <summary>Every withdrawal, and every restoring, is one that the frozen rules allow at its place.</summary>
    public const string Withdrawals = "withdrawals";

    /// <summary>Mix, lots and proof follow one another, once each, after the close and before the result.</summary>
    public const string MixOrder = "mix-order";

    /// <summary>The papers that the dice name are opened as they were keyed, in the order drawn, between the dice and the result; no others.</summary>
    public const string PaperSamples = "paper-samples";

    /// <summary>No fewer than 30 ballots are mixed.</summary>
    public const string MixLeast = "mix-least";

    /// <summary>One result, after the close, and after the proof where there is a mix or 30 or more ballots count.</summary>
    public const string Result = "result";

    /// <summary>The voter's pages change only while the day is open, and each list differs from the one before.</summary>
    public const string Pages = "pages";

    /// <summary>The openings leave the service after the result, and it is written once for each who gets them.</summary>
    public const string Releases = "releases";

    /// <summary>A station is paired before it is revoked, and neither twice in a row.</summary>
    public const string Stations = "stations";

    /// <summary>Everything is destroyed once.</summary>
    public const string Erasures = "erasures";

    /// <summary>All of them, in the order of a report.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Logs, Batches, Manifests, Activation, SpoiltBatches, Opening, Closing, Pauses, Hours, PublishedCards, CardProofs, CardVersions, EndedCards,
        RepeatedEntries, Replacement, Challenges, Voids, UnusedCards, Issued, UsableCards, Totals, Joins, CheckedIn, Papers, Money, Withdrawals, MixOrder, PaperSamples,
        MixLeast, Result, Releases, Pages, Stations, Erasures,
    ];
}
