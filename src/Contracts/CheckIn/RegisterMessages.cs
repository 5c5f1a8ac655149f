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
public sealed record CheckInAnswer([property: Id(0)] CheckInStatus Status, [property: Id(1)] RegisterLine? Line);

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
}

/// <summary>The register's totals, counts of people.</summary>
/// <param name="Lines">People on the register.</param>
/// <param name="CheckedIn">People checked in.</param>
/// <param name="Doors">Arrivals at each door.</param>
[GenerateSerializer, Immutable, Alias("pbdd.RegisterTotals")]
public sealed record RegisterTotals(
    [property: Id(0)] long Lines,
    [property: Id(1)] long CheckedIn,
    [property: Id(2)] ImmutableArray<DoorCount> Doors);

/// <summary>Arrivals at one door.</summary>
/// <param name="Door">The name of the door's station.</param>
/// <param name="Arrivals">How many people it let in.</param>
[GenerateSerializer, Immutable, Alias("pbdd.DoorCount")]
public sealed record DoorCount([property: Id(0)] string Door, [property: Id(1)] long Arrivals);
