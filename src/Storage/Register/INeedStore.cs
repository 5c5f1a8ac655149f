using PbDecisionDay.Contracts.Failures;

namespace PbDecisionDay.Storage.Register;

/// <summary>Needs that people left for a day's wall: rows that can be erased, without a name, a time or an order.</summary>
public interface INeedStore
{
    /// <summary>Writes a row, in the place of the one that had its id.</summary>
    /// <exception cref="RegisterUnavailableException">The write failed.</exception>
    Task PutAsync(string day, NeedRow row, CancellationToken cancellationToken);

    /// <summary>All rows of a day, in ordinal order of their ids.</summary>
    /// <exception cref="RegisterUnavailableException">They cannot be read.</exception>
    Task<IReadOnlyList<NeedRow>> ReadAsync(string day, CancellationToken cancellationToken);

    /// <summary>Erases a row, so that nothing of it can be read anywhere; one that is not there is no error.</summary>
    /// <exception cref="RegisterUnavailableException">Whether it is gone is not known; ask again.</exception>
    Task EraseAsync(string day, string id, CancellationToken cancellationToken);

    /// <summary>Erases all rows of a day.</summary>
    /// <exception cref="RegisterUnavailableException">Whether they are gone is not known; ask again.</exception>
    Task EraseAllAsync(string day, CancellationToken cancellationToken);
}

/// <summary>A need as it is kept.</summary>
/// <param name="Id">Random, unique in its day.</param>
/// <param name="Text">What was left.</param>
/// <param name="OnWall">Whether an organiser has put it up.</param>
public sealed record NeedRow(string Id, string Text, bool OnWall);
