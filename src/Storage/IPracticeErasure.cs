using PbDecisionDay.Contracts.Failures;

namespace PbDecisionDay.Storage;

/// <summary>Erases a practice run: the only day of which anything that was acknowledged is ever taken away.</summary>
public interface IPracticeErasure
{
    /// <summary>
    /// Erases every stream, file and row of a practice run, and then its keys, so that nothing of it can be read from the databases or the key folder.
    /// Repeating it changes nothing. Copies that were made before keep what they have.
    /// </summary>
    /// <param name="day">A practice run's id.</param>
    /// <param name="cancellationToken">Honoured before it begins.</param>
    /// <exception cref="ArgumentException">It is no practice run's id; nothing was erased.</exception>
    /// <exception cref="JournalUnavailableException">Whether its ballots are gone is not known; ask again.</exception>
    /// <exception cref="RegisterUnavailableException">Whether its register is gone is not known; ask again.</exception>
    /// <exception cref="KeyUnavailableException">Its keys could not be deleted; ask again.</exception>
    Task EraseAsync(string day, CancellationToken cancellationToken);
}
