namespace PbDecisionDay.Ledger.Entries;

/// <summary>Who made a batch's cards.</summary>
public enum CardMaker
{
    /// <summary>The service itself, whose word must then be taken that it kept no copy.</summary>
    Service,

    /// <summary><c>pbdd cards</c>, on a machine that does not run the service.</summary>
    Offline,
}

/// <summary>What a paired station may do.</summary>
public enum StationRole
{
    /// <summary>Checks people in.</summary>
    Door,

    /// <summary>Casts for people without a phone.</summary>
    Kiosk,

    /// <summary>Keys paper ballots.</summary>
    Paper,

    /// <summary>Shows the day to the hall.</summary>
    Screen,
}

/// <summary>What happened to a station.</summary>
public enum StationChange
{
    /// <summary>It may act from now on.</summary>
    Paired,

    /// <summary>It may not act any more.</summary>
    Revoked,
}

/// <summary>Why a card was ended from outside.</summary>
public enum VoidReason
{
    /// <summary>Its holder lost it.</summary>
    Lost,

    /// <summary>It was handed out by mistake, which is undone.</summary>
    Found,

    /// <summary>Its last cast was opened with version 6 or 7, and the card was exchanged for another.</summary>
    Challenged,

    /// <summary>After close: it never left the organiser's hands.</summary>
    Unused,
}

/// <summary>What went other than planned.</summary>
public enum IncidentCode
{
    /// <summary>Casting was paused.</summary>
    Pause,

    /// <summary>Casting went on.</summary>
    Resume,

    /// <summary>People were still waiting to vote at the time of closing.</summary>
    QueueAtClose,

    /// <summary>Someone disputes the count.</summary>
    Dispute,

    /// <summary>A venue's machine started again.</summary>
    Restart,

    /// <summary>Somebody was told that their card had already cast.</summary>
    UsedCard,
}

/// <summary>What was destroyed.</summary>
public enum ErasedThing
{
    /// <summary>The register of people.</summary>
    Register,

    /// <summary>Every copy of the key to the openings.</summary>
    OpeningsKey,

    /// <summary>Contact details.</summary>
    Contacts,
}

/// <summary>Whose money changed a pot.</summary>
public enum PotSource
{
    /// <summary>A sponsor's.</summary>
    Sponsor,

    /// <summary>The council's.</summary>
    Council,

    /// <summary>Money carried over from before.</summary>
    Carried,

    /// <summary>Somebody else's.</summary>
    Other,
}

/// <summary>Why a pot's total changed.</summary>
public enum PotReason
{
    /// <summary>Money came.</summary>
    Added,

    /// <summary>Money went.</summary>
    Withdrawn,

    /// <summary>The total had been wrong.</summary>
    Corrected,
}

/// <summary>Why a proposal cannot be funded any more, or can again.</summary>
public enum WithdrawReason
{
    /// <summary>Its group withdrew it.</summary>
    Withdrawn,

    /// <summary>It may not be funded.</summary>
    Ineligible,

    /// <summary>It became part of another.</summary>
    Merged,

    /// <summary>It can be funded again.</summary>
    Restored,
}

/// <summary>Why a log of the day is left out.</summary>
public enum MissingReason
{
    /// <summary>Nothing of it came back.</summary>
    Lost,

    /// <summary>What came back does not hold together.</summary>
    Damaged,

    /// <summary>It holds together and was not accepted.</summary>
    Refused,
}

/// <summary>For whom the openings left the service.</summary>
public enum ReleasedTo
{
    /// <summary>The appointed auditor.</summary>
    Auditor,

    /// <summary>The settling of a dispute.</summary>
    Dispute,
}

/// <summary>How the enumerations read in entries.</summary>
internal static class EntryWords
{
    public static readonly MemberWords<CardMaker> Maker = new("service", "offline");
    public static readonly MemberWords<StationRole> Role = new("door", "kiosk", "paper", "screen");
    public static readonly MemberWords<StationChange> Change = new("paired", "revoked");
    public static readonly MemberWords<VoidReason> Reason = new("lost", "found", "challenged", "unused");
    public static readonly MemberWords<IncidentCode> Incident = new("pause", "resume", "queue-at-close", "dispute", "restart", "used-card");
    public static readonly MemberWords<ErasedThing> Erased = new("register", "openings-key", "contacts");
    public static readonly MemberWords<PotSource> PotSource = new("sponsor", "council", "carried", "other");
    public static readonly MemberWords<PotReason> PotReason = new("added", "withdrawn", "corrected");
    public static readonly MemberWords<WithdrawReason> Withdrawal = new("withdrawn", "ineligible", "merged", "restored");
    public static readonly MemberWords<MissingReason> Missing = new("lost", "damaged", "refused");
    public static readonly MemberWords<ReleasedTo> Released = new("auditor", "dispute");
}
