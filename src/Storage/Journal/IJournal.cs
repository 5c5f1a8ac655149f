using PbDecisionDay.Contracts.Failures;

namespace PbDecisionDay.Storage.Journal;

/// <summary>
/// The durable memory of the grains: streams of events that are appended and never rewritten.
/// The unique key (stream, version) decides between two activations of one grain; single activation is only an optimisation.
/// </summary>
public interface IJournal
{
    /// <summary>
    /// Writes events and marks in one durable commit, or nothing at all. Concurrent calls may share a commit.
    /// </summary>
    /// <param name="stream">The stream's name, at most 200 characters.</param>
    /// <param name="expectedVersion">How many events the stream holds now; the first event written gets this number.</param>
    /// <param name="events">The events, in order; may be empty when only marks are written.</param>
    /// <param name="marks">Members added to the stream's unordered set; one that is there already is left as it is.</param>
    /// <param name="cancellationToken">Honoured until the write has begun, ignored after it.</param>
    /// <exception cref="VersionConflictException">The stream holds another number of events: somebody else wrote.</exception>
    /// <exception cref="JournalUnavailableException">The write failed or its outcome is unknown; nothing may be acknowledged.</exception>
    Task AppendAsync(
        string stream,
        long expectedVersion,
        IReadOnlyList<JournalEvent> events,
        IReadOnlyList<ReadOnlyMemory<byte>> marks,
        CancellationToken cancellationToken);

    /// <summary>Reads a stream in order, from a version (0 is the first event) to its end as it was when reading began.</summary>
    /// <exception cref="JournalUnavailableException">The stream cannot be read.</exception>
    IAsyncEnumerable<RecordedEvent> ReadAsync(string stream, long fromVersion, CancellationToken cancellationToken);

    /// <summary>The members of the stream's unordered set, kept without when or where, sorted by their bytes.</summary>
    /// <exception cref="JournalUnavailableException">The set cannot be read.</exception>
    Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadMarksAsync(string stream, CancellationToken cancellationToken);
}
