using PbDecisionDay.Contracts.Failures;

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

    /// <summary>Reads a box's keys from their place.</summary>
    /// <exception cref="KeyUnavailableException">A key is missing, cannot be read, or is not unlocked by what was named.</exception>
    Task<BoxKeys> ReadAsync(string day, string log, CancellationToken cancellationToken);

    /// <summary>Remembers the last checkpoint that a log has signed; on the disk when this returns.</summary>
    /// <exception cref="KeyUnavailableException">It cannot be written.</exception>
    Task KeepSignedAsync(string day, string log, string note, CancellationToken cancellationToken);

    /// <summary>The last checkpoint remembered; empty where the log has signed none yet, and <c>null</c> where the memory is lost.</summary>
    /// <exception cref="KeyUnavailableException">It cannot be read.</exception>
    Task<string?> ReadSignedAsync(string day, string log, CancellationToken cancellationToken);
}

/// <summary>The keys of a box.</summary>
/// <param name="LogKey">The key that signs the log's checkpoints and receipts, PKCS #8 DER.</param>
/// <param name="OpeningsKey">The day's key for openings, 32 bytes; all boxes of a day share it.</param>
public sealed record BoxKeys(ReadOnlyMemory<byte> LogKey, ReadOnlyMemory<byte> OpeningsKey);
