using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Contracts.CheckIn;

/// <summary>A person to add to the register.</summary>
/// <param name="Line">The line's id, 1 to 64 characters of <c>[A-Za-z0-9._/-]</c>; empty to have one made.</param>
/// <param name="Name">1 to 120 characters.</param>
/// <param name="Detail">What tells people of one name apart, at most 120 characters; may be empty.</param>
/// <param name="PassCode">The code of the person's pass, 6 to 64 letters and digits, read without case, spaces and hyphens; empty if there is none.</param>
[GenerateSerializer, Immutable, Alias("pbdd.NewLine")]
public sealed record NewLine(
    [property: Id(0)] string Line,
    [property: Id(1)] string Name,
    [property: Id(2)] string Detail,
    [property: Id(3)] string PassCode)
{
    /// <summary>Whether the organiser says that this is somebody else than a person whose name and detail look the same.</summary>
    [Id(4)]
    public bool IsSomebodyElse { get; init; }
}

/// <summary>What adding people came to.</summary>
/// <param name="Added">How many were added: all that are new, or none.</param>
/// <param name="ProblemAt">The position, from 0, of the first line that is wrong; -1 if none is, or if the register could not be written.</param>
/// <param name="Problem">What is wrong with it, for a person; empty if nothing.</param>
[GenerateSerializer, Immutable, Alias("pbdd.AddLinesResult")]
public sealed record AddLinesResult(
    [property: Id(0)] int Added,
    [property: Id(1)] int ProblemAt,
    [property: Id(2)] string Problem)
{
    /// <summary>How many stood on the register already, word for word.</summary>
    [Id(3)]
    public int Same { get; init; }

    /// <summary>
    /// Where the problem is a question, the positions, from 0, of all lines that may be a person who is in the list or on the register already.
    /// The list is taken where each of them says it is somebody else.
    /// </summary>
    [Id(4)]
    public ImmutableArray<int> MayBeSame { get; init; } = [];

    /// <summary>Whether the problem is a question.</summary>
    public bool Asks => MayBeSame.Length > 0;
}

/// <summary>A line as a door sees it.</summary>
/// <param name="Line">Its id.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Detail">What tells people of one name apart.</param>
/// <param name="Door">The door where the person was checked in; empty if they were not.</param>
/// <param name="Hour">The hour, <c>yyyy-MM-ddTHH</c>; empty if they were not.</param>
[GenerateSerializer, Immutable, Alias("pbdd.RegisterLine")]
public sealed record RegisterLine(
    [property: Id(0)] string Line,
    [property: Id(1)] string Name,
    [property: Id(2)] string Detail,
    [property: Id(3)] string Door,
    [property: Id(4)] string Hour);

/// <summary>What a check-in came to.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Line">The line, with the mark that stands; <c>null</c> where there is no such line.</param>
[GenerateSerializer, Immutable, Alias("pbdd.CheckInAnswer")]
public sealed record CheckInAnswer([property: Id(0)] CheckInStatus Status, [property: Id(1)] RegisterLine? Line)
{
    /// <summary>The door that keeps the person's line and is cut off; empty unless that is the answer.</summary>
    [Id(2)]
    public string KeptBy { get; init; } = "";
}

/// <summary>The outcomes of a check-in on the register.</summary>
[GenerateSerializer, Alias("pbdd.CheckInStatus")]
public enum CheckInStatus
{
    /// <summary>Marked now: let the person draw a card.</summary>
    CheckedIn,

    /// <summary>Marked before; the line says at which door and in which hour.</summary>
    AlreadyCheckedIn,

    /// <summary>No such line or pass.</summary>
    Unknown,

    /// <summary>The register could not be written. Ask again.</summary>
    Unavailable,

    /// <summary>Not marked: another door keeps this line and has no network, so that it may be letting the person in now.</summary>
    KeptElsewhere,
}

/// <summary>A person to add at a door and to check in at once.</summary>
/// <param name="Name">1 to 120 characters.</param>
/// <param name="Detail">What tells people of one name apart, at most 120 characters; may be empty.</param>
/// <param name="NoneOf">The lines of those who might be the same that the door was shown, and says that this is none of; empty at first.</param>
/// <param name="Door">The name of the door's station.</param>
[GenerateSerializer, Immutable, Alias("pbdd.AddAtDoor")]
public sealed record AddAtDoor(
    [property: Id(0)] string Name,
    [property: Id(1)] string Detail,
    [property: Id(2)] ImmutableArray<string> NoneOf,
    [property: Id(3)] string Door);

