using PbDecisionDay.Contracts.Failures;

namespace PbDecisionDay.Storage.Register;

/// <summary>
/// What people offered a day's stalls: rows, never events, so that they can be erased; in the database of people and not in that of ballots. A row has no
/// time, no number and no mark that any other table has.
/// </summary>
public interface IOfferStore
{
    /// <summary>Adds a row.</summary>
    /// <exception cref="RegisterUnavailableException">The write failed.</exception>
    Task AddAsync(string day, OfferRow row, CancellationToken cancellationToken);

    /// <summary>All rows of a day, in the order of their hashes.</summary>
    /// <exception cref="RegisterUnavailableException">They cannot be read.</exception>
    Task<IReadOnlyList<OfferRow>> ReadAsync(string day, CancellationToken cancellationToken);

    /// <summary>Erases a row, so that nothing of it can be read anywhere.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="RegisterUnavailableException">Whether it is gone is not known; ask again.</exception>
    Task<bool> EraseAsync(string day, ReadOnlyMemory<byte> codeHash, CancellationToken cancellationToken);

    /// <summary>Erases all rows of a day, so that nothing of them can be read anywhere.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="RegisterUnavailableException">Whether they are gone is not known; ask again.</exception>
    Task<int> EraseAllAsync(string day, CancellationToken cancellationToken);
}

/// <summary>An offer as it is kept.</summary>
/// <param name="CodeHash">SHA-256 of the code by which it is taken back, 32 bytes; unique in its day, and the row's place in the table.</param>
/// <param name="Stall">The stall's proposal.</param>
/// <param name="Kind">What is offered, in the format's word.</param>
/// <param name="Contact">The contact, sealed; as long as that of anybody who left none.</param>
public sealed record OfferRow(ReadOnlyMemory<byte> CodeHash, string Stall, string Kind, ReadOnlyMemory<byte> Contact);
