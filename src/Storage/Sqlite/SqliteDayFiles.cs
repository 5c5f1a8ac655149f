using System.Security.Cryptography;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Files;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>
/// Files in <c>ballots.db</c>, in chunks of 1 MiB. Each chunk is a write of its own, so that a long file holds up no ballot;
/// the last write gives them their name and takes away what had it. Chunks that never got a name are swept out at the next start.
/// </summary>
public sealed class SqliteDayFiles : IDayFiles
{
    internal const int ChunkSize = 1024 * 1024;

    private const int LongestName = 200;

    private readonly SqliteJournal journal;

    /// <param name="journal">The open database, whose writing thread is shared.</param>
    /// <exception cref="JournalUnavailableException">What an interrupted write left behind could not be swept out.</exception>
    public SqliteDayFiles(SqliteJournal journal)
    {
        this.journal = journal;
        journal.Writer.WriteAsync(
            statements => statements.Execute("DELETE FROM file_chunks WHERE file NOT IN (SELECT id FROM files)"), CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DayFile>> ListAsync(string box, CancellationToken cancellationToken) =>
        journal.File.ReadAsync(statements => List(statements, box), cancellationToken);

    /// <inheritdoc/>
    public async Task<DayFile> WriteAsync(string box, string name, Stream content, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(box);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, LongestName, nameof(name));

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[ChunkSize];
        var (id, length) = (0L, 0L);
        for (var number = 0L; ; number++)
        {
            var read = await content.ReadAtLeastAsync(buffer, ChunkSize, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (read == 0 && number > 0) break;
            hash.AppendData(buffer, 0, read);
            length += read;
            var (chunk, at, file) = (buffer.AsSpan(0, read).ToArray(), number, id);
            id = await journal.Writer.WriteAsync(statements => Append(statements, file, at, chunk), cancellationToken).ConfigureAwait(false);
        }

        var written = new DayFile(id, name, length, hash.GetHashAndReset());
        await journal.Writer.WriteAsync(statements => GiveName(statements, box, written), cancellationToken).ConfigureAwait(false);
        return written;
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(DayFile file, long offset, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (offset >= file.Length) return ReadOnlyMemory<byte>.Empty;
        var chunk = await journal.File.ReadAsync(statements => Chunk(statements, file.Id, offset / ChunkSize), cancellationToken).ConfigureAwait(false)
            ?? throw new JournalUnavailableException($"The file '{file.Name}' was replaced or erased while it was being read; ask again.");
        return chunk.AsMemory((int)(offset % ChunkSize));
    }

    /// <inheritdoc/>
    public Task EraseAsync(string box, string name, CancellationToken cancellationToken) =>
        journal.Writer.EraseAsync(statements => Remove(statements, box, name), cancellationToken);

    private static IReadOnlyList<DayFile> List(Statements statements, string box)
    {
        var files = new List<DayFile>();
        using var rows = statements.Query("SELECT id, name, length, sha256 FROM files WHERE box = ?1 ORDER BY name", box);
        while (rows.Read()) files.Add(new DayFile(rows.GetInt64(0), rows.GetString(1), rows.GetInt64(2), rows.GetFieldValue<byte[]>(3)));
        return files;
    }

    /// <summary>Writes a chunk; the first one draws the file's id, above every other.</summary>
    private static long Append(Statements statements, long file, long number, byte[] bytes)
    {
        if (file == 0)
            file = statements.Number("SELECT 1 + max(coalesce((SELECT max(id) FROM files), 0), coalesce((SELECT max(file) FROM file_chunks), 0))");
        statements.Execute("INSERT INTO file_chunks (file, number, bytes) VALUES (?1, ?2, ?3)", file, number, bytes);
        return file;
    }

    private static int GiveName(Statements statements, string box, DayFile file)
    {
        Remove(statements, box, file.Name);
        return statements.Execute(
            "INSERT INTO files (id, box, name, length, sha256) VALUES (?1, ?2, ?3, ?4, ?5)", file.Id, box, file.Name, file.Length, file.Sha256.ToArray());
    }

    private static int Remove(Statements statements, string box, string name)
    {
        statements.Execute("DELETE FROM file_chunks WHERE file IN (SELECT id FROM files WHERE box = ?1 AND name = ?2)", box, name);
        return statements.Execute("DELETE FROM files WHERE box = ?1 AND name = ?2", box, name);
    }

    private static byte[]? Chunk(Statements statements, long file, long number)
    {
        using var row = statements.Query("SELECT bytes FROM file_chunks WHERE file = ?1 AND number = ?2", file, number);
        return row.Read() ? row.GetFieldValue<byte[]>(0) : null;
    }
}
