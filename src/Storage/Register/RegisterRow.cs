using PbDecisionDay.Contracts.Tallies;

namespace PbDecisionDay.Storage.Register;

/// <summary>A line of the register.</summary>
/// <param name="Line">The line's id, unique in its day, 1 to 64 characters of <c>[A-Za-z0-9._/-]</c>.</param>
/// <param name="Name">The person's name as the door reads it.</param>
/// <param name="Detail">What tells two people of one name apart at the door, such as a postcode; may be empty.</param>
/// <param name="Pass">SHA-256 of the pass's code, 32 bytes, which the register seals before it is written; empty where no pass was made.</param>
/// <param name="CheckIn">Where and in which hour the person came; <c>null</c> if they have not.</param>
public sealed record RegisterRow(string Line, string Name, string Detail, ReadOnlyMemory<byte> Pass, CheckInMark? CheckIn)
{
    /// <summary>The door that added the person; empty for a line that an organiser brought.</summary>
    public string AddedAt { get; init; } = "";
}

/// <summary>That a person came: the door's station and the hour, no finer.</summary>
/// <param name="Door">The name of the door's station.</param>
/// <param name="Hour">The hour as <c>yyyy-MM-ddTHH</c> in the day's time zone.</param>
public sealed record CheckInMark(string Door, string Hour);

/// <summary>What marking a line came to.</summary>
/// <param name="Standing">The mark that stands.</param>
/// <param name="First">Whether this call made it.</param>
public sealed record MarkOutcome(CheckInMark Standing, bool First);

/// <summary>What the lines and arrivals of a day alone do not tell. All only rise.</summary>
/// <param name="Undone">Marks that were undone.</param>
/// <param name="Twice">Second marks of people who were let in at another door too, while one of the two had no network.</param>
/// <param name="Alone">Cards that doors without a network handed out.</param>
public sealed record MarkNotes(long Undone, long Twice, long Alone);

/// <summary>What settling a mark came to.</summary>
/// <param name="Standing">The mark that stands; <c>null</c> where it was undone since.</param>
/// <param name="First">Whether this call made it.</param>
/// <param name="Twice">Whether another door let the person in too.</param>
public sealed record SettledOutcome(CheckInMark? Standing, bool First, bool Twice);

/// <summary>What undoing a mark came to in the store.</summary>
public enum UndoOutcome
{
    /// <summary>The mark is gone, and two codes are used up.</summary>
    Undone,

    /// <summary>That mark did not stand.</summary>
    NoMark,

    /// <summary>Two codes for it were not there.</summary>
    NoCodes,
}

/// <summary>Names that a door may have on its device, to let them in without a network.</summary>
/// <param name="Door">The name of the door's station.</param>
/// <param name="From">The first of them, in small letters without accents; empty for the register's first.</param>
/// <param name="To">The name before which they end; empty where they go on to the register's last.</param>
public sealed record DoorRun(string Door, string From, string To)
{
    /// <summary>Whether a name is one of them.</summary>
    /// <param name="folded">The name in small letters without accents.</param>
    public bool Holds(string folded) => string.CompareOrdinal(From, folded) <= 0 && (To.Length == 0 || string.CompareOrdinal(folded, To) < 0);
}
