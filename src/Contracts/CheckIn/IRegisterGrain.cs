using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans;
using PbDecisionDay.Contracts.Failures;

namespace PbDecisionDay.Contracts.CheckIn;

/// <summary>
/// A day's register: who may vote, and that they came. Its key is the day's id. It is not event-sourced: its rows can be erased.
/// In a cards-only day it holds no people, only how many cards each door handed out.
/// </summary>
[Alias("pbdd.IRegisterGrain")]
public interface IRegisterGrain : IGrainWithStringKey
{
    /// <summary>Tells the register in which time zone the hours of its check-ins are; UTC until it is told. The day does, when it is published.</summary>
    /// <param name="timeZone">An IANA time zone this machine knows.</param>
    /// <param name="cancellationToken">Honoured before it is written.</param>
    /// <exception cref="RegisterUnavailableException">It could not be written; ask again.</exception>
    [Alias("SetUp")]
    Task SetUpAsync(string timeZone, CancellationToken cancellationToken);

    /// <summary>Adds people. All are added or none.</summary>
    [Alias("Add")]
    Task<AddLinesResult> AddAsync(ImmutableArray<NewLine> lines, CancellationToken cancellationToken);

    /// <summary>
    /// Lines whose name or detail contains every word of the query, in any order, without regard to case, accents and apostrophes. Lines whose names
    /// are spelt or sound nearly so come after them.
    /// </summary>
    /// <param name="query">At least two characters.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>At most 20 lines, best first.</returns>
    [Alias("Find"), AlwaysInterleave, ReadOnly]
    Task<ImmutableArray<RegisterLine>> FindAsync(string query, CancellationToken cancellationToken);

    /// <summary>Marks a line once across all doors.</summary>
    /// <param name="line">The line's id; never the code of a pass, which could be another person's.</param>
    /// <param name="door">The name of the door's station.</param>
    /// <param name="cancellationToken">Honoured before the mark is written.</param>
    [Alias("CheckIn")]
    Task<CheckInAnswer> CheckInAsync(string line, string door, CancellationToken cancellationToken);

    /// <summary>Marks the line of a pass once across all doors.</summary>
    /// <param name="pass">The code of the pass as it was scanned or typed; never a line's id.</param>
    /// <param name="door">The name of the door's station.</param>
    /// <param name="cancellationToken">Honoured before the mark is written.</param>
    [Alias("CheckInPass")]
    Task<CheckInAnswer> CheckInPassAsync(string pass, string door, CancellationToken cancellationToken);

    /// <summary>A line as it stands; <c>null</c> where there is none.</summary>
    [Alias("Get"), AlwaysInterleave, ReadOnly]
    Task<RegisterLine?> GetAsync(string line, CancellationToken cancellationToken);

    /// <summary>Adds a person at a door and marks them as checked in there, in one write; not before the door was shown who might be the same.</summary>
    [Alias("AddAtDoor")]
    Task<AddAtDoorAnswer> AddAtDoorAsync(AddAtDoor command, CancellationToken cancellationToken);

    /// <summary>
    /// Takes back a check-in that this door made, and a person whom it added with it. <see cref="SpendDoorCodesAsync"/> MUST have read two codes for
    /// this: they are used up in the same write. Whether their owners may is the caller's to know.
    /// </summary>
    /// <param name="line">The line's id.</param>
    /// <param name="door">The name of the door's station. What another door did stays.</param>
    /// <param name="cancellationToken">Honoured before it is written.</param>
    [Alias("Undo")]
    Task<UndoAnswer> UndoAsync(string line, string door, CancellationToken cancellationToken);

    /// <summary>
    /// Hears from a door, and says what it keeps to go on without a network. From then on its lines are let in at other doors only while it is heard
    /// from. The lines are split by name among the doors, in the order of the doors' names. What a door keeps MUST be written before this returns, where
    /// it is not what it kept before.
    /// </summary>
    /// <param name="door">The name of the door's station.</param>
    /// <param name="doors">The names of all doors of the day.</param>
    /// <param name="has">The stamp of the part that the door has; empty if none.</param>
    /// <param name="answered"><see cref="DoorPart.At"/> of the last answer that the door has; <c>null</c> if none.</param>
    /// <param name="cancellationToken">Honoured before anything is done.</param>
    /// <exception cref="RegisterUnavailableException">What the door keeps could not be written; it keeps what it has, and asks again.</exception>
    [Alias("GetPart")]
    Task<DoorPart> GetPartAsync(string door, ImmutableArray<string> doors, string has, DateTimeOffset? answered, CancellationToken cancellationToken);

    /// <summary>Hears that a door goes away, as when its device sleeps: it keeps nothing until it asks for its part again, and its people are let in elsewhere.</summary>
    /// <exception cref="RegisterUnavailableException">It could not be written; the door may be sent its people still.</exception>
    [Alias("Leave")]
    Task LeaveAsync(string door, CancellationToken cancellationToken);

