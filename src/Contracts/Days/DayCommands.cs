using Orleans;

namespace PbDecisionDay.Contracts.Days;

/// <summary>Creates a day.</summary>
/// <param name="Site">
/// The address residents will open: <c>https://</c> or <c>http://</c>, host, and port where it is not the scheme's own. Fixed before
/// cards are made: host and port name the log, and the log's name is in every card.
/// </param>
/// <param name="Rehearsal">Whether this is a rehearsal, which is said on every page and card and cannot be changed.</param>
/// <param name="Settings">The first settings.</param>
/// <param name="By">The organiser's id.</param>
[GenerateSerializer, Immutable, Alias("pbdd.CreateDay")]
public sealed record CreateDay(
    [property: Id(0)] string Site,
    [property: Id(1)] bool Rehearsal,
    [property: Id(2)] DaySettings Settings,
    [property: Id(3)] string By)
{
    /// <summary>The day of which it is a practice run, which no list shows; empty for every other day.</summary>
    [Id(4)]
    public string PracticeOf { get; init; } = "";
}

/// <summary>Takes a day a step on.</summary>
/// <param name="To">The phase to reach.</param>
/// <param name="Reason">Why, for a pause, postponing or voiding; otherwise empty. It stays in the history that organisers read.</param>
/// <param name="By">The organiser's id.</param>
/// <param name="SecondBy">
/// Another organiser's id, needed for publishing a day that counts, opening a published one, closing, declaring, voiding, and postponing a day that is open or paused;
/// otherwise may be empty.
/// </param>
[GenerateSerializer, Immutable, Alias("pbdd.Transition")]
public sealed record Transition(
    [property: Id(0)] DayPhase To,
    [property: Id(1)] string Reason,
    [property: Id(2)] string By,
    [property: Id(3)] string SecondBy)
{
    /// <summary>
    /// The date of the day's place, <c>yyyy-MM-dd</c>, on which the asking organiser knows that voting opens; needed where a day that counts
    /// opens on another date than its own, otherwise may be empty.
    /// </summary>
    [Id(4)]
    public string OnDate { get; init; } = "";

    /// <summary>
    /// Whether the asking organiser says that the day opens with nobody outside who countersigns its log; needed where a day that counts names no
    /// witness. Everyone is told so for ever.
    /// </summary>
    [Id(5)]
    public bool WithoutWitness { get; init; }

    /// <summary>What the two who publish have read, see <see cref="DraftHash"/>: anything else is refused. Empty where nothing was read, and nothing is compared.</summary>
    [Id(6)]
    public string Draft { get; init; } = "";
}

/// <summary>What a command to a day came to.</summary>
/// <param name="Refusal">Why nothing was done, or <see cref="DayRefusal.None"/>.</param>
/// <param name="Detail">What exactly is missing or wrong, for a person; may be empty.</param>
[GenerateSerializer, Immutable, Alias("pbdd.DayOutcome")]
public sealed record DayOutcome([property: Id(0)] DayRefusal Refusal, [property: Id(1)] string Detail)
{
    /// <summary>The member of the command that is wrong, as it is called there; <c>null</c> where none is, or the sentence says it alone.</summary>
    [Id(2)]
    public string? Field { get; init; }

    /// <summary>It is done, and durable.</summary>
    public static readonly DayOutcome Done = new(DayRefusal.None, "");

    /// <summary>It is being worked on; the same command again, a moment later, is answered when it is done.</summary>
    public static readonly DayOutcome Working = new(DayRefusal.Working, "The service is working on the count. Ask again in a moment.");
}

/// <summary>Why a day refused.</summary>
[GenerateSerializer, Alias("pbdd.DayRefusal")]
public enum DayRefusal
{
    /// <summary>It did not refuse.</summary>
    None,

    /// <summary>There is no such day.</summary>
    NoSuchDay,

    /// <summary>The id is taken.</summary>
    AlreadyExists,

    /// <summary>The day is not in a phase that allows it.</summary>
    WrongPhase,

    /// <summary>The settings, the proposals or the command are incomplete or wrong; the detail says what.</summary>
    Invalid,

    /// <summary>A second organiser has to agree.</summary>
    NeedsSecondPerson,

    /// <summary>Whoever asks, or the second person, is none of the day's approvers.</summary>
    NotApprover,

    /// <summary>Fewer than two organisers are confirmed, so nobody could approve a step of the day.</summary>
    TooFewApprovers,

    /// <summary>A reason has to be given.</summary>
    NeedsReason,

    /// <summary>There are no cards yet.</summary>
    NeedsCards,

    /// <summary>Three people have to keep a share of the openings key first, and to have read it back.</summary>
    KeysNotKept,

    /// <summary>No such station, batch, card or proposal.</summary>
    Unknown,

    /// <summary>The card has cast, so it cannot be voided.</summary>
    CardHasCast,

    /// <summary>The storage could not be written. Ask again.</summary>
    Unavailable,

    /// <summary>The eight dice have to be rolled and entered first.</summary>
    NeedsDice,

    /// <summary>Other dice are in the log already; they are rolled once.</summary>
    OtherDice,

    /// <summary>More paper ballots than cards that were handed in for one.</summary>
    TooManyPapers,

    /// <summary>The ballot account has to be closed first.</summary>
    NotAccounted,

    /// <summary>Sheet, photograph, signatures or the second person's look at them are missing.</summary>
    NotValidated,

    /// <summary>The count or the proof of the mix is being made and takes longer than an answer. Ask again.</summary>
    Working,

    /// <summary>Today is not the day's own date, and whoever asks did not say that they know.</summary>
    OtherDate,

    /// <summary>The frozen rules do not allow this change, or not any more.</summary>
    ChangeNotAllowed,

    /// <summary>The group's signed consent is needed first.</summary>
    NeedsConsent,

    /// <summary>The day's address is one that phones in the hall do not find.</summary>
    OwnAddress,

    /// <summary>The service has no copy of the openings key any more: two holders bring their shares.</summary>
    NeedsShares,

    /// <summary>A share cannot be read, was sealed under another passphrase, is of another making, or does not fit the others.</summary>
    WrongShare,

    /// <summary>The day names nobody outside who countersigns its log, and whoever asks did not say that it shall open without.</summary>
    NeedsWitness,
}
