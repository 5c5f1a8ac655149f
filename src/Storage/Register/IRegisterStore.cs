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

    /// <summary>Erases every line of a day, so that none can be read from the files any more; the arrivals, which are nobody's, stay.</summary>
    /// <returns>How many lines were erased.</returns>
    /// <exception cref="RegisterUnavailableException">The erasure failed, or traces of the lines are left on the disk; the caller asks again.</exception>
    Task<int> EraseAsync(string day, CancellationToken cancellationToken);
}
