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

    /// <summary>Writes the passes of lines in the place of those that stand there, so that nothing of these can be read from the files any more.</summary>
    /// <exception cref="RegisterUnavailableException">The write failed, or traces are left on the disk; the caller asks again.</exception>
    Task ReplacePassesAsync(string day, IReadOnlyList<RegisterRow> rows, CancellationToken cancellationToken);

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
    /// Takes back a mark that this door made, and counts it as undone; a line that the same door added goes with it, and the two codes that were spent for
    /// this are used up. All or nothing is written.
    /// </summary>
    /// <exception cref="RegisterUnavailableException">The write failed; the caller may ask again.</exception>
    Task<UndoOutcome> UndoMarkAsync(string day, string line, DoorStep step, CancellationToken cancellationToken);

    /// <summary>
    /// Marks lines that a door without a network let in. Where another door's mark stands, the person is noted once as let in twice, however often
    /// this is asked.
    /// </summary>
    /// <param name="day">The day.</param>
    /// <param name="marked">The lines, each with the id of its mark. An id is kept, and marks once.</param>
    /// <param name="mark">The door's mark.</param>
    /// <param name="isLate">Whether voting is over: what is new is noted for the door.</param>
    /// <param name="cancellationToken">Honoured before anything is written.</param>
    /// <returns>In the order asked: what each came to, and <c>null</c> where there is no such line.</returns>
    /// <exception cref="RegisterUnavailableException">The write failed, and nothing was marked; the caller may ask again.</exception>
    Task<IReadOnlyList<SettledOutcome?>> SettleMarksAsync(string day, IReadOnlyList<AloneMark> marked, CheckInMark mark, bool isLate, CancellationToken cancellationToken);

    /// <summary>Adds cards that a door handed out without a network to its arrivals, once for each id of its station, and never more than its pile.</summary>
    /// <returns>Whether they were added now; <c>null</c> where they are more than are left of the pile.</returns>
    /// <exception cref="RegisterUnavailableException">The write failed; the caller may ask again with the same id.</exception>
    Task<bool?> SettleCardsAsync(string day, AloneCards cards, bool isLate, CancellationToken cancellationToken);

    /// <summary>Takes an arrival of a door back that was undone, once for each id.</summary>
    /// <returns>Whether it was taken back now.</returns>
    /// <exception cref="RegisterUnavailableException">The write failed; the caller may ask again with the same id.</exception>
    Task<bool> TakeBackOnceAsync(string day, string id, string door, CancellationToken cancellationToken);

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

    /// <summary>How many of an organiser's codes for the doors of a day are good still, and where others of theirs were used.</summary>
    /// <exception cref="RegisterUnavailableException">The register cannot be read.</exception>
    Task<OwnDoorCodes> ReadDoorCodesAsync(string day, string organiser, CancellationToken cancellationToken);

    /// <summary>Writes an organiser's codes for the doors of a day; those before that were not used end.</summary>
    /// <param name="day">The day.</param>
    /// <param name="organiser">The organiser's id.</param>
    /// <param name="hashes">What the codes are compared with: no code can be guessed from it without a key that is not in this database.</param>
    /// <param name="cancellationToken">Honoured before anything is written.</param>
    /// <exception cref="RegisterUnavailableException">The write failed; the caller may ask again.</exception>
    Task SaveDoorCodesAsync(string day, string organiser, IReadOnlyList<byte[]> hashes, CancellationToken cancellationToken);

    /// <summary>Spends two codes of two organisers for a step, both or neither, and counts their use. Codes that were spent for this step are read again.</summary>
    /// <exception cref="RegisterUnavailableException">The write failed; the caller may ask again for the same step.</exception>
    Task<TwoDoorCodes> SpendDoorCodesAsync(string day, byte[] first, byte[] second, DoorStep step, CancellationToken cancellationToken);

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
