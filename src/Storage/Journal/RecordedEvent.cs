namespace PbDecisionDay.Storage.Journal;

/// <summary>An event as it stands in its stream.</summary>
/// <param name="Version">Its place in the stream, from 0, without gaps.</param>
/// <param name="Kind">The event's stable name.</param>
/// <param name="Body">The bytes that were written.</param>
public sealed record RecordedEvent(long Version, string Kind, ReadOnlyMemory<byte> Body);