/// <summary>What adding a person at a door came to.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Line">The new line, checked in; <c>null</c> where nobody was added.</param>
/// <param name="Alike">Who might be the same, at most five, the likeliest first.</param>
/// <param name="Problem">What is wrong with the name or detail, for a person; empty if nothing.</param>
[GenerateSerializer, Immutable, Alias("pbdd.AddAtDoorAnswer")]
public sealed record AddAtDoorAnswer(
    [property: Id(0)] AddAtDoorStatus Status,
    [property: Id(1)] RegisterLine? Line,
    [property: Id(2)] ImmutableArray<RegisterLine> Alike,
    [property: Id(3)] string Problem);

/// <summary>The outcomes of adding a person at a door.</summary>
[GenerateSerializer, Alias("pbdd.AddAtDoorStatus")]
public enum AddAtDoorStatus
{
    /// <summary>Added and checked in: let the person draw a card.</summary>
    Added,

    /// <summary>Nobody was added: people who might be the same are on the register.</summary>
    MayBeSame,

    /// <summary>Nobody was added: the name or the detail is none.</summary>
    Refused,

    /// <summary>The register could not be written. Ask again.</summary>
    Unavailable,
}

/// <summary>What undoing a check-in came to.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Line">The line as it stands now; <c>null</c> where there is none.</param>
[GenerateSerializer, Immutable, Alias("pbdd.UndoAnswer")]
public sealed record UndoAnswer([property: Id(0)] UndoStatus Status, [property: Id(1)] RegisterLine? Line);

/// <summary>The outcomes of undoing a check-in.</summary>
[GenerateSerializer, Alias("pbdd.UndoStatus")]
public enum UndoStatus
{
    /// <summary>The mark is gone, and the person can be checked in.</summary>
    Undone,

    /// <summary>The person was added at this door, and is off the register again.</summary>
    TakenOut,

    /// <summary>Nothing was undone: the person is not checked in.</summary>
    NotCheckedIn,

    /// <summary>Nothing was undone: another door checked the person in.</summary>
    AtAnotherDoor,

    /// <summary>No such line.</summary>
    Unknown,

    /// <summary>The register could not be written. Ask again.</summary>
    Unavailable,

    /// <summary>Nothing was undone: no two codes are there for this, or they undid it before.</summary>
    CodesSpent,
}

/// <summary>What a door keeps of the register, to go on without a network.</summary>
/// <param name="Stamp">Names this state of the lines' names, 16 characters; another after a line is added, taken out or allotted to another door.</param>
/// <param name="Lines">The lines allotted to the door; empty where it has this stamp already.</param>
/// <param name="CameIn">The ids of its lines whose people are checked in.</param>
/// <param name="Ranges">From which name on each door keeps the lines, in order, as <see cref="DoorRange"/> spells names.</param>
[GenerateSerializer, Immutable, Alias("pbdd.DoorPart")]
public sealed record DoorPart(
    [property: Id(0)] string Stamp,
    [property: Id(1)] ImmutableArray<KeptLine> Lines,
    [property: Id(2)] ImmutableArray<string> CameIn,
    [property: Id(3)] ImmutableArray<DoorRange> Ranges)
{
    /// <summary>When this was answered. The door says it when it asks again, which shows that it was answered.</summary>
    [Id(4)]
    public DateTimeOffset At { get; init; }
}

/// <summary>A line that is allotted to a door.</summary>
/// <param name="Line">Its id.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Detail">What tells people of one name apart.</param>
/// <param name="Pass">SHA-256 of the pass's code, base64; empty where there is none.</param>
[GenerateSerializer, Immutable, Alias("pbdd.KeptLine")]
public sealed record KeptLine(
    [property: Id(0)] string Line,
    [property: Id(1)] string Name,
    [property: Id(2)] string Detail,
    [property: Id(3)] string Pass);

/// <summary>From which name on a door keeps the lines.</summary>
/// <param name="Door">The name of the door's station.</param>
/// <param name="From">A name in small letters without accents; empty for the first door.</param>
[GenerateSerializer, Immutable, Alias("pbdd.DoorRange")]
public sealed record DoorRange([property: Id(0)] string Door, [property: Id(1)] string From);