    /// <summary>
    /// Marks whom a door let in while it had no network. It MUST be safe to ask again: a mark of this door that stands is settled, and a person whom
    /// another door let in too is noted once.
    /// </summary>
    /// <param name="door">The name of the door's station.</param>
    /// <param name="marked">What the door did, at most 500. Each id marks once: a copy of it that comes late marks nobody who was undone since.</param>
    /// <param name="isLate">Whether voting is over: whom the day did not know of is noted for the account.</param>
    /// <param name="cancellationToken">Honoured before it is written.</param>
    /// <returns>In the order asked.</returns>
    /// <exception cref="RegisterUnavailableException">Whether it was written is not known; ask again.</exception>
    [Alias("SettleMarks")]
    Task<ImmutableArray<SettledMark>> SettleMarksAsync(string door, ImmutableArray<AloneMark> marked, bool isLate, CancellationToken cancellationToken);

    /// <summary>Counts the cards that a door handed out while it had no network, once for each id of its station.</summary>
    /// <param name="cards">The cards.</param>
    /// <param name="isLate">Whether voting is over: the cards are noted for the account.</param>
    /// <param name="cancellationToken">Honoured before it is written.</param>
    /// <exception cref="RegisterUnavailableException">Whether it was written is not known; ask again with the same id.</exception>
    /// <returns>Whether they are counted, now or before; not where the station's pile never held so many.</returns>
    [Alias("SettleArrivals")]
    Task<bool> SettleArrivalsAsync(AloneCards cards, bool isLate, CancellationToken cancellationToken);

    /// <summary>The key, 32 bytes, under which a door keeps its part. Whoever revokes the door's station takes it away.</summary>
    /// <exception cref="RegisterUnavailableException">It cannot be read; ask again.</exception>
    [Alias("GetDoorKey"), AlwaysInterleave]
    Task<byte[]> GetDoorKeyAsync(string station, CancellationToken cancellationToken);

    /// <summary>Makes an organiser's own codes for the doors of this day, each for one step; those before that were not used end.</summary>
    /// <returns>Five, each eight characters of Crockford base32, shown once.</returns>
    /// <exception cref="RegisterUnavailableException">They could not be written; ask again.</exception>
    [Alias("MakeDoorCodes")]
    Task<ImmutableArray<string>> MakeDoorCodesAsync(string organiser, CancellationToken cancellationToken);

    /// <summary>How many codes an organiser has left, and where they were used.</summary>
    /// <exception cref="RegisterUnavailableException">They cannot be read; ask again.</exception>
    [Alias("GetDoorCodes"), AlwaysInterleave, ReadOnly]
    Task<OwnDoorCodes> GetDoorCodesAsync(string organiser, CancellationToken cancellationToken);

    /// <summary>
    /// Reads two codes for a step. Where they are two organisers' own, both are good for this step alone from then on, also if it is refused: written
    /// before this returns, so that the step can be asked for again. Ten wrong ones within ten minutes stop all codes of the day for as long.
    /// </summary>
    /// <exception cref="RegisterUnavailableException">Whether they are spent is not known; ask again for the same step.</exception>
    [Alias("SpendDoorCodes")]
    Task<TwoDoorCodes> SpendDoorCodesAsync(string first, string second, DoorStep step, CancellationToken cancellationToken);

    /// <summary>
    /// Counts that a door hands out a card (cards-only mode): a total for each door, with no time and no card. It MUST be asked before the
    /// box makes the card usable, and MUST be written before this returns: a door whose arrival cannot be written is told to ask again
    /// while nothing has happened yet. The exact total of cards is the ballot box's.
    /// </summary>
    /// <param name="door">The name of the door's station.</param>
    /// <param name="cancellationToken">Honoured before it is counted.</param>
    /// <exception cref="RegisterUnavailableException">Whether it was written is not known; ask again, and hand out no card.</exception>
    [Alias("NoteArrival"), AlwaysInterleave]
    Task NoteArrivalAsync(string door, CancellationToken cancellationToken);

    /// <summary>Takes an arrival back for which the box made no card usable, because the card was used already or is none.</summary>
    /// <param name="door">The name of the door's station.</param>
    /// <param name="cancellationToken">Honoured before it is taken back.</param>
    /// <exception cref="RegisterUnavailableException">Whether it was written is not known.</exception>
    [Alias("TakeBackArrival"), AlwaysInterleave]
    Task TakeBackArrivalAsync(string door, CancellationToken cancellationToken);

    /// <summary>Takes an arrival back that was undone by two people, once for each id.</summary>
    /// <param name="door">The name of the door's station.</param>
    /// <param name="id">1 to 64 characters, the same when it is asked again; no card's number.</param>
    /// <param name="cancellationToken">Honoured before it is taken back.</param>
    /// <exception cref="RegisterUnavailableException">Whether it was written is not known; ask again with the same id.</exception>
    [Alias("TakeBackOnce")]
    Task TakeBackOnceAsync(string door, string id, CancellationToken cancellationToken);

    /// <summary>The totals, and how many people came through each door. Every number of people that is shown comes from here.</summary>
    [Alias("Totals"), AlwaysInterleave, ReadOnly]
    Task<RegisterTotals> GetTotalsAsync(CancellationToken cancellationToken);

    /// <summary>Erases every line.</summary>
    /// <returns>How many lines were erased.</returns>
    /// <exception cref="RegisterUnavailableException">Whether they are gone is not known; ask again.</exception>
    [Alias("Erase")]
    Task<int> EraseAsync(CancellationToken cancellationToken);
}
