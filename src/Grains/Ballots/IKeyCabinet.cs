namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// Where a box's keys are kept: outside the database and its backups, so that a stolen backup opens no ballot.
/// </summary>
public interface IKeyCabinet
{
    /// <summary>Makes what is missing of a box's keys, writes it and reads it back. Keys that are there are never replaced.</summary>
    /// <exception cref="KeyUnavailableException">A key cannot be written or read back.</exception>
    Task<BoxKeys> MakeAsync(string day, string log, CancellationToken cancellationToken);

    /// <summary>Reads a box's keys from their place.</summary>
    /// <exception cref="KeyUnavailableException">A key is missing or cannot be read.</exception>
    Task<BoxKeys> ReadAsync(string day, string log, CancellationToken cancellationToken);
}

/// <summary>The keys of a box.</summary>
/// <param name="LogKey">The key that signs the log's checkpoints and receipts, PKCS #8 DER.</param>
/// <param name="OpeningsKey">The day's key for openings, 32 bytes; all boxes of a day share it.</param>
public sealed record BoxKeys(ReadOnlyMemory<byte> LogKey, ReadOnlyMemory<byte> OpeningsKey);

/// <summary>A key is missing or cannot be read or written; the message is one plain sentence for the person who runs the service.</summary>
public sealed class KeyUnavailableException(string message, Exception? innerException = null)
    : Exception(message, innerException);