/// <summary>That a door let a person in without a network.</summary>
/// <param name="Id">Drawn by the door for this mark, 1 to 64 characters; the same when it asks again.</param>
/// <param name="Line">The id of the person's line.</param>
[GenerateSerializer, Immutable, Alias("pbdd.AloneMark")]
public sealed record AloneMark([property: Id(0)] string Id, [property: Id(1)] string Line);

/// <summary>Cards that a door handed out without a network, counted and not named.</summary>
/// <param name="Station">The door's station.</param>
/// <param name="Door">The name of the door's station.</param>
/// <param name="Id">Drawn by the door for these cards, 1 to 64 characters; the same when it asks again.</param>
/// <param name="Cards">1 to 10,000.</param>
/// <param name="Pile">How many cards the station's own pile has ever held: it settles no more.</param>
[GenerateSerializer, Immutable, Alias("pbdd.AloneCards")]
public sealed record AloneCards(
    [property: Id(0)] string Station, [property: Id(1)] string Door, [property: Id(2)] string Id, [property: Id(3)] int Cards, [property: Id(4)] int Pile);

/// <summary>What a mark that a door made without a network came to.</summary>
/// <param name="Line">The id that the door sent.</param>
/// <param name="Status">The outcome.</param>
/// <param name="Standing">The line as it stands now; <c>null</c> where there is none.</param>
[GenerateSerializer, Immutable, Alias("pbdd.SettledMark")]
public sealed record SettledMark([property: Id(0)] string Line, [property: Id(1)] SettledStatus Status, [property: Id(2)] RegisterLine? Standing);

/// <summary>The outcomes of settling a mark.</summary>
[GenerateSerializer, Alias("pbdd.SettledStatus")]
public enum SettledStatus
{
    /// <summary>The person is checked in at this door, now or before.</summary>
    Settled,

    /// <summary>Another door let the person in too: two cards are out for one person.</summary>
    Twice,

    /// <summary>No such line any more: somebody was let in who is not on the register.</summary>
    Unknown,
}

/// <summary>The register's totals, counts of people.</summary>
/// <param name="Lines">People on the register.</param>
/// <param name="CheckedIn">People of the register checked in, each once.</param>
/// <param name="Doors">People at each door: those it checked in, or to whom it handed out a first card. Each person stands at one door.</param>
[GenerateSerializer, Immutable, Alias("pbdd.RegisterTotals")]
public sealed record RegisterTotals(
    [property: Id(0)] long Lines,
    [property: Id(1)] long CheckedIn,
    [property: Id(2)] ImmutableArray<DoorCount> Doors)
{
    /// <summary>Marks that were undone.</summary>
    [Id(3)]
    public long Undone { get; init; }

    /// <summary>People who were let in at a second door too, while one of the two had no network.</summary>
    [Id(4)]
    public long Twice { get; init; }

    /// <summary>Cards that doors without a network handed out and told afterwards (cards-only mode).</summary>
    [Id(5)]
    public long Alone { get; init; }

    /// <summary>How many each door let in without a network and told of when voting was over. They are in the other totals too.</summary>
    [Id(6)]
    public ImmutableArray<DoorCount> Late { get; init; } = [];

    /// <summary>Arrivals that were taken back at a door that had let in fewer: another door had.</summary>
    [Id(7)]
    public long BackElsewhere { get; init; }

    /// <summary>Distinct people at all doors.</summary>
    public long People => Doors.Sum(door => door.Arrivals) - BackElsewhere;

    /// <summary>People of the register who drew a card, as the marks tell: whoever was let in at two doors drew two.</summary>
    public long Drew => CheckedIn + Twice;

    /// <summary>Marks ever made. It never falls: an undone one stays in it.</summary>
    public long Marks => CheckedIn + Twice + Undone;
}

/// <summary>Arrivals at one door.</summary>
/// <param name="Door">The name of the door's station.</param>
/// <param name="Arrivals">How many people it let in.</param>
[GenerateSerializer, Immutable, Alias("pbdd.DoorCount")]
public sealed record DoorCount([property: Id(0)] string Door, [property: Id(1)] long Arrivals);
