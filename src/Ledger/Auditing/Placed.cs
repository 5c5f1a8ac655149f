using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Ledger.Auditing;

/// <summary>An entry with its place in the log.</summary>
/// <param name="Index">Its index, from 0.</param>
/// <param name="Leaf">Its leaf hash.</param>
/// <param name="Entry">The entry.</param>
public sealed record Placed<T>(long Index, Digest Leaf, T Entry) where T : LogEntry
{
    internal static Placed<T> At(long index, T entry) => new(index, entry.LeafHash(), entry);
}
