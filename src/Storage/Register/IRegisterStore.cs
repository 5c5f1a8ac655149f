using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Failures;

namespace PbDecisionDay.Storage.Register;

/// <summary>
/// The register's own database: who may vote, and that they came. Rows, never events, so that they can be erased;
/// apart from the ballots' database, so that no role reads both.
/// </summary>
public interface IRegisterStore
{
    /// <summary>Adds lines. All or none are written.</summary>
    /// <exception cref="RegisterUnavailableException">The write failed, or a line of one of these ids is there already; nothing was added.</exception>
    Task AddAsync(string day, IReadOnlyList<RegisterRow> rows, CancellationToken cancellationToken);

    /// <summary>All lines of a day, in the order of their ids.</summary>
    /// <exception cref="RegisterUnavailableException">The register cannot be read.</exception>
    Task<IReadOnlyList<RegisterRow>> ReadAsync(string day, CancellationToken cancellationToken);

    /// <summary>
    /// Marks a line as checked in unless it is marked; the mark that stands afterwards is returned, so of two doors one is first.
    /// </summary>
    /// <returns>The mark that stands, and whether it is this one; <c>null</c> where there is no such line.</returns>
    /// <exception cref="RegisterUnavailableException">The write failed; the caller may ask again.</exception>
    Task<MarkOutcome?> MarkAsync(string day, string line, CheckInMark mark, CancellationToken cancellationToken);

    /// <summary>
    /// Takes back a mark that this door made, and counts it as undone; a line that the same door added goes with it. Both or neither are written.
    /// </summary>
    /// <returns>Whether that mark stood; nothing is changed where it did not.</returns>
    /// <exception cref="RegisterUnavailableException">The write failed; the caller may ask again.</exception>
    Task<bool> UndoMarkAsync(string day, string line, string door, CancellationToken cancellationToken);

    /// <summary>
    /// Marks lines that a door without a network let in. Where another door's mark stands, the person is noted once as let in twice, however often
    /// this is asked.
    /// </summary>
    /// <param name="day">The day.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="mark">The door's mark.</param>
    /// <param name="isLate">Whether voting is over: what is new is noted for the door.</param>
    /// <param name="cancellationToken">Honoured before anything is written.</param>
    /// <returns>In the order asked: what each came to, and <c>null</c> where there is no such line.</returns>
    /// <exception cref="RegisterUnavailableException">The write failed, and nothing was marked; the caller may ask again.</exception>
    Task<IReadOnlyList<MarkOutcome?>> SettleMarksAsync(string day, IReadOnlyList<string> lines, CheckInMark mark, bool isLate, CancellationToken cancellationToken);

    /// <summary>Adds to the arrivals of a door, once for each id: cards that it handed out without a network, or -1 for one that was undone.</summary>
    /// <returns>Whether they were added now; not where this id was settled before.</returns>
    /// <exception cref="RegisterUnavailableException">The write failed; the caller may ask again with the same id.</exception>
    Task<bool> SettleArrivalsAsync(string day, string id, DoorCount more, bool isLate, CancellationToken cancellationToken);

    /// <summary>How many each door let in without a network and told of when voting was over, in the order of the doors' names.</summary>
    /// <exception cref="RegisterUnavailableException">The register cannot be read.</exception>
    Task<IReadOnlyList<DoorCount>> ReadLateAsync(string day, CancellationToken cancellationToken);

    /// <summary>Marks that were undone or made twice.</summary>
    /// <exception cref="RegisterUnavailableException">The register cannot be read.</exception>
    Task<MarkNotes> ReadMarkNotesAsync(string day, CancellationToken cancellationToken);

    /// <summary>The key, 32 bytes, under which a door keeps what it needs without a network; drawn when it is first asked for.</summary>
    /// <exception cref="RegisterUnavailableException">It could not be read or written; the caller may ask again.</exception>
    Task<byte[]> GetDoorKeyAsync(string day, string station, CancellationToken cancellationToken);

    /// <summary>Which names doors may have on their devices.</summary>
    /// <exception cref="RegisterUnavailableException">The register cannot be read.</exception>
    Task<IReadOnlyList<DoorRun>> ReadDoorRunsAsync(string day, CancellationToken cancellationToken);

    /// <summary>Writes which names doors may have on their devices, instead of what was written before.</summary>
    /// <exception cref="RegisterUnavailableException">The write failed, or whether it did is unknown.</exception>
    Task SaveDoorRunsAsync(string day, IReadOnlyCollection<DoorRun> runs, CancellationToken cancellationToken);

    /// <summary>The codes of organisers for the doors of a day.</summary>
    /// <exception cref="RegisterUnavailableException">The register cannot be read.</exception>
    Task<IReadOnlyList<DoorCodeRow>> ReadDoorCodesAsync(string day, CancellationToken cancellationToken);

    /// <summary>Writes an organiser's code for the doors of a day; the one before ends.</summary>
    /// <exception cref="RegisterUnavailableException">The write failed; the caller may ask again.</exception>
    Task SaveDoorCodeAsync(string day, DoorCodeRow code, CancellationToken cancellationToken);

    /// <summary>The day's time zone; empty where none was set.</summary>
    /// <exception cref="RegisterUnavailableException">The register cannot be read.</exception>
    Task<string> ReadTimeZoneAsync(string day, CancellationToken cancellationToken);

    /// <summary>Sets the day's time zone, an IANA name.</summary>
    /// <exception cref="RegisterUnavailableException">The write failed; the caller may ask again.</exception>
    Task SetTimeZoneAsync(string day, string timeZone, CancellationToken cancellationToken);

    /// <summary>Arrivals counted at each door (cards-only mode), in the order of the doors' names.</summary>
    /// <exception cref="RegisterUnavailableException">The register cannot be read.</exception>
    Task<IReadOnlyList<DoorCount>> ReadArrivalsAsync(string day, CancellationToken cancellationToken);

    /// <summary>Adds to the arrivals of some doors.</summary>
    /// <exception cref="RegisterUnavailableException">The write failed, or whether it did is unknown.</exception>
    Task AddArrivalsAsync(string day, IReadOnlyList<DoorCount> more, CancellationToken cancellationToken);

    /// <summary>Erases every line of a day with the keys, codes and parts of its doors, so that none can be read from the files any more; the arrivals, which are nobody's, stay.</summary>
    /// <returns>How many lines were erased.</returns>
    /// <exception cref="RegisterUnavailableException">The erasure failed, or traces of the lines are left on the disk; the caller asks again.</exception>
    Task<int> EraseAsync(string day, CancellationToken cancellationToken);
}
