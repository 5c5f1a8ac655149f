using PbDecisionDay.Ledger.Auditing;


namespace PbDecisionDay.Grains.SelfCheck;

/// <summary>The self-check's own checks by their stable names, and which of the service's promises, I1 to I8, each is about.</summary>
internal static class Promises
{
    /// <summary>Every acknowledged use of a card stands in the log at its receipt's index: its signature is over this entry, here.</summary>
    public static readonly (string Promise, string Check) Receipts = ("I1", "receipts");

    /// <summary>Every card that is used was made usable.</summary>
    public static readonly (string Promise, string Check) Usable = ("I2", "usable-cards");

    /// <summary>No more cards are used than were made usable.</summary>
    public static readonly (string Promise, string Check) Cards = ("I3", "cards-used");

    /// <summary>Every checkpoint ever signed is this log's, and its signature is the log key's.</summary>
    public static readonly (string Promise, string Check) Checkpoints = ("I4", "checkpoints");

    /// <summary>The memory outside the database is of this log.</summary>
    public static readonly (string Promise, string Check) Memory = ("I4", "memory");

    /// <summary>Every row of the journal is an entry, and the entry prints back to the same bytes.</summary>
    public static readonly (string Promise, string Check) Entries = ("I5", "entries");

    /// <summary>Every sealed ballot opens with the day's key, to its own seal.</summary>
    public static readonly (string Promise, string Check) Openings = ("I5", "openings");

    /// <summary>Every sealed ballot is valid under the frozen rules, which are those the log names.</summary>
    public static readonly (string Promise, string Check) Ballots = ("I5", "ballots");

    /// <summary>The ballot box's numbers and ballots are the log's.</summary>
    public static readonly (string Promise, string Check) Box = ("I5", "box");

    /// <summary>The tally counted what the log holds.</summary>
    public static readonly (string Promise, string Check) Tally = ("I8", "tally");

    /// <summary>Which promise a check of the ledger's audit is about.</summary>
    public static string Of(string auditCheck) => auditCheck switch
    {
        AuditChecks.Opening or AuditChecks.Closing or AuditChecks.Pauses or AuditChecks.Hours => "I7",
        AuditChecks.Issued or AuditChecks.Totals or AuditChecks.CheckedIn or AuditChecks.Papers => "I3",
        AuditChecks.Batches or AuditChecks.Manifests or AuditChecks.Activation or AuditChecks.SpoiltBatches or AuditChecks.PublishedCards or AuditChecks.CardProofs
            or AuditChecks.CardVersions or AuditChecks.EndedCards or AuditChecks.RepeatedEntries or AuditChecks.Replacement
            or AuditChecks.Voids or AuditChecks.UnusedCards or AuditChecks.UsableCards => "I2",
        _ => "I5",
    };
}
