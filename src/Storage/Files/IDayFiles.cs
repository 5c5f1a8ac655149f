using PbDecisionDay.Contracts.Failures;

namespace PbDecisionDay.Storage.Files;

/// <summary>
/// Files that belong to a log and whose hashes stand in it: the published ballots, the mix, the result. Each is written whole and durable
/// before the entry that names its hash, so that whatever the log names can be had.
/// </summary>
public interface IDayFiles
{
    /// <summary>The files of a box, in ordinal order of their names.</summary>
    /// <param name="box">The box's key, as its log has it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="JournalUnavailableException">They cannot be read.</exception>
    Task<IReadOnlyList<DayFile>> ListAsync(string box, CancellationToken cancellationToken);

    /// <summary>Writes a file in the place of one that had its name. Until all of it is durable the old one, or none, is there.</summary>
    /// <param name="box">The box's key.</param>
    /// <param name="name">Its name in the bundle, at most 200 characters.</param>
    /// <param name="content">Read from where it stands to its end.</param>
    /// <param name="cancellationToken">Honoured until the whole is there, ignored after it.</param>
    /// <returns>The file as it now stands.</returns>
    /// <exception cref="JournalUnavailableException">The write failed or its outcome is unknown.</exception>
    Task<DayFile> WriteAsync(string box, string name, Stream content, CancellationToken cancellationToken);

    /// <summary>Reads a part of a file.</summary>
    /// <param name="file">As <see cref="ListAsync"/> gave it.</param>
    /// <param name="offset">Where to begin, in bytes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>At most 1 MiB; empty at the end.</returns>
    /// <exception cref="JournalUnavailableException">It cannot be read, or was replaced or erased in the meantime.</exception>
    Task<ReadOnlyMemory<byte>> ReadAsync(DayFile file, long offset, CancellationToken cancellationToken);

    /// <summary>Erases a file, so that nothing of it can be read anywhere; one that is not there is no error.</summary>
    /// <exception cref="JournalUnavailableException">Whether it is gone is not known; ask again.</exception>
    Task EraseAsync(string box, string name, CancellationToken cancellationToken);
}

/// <summary>A file that is kept.</summary>
/// <param name="Id">Its id, which a file that replaces it does not have.</param>
/// <param name="Name">Its name in the bundle.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Sha256">The SHA-256 of its content, 32 bytes, as it was when it was written.</param>
public sealed record DayFile(long Id, string Name, long Length, ReadOnlyMemory<byte> Sha256);
