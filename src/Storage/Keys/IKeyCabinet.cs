using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Storage.Keys;

/// <summary>
/// Where a box's keys are kept, and what it last signed with them: outside the database and its backups, so that a stolen backup opens no
/// ballot, and a restored one makes nobody forget what was signed.
/// </summary>
public interface IKeyCabinet
{
    /// <summary>Nobody named a passphrase or a file: the keys are unlocked by a file beside them, which is enough for a demo and no more.</summary>
    bool UnlockedByDefaultFile { get; }

    /// <summary>Makes what is missing of a box's keys, writes it and reads it back. Keys that are there are never replaced.</summary>
    /// <exception cref="KeyUnavailableException">A key cannot be written or read back.</exception>
    Task<BoxKeys> MakeAsync(string day, string log, CancellationToken cancellationToken);

    /// <summary>Reads a box's keys from their place; without the openings key where the service has destroyed it.</summary>
    /// <exception cref="KeyUnavailableException">A key is missing, cannot be read, or is not unlocked by what was named.</exception>
    Task<BoxKeys> ReadAsync(string day, string log, CancellationToken cancellationToken);

    /// <summary>
    /// Makes another openings key beside the one in use, which stays until <see cref="TakeOpeningsKeyAsync"/>: between the two the box writes down
    /// which of them it is.
    /// </summary>
    /// <returns>The key, 32 bytes.</returns>
    /// <exception cref="KeyUnavailableException">It cannot be written or read back.</exception>
    Task<ReadOnlyMemory<byte>> MakeOpeningsKeyAsync(string day, CancellationToken cancellationToken);

    /// <summary>Puts the key that was made beside in the place of the one in use, if it is the key with this hash.</summary>
    /// <returns>Whether it was that key.</returns>
    /// <exception cref="KeyUnavailableException">It cannot be read or written.</exception>
    Task<bool> TakeOpeningsKeyAsync(string day, Digest sha256, CancellationToken cancellationToken);

    /// <summary>Puts an openings key into its place that shares gave back. The caller MUST know that it is the right one.</summary>
    /// <exception cref="KeyUnavailableException">It cannot be written.</exception>
    Task PutOpeningsKeyAsync(string day, ReadOnlyMemory<byte> key, CancellationToken cancellationToken);

    /// <summary>
    /// Destroys the service's own copies of a day's openings key: written over, deleted, and forgotten. A file stays that says so, which copies
    /// of the key folder follow. Repeating it changes nothing.
    /// </summary>
    /// <exception cref="KeyUnavailableException">A file cannot be deleted.</exception>
    Task DestroyOpeningsKeyAsync(string day, CancellationToken cancellationToken);

    /// <summary>A day's key to the contacts that people left for its stalls, 32 bytes; <c>null</c> where none was made, or it was destroyed.</summary>
    /// <exception cref="KeyUnavailableException">It cannot be read, or is not unlocked by what was named.</exception>
    Task<ReadOnlyMemory<byte>?> ReadContactsKeyAsync(string day, CancellationToken cancellationToken);

    /// <summary>Keeps a day's key to contacts where there is none; one that is there is never replaced.</summary>
    /// <param name="day">The day.</param>
    /// <param name="key">The key, 32 bytes.</param>
    /// <param name="cancellationToken">Honoured before it is written.</param>
    /// <returns>The key that stands there, read back.</returns>
    /// <exception cref="KeyUnavailableException">It cannot be written or read back.</exception>
    Task<ReadOnlyMemory<byte>> KeepContactsKeyAsync(string day, ReadOnlyMemory<byte> key, CancellationToken cancellationToken);

    /// <summary>Destroys a day's key to contacts: written over, deleted, and forgotten. Repeating it changes nothing.</summary>
    /// <exception cref="KeyUnavailableException">The file cannot be deleted.</exception>
    Task DestroyContactsKeyAsync(string day, CancellationToken cancellationToken);

    /// <summary>Destroys every key of a practice run, with what its logs have signed and its folder. Repeating it changes nothing.</summary>
    /// <exception cref="ArgumentException">It is no practice run's id; nothing was destroyed.</exception>
    /// <exception cref="KeyUnavailableException">A file cannot be deleted.</exception>
    Task DestroyPracticeAsync(string day, CancellationToken cancellationToken);

    /// <summary>Remembers the last checkpoint that a log has signed; on the disk when this returns.</summary>
    /// <exception cref="KeyUnavailableException">It cannot be written.</exception>
    Task KeepSignedAsync(string day, string log, string note, CancellationToken cancellationToken);

    /// <summary>The last checkpoint remembered; empty where the log has signed none yet, and <c>null</c> where the memory is lost.</summary>
    /// <exception cref="KeyUnavailableException">It cannot be read.</exception>
    Task<string?> ReadSignedAsync(string day, string log, CancellationToken cancellationToken);
}

/// <summary>The keys of a box.</summary>
/// <param name="LogKey">The key that signs the log's checkpoints and receipts, PKCS #8 DER.</param>
/// <param name="OpeningsKey">The day's key for openings, 32 bytes; all boxes of a day share it. Empty once the service has destroyed its copy.</param>
public sealed record BoxKeys(ReadOnlyMemory<byte> LogKey, ReadOnlyMemory<byte> OpeningsKey)
{
    /// <summary>Whether the service has destroyed its copy of the openings key.</summary>
    public bool OpeningsDestroyed => OpeningsKey.IsEmpty;
}
