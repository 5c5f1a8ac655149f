using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Auditing;

/// <summary>The checks that a log undergoes, by their stable names. What each asks: docs/formats/verify.md.</summary>
public static class AuditChecks
{
    /// <summary>Each batch is named once, before the opening, and no card is in two.</summary>
    public const string Batches = "batches";

    /// <summary>Each batch's manifest is there, with the root and the number of cards in the log.</summary>
    public const string Manifests = "manifests";

    /// <summary>A batch is made usable once at most, after it was named and not after the close.</summary>
    public const string Activation = "activation";

    /// <summary>The day opens once.</summary>
    public const string Opening = "opening";

    /// <summary>The day closes once, after it opened.</summary>
    public const string Closing = "closing";

    /// <summary>Pauses and resumptions alternate while the day is open.</summary>
    public const string Pauses = "pauses";

    /// <summary>Nothing is cast or surrendered before the opening, in a pause or after the close, and nothing challenged before the opening or after the close.</summary>
    public const string Hours = "hours";

    /// <summary>Every card that is used or voided is in a published manifest.</summary>
    public const string PublishedCards = "published-cards";

    /// <summary>Every use shows its card's proof of the version.</summary>
    public const string CardProofs = "card-proofs";

    /// <summary>A card's versions are used once each and in turn; 7 may follow any for a cast or surrender.</summary>
    public const string CardVersions = "card-versions";

    /// <summary>Nothing follows version 7, a surrender or a void.</summary>
    public const string EndedCards = "ended-cards";

    /// <summary>No use of a card stands twice in the log.</summary>
    public const string RepeatedEntries = "repeated-entries";

    /// <summary>Where the rules forbid replacement, a second cast follows only a challenge, and no surrender a cast.</summary>
    public const string Replacement = "replacement";

    /// <summary>Every challenge opens the seal of its card's last cast.</summary>
    public const string Challenges = "challenges";

    /// <summary>No card is voided twice, or after it cast; as unused only after the close.</summary>
    public const string Voids = "voids";

    /// <summary>No card that is voided as unused had cast.</summary>
    public const string UnusedCards = "unused-cards";

    /// <summary>The close names <c>issued.txt</c>: published cards, all of the batches made usable, as many as the last total.</summary>
    public const string Issued = "issued";

    /// <summary>Every card that was used had been made usable.</summary>
    public const string UsableCards = "usable-cards";

    /// <summary>The running totals never fall, and none follows the close.</summary>
    public const string Totals = "totals";

    /// <summary>At the close at least as many people are checked in as cards were used.</summary>
    public const string CheckedIn = "checked-in";

    /// <summary>Paper ballots are keyed after the close and before mix and result, not more than cards were surrendered.</summary>
    public const string Papers = "papers";

    /// <summary>Mix, lots and proof follow one another, once each, after the close and before the result.</summary>
    public const string MixOrder = "mix-order";

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
        Batches, Manifests, Activation, Opening, Closing, Pauses, Hours, PublishedCards, CardProofs, CardVersions, EndedCards,
        RepeatedEntries, Replacement, Challenges, Voids, UnusedCards, Issued, UsableCards, Totals, CheckedIn, Papers, MixOrder,
        MixLeast, Result, Releases, Pages, Stations, Erasures,
    ];
}
