namespace PbDecisionDay.Storage.Journal;

/// <summary>An event to be written: a stable name and explicit JSON.</summary>
/// <param name="Kind">The event's name, fixed once it has been written anywhere, at most 60 characters.</param>
/// <param name="Body">UTF-8 JSON, or for a ballot box the entry's record as that folder defines it.</param>
public sealed record JournalEvent(string Kind, ReadOnlyMemory<byte> Body);
