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

    /// <summary>It was found without a holder.</summary>
    Found,

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

/// <summary>How the enumerations read in entries.</summary>
internal static class EntryWords
{
    public static readonly MemberWords<CardMaker> Maker = new("service", "offline");
    public static readonly MemberWords<StationRole> Role = new("door", "kiosk", "paper", "screen");
    public static readonly MemberWords<StationChange> Change = new("paired", "revoked");
    public static readonly MemberWords<VoidReason> Reason = new("lost", "found", "unused");
    public static readonly MemberWords<IncidentCode> Incident = new("pause", "resume", "queue-at-close", "dispute");
    public static readonly MemberWords<ErasedThing> Erased = new("register", "openings-key", "contacts");
}
