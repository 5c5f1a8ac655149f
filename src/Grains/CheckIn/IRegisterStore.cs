namespace PbDecisionDay.Grains.CheckIn;

/// <summary>
/// The register's own database: who may vote, and that they came. Rows, never events, so that they can be erased;
/// apart from the ballots' database, so that no role reads both.
/// </summary>
public interface IRegisterStore
{
    /// <summary>Adds lines. All or none are written.</summary>
    /// <exception cref="InvalidOperationException">The day has a line of one of these ids already; nothing was added.</exception>
    /// <exception cref="RegisterUnavailableException">The write failed; nothing was added.</exception>
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

    /// <summary>Erases every line of a day, so that none can be read from the files any more.</summary>
    /// <returns>How many lines were erased.</returns>
    /// <exception cref="RegisterUnavailableException">The erasure failed, or traces of the lines may be left on the disk; the caller may ask again.</exception>
    Task<int> EraseAsync(string day, CancellationToken cancellationToken);
}
