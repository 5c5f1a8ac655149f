using System.Collections.Immutable;
using PbDecisionDay.Ledger;
using PbDecisionDay.Rehearsal.Playing;

namespace PbDecisionDay.Rehearsal.Checking;

/// <summary>Checks that each receipt is signed, that its entry is the cast it was given for, and that it stands in the log once, at its index.</summary>
internal static class ReceiptCheck
{
    /// <summary>What does not hold, each as a sentence.</summary>
    public static IEnumerable<string> Problems(LogCopy copy, ImmutableArray<LogEntry?> entries, Played played)
    {
        var indices = copy.Entries.Index().ToLookup(entry => MerkleTree.LeafHash(entry.Item.Span), entry => (long)entry.Index);
        foreach (CastMade cast in played.Casts.AsParallel().Where(cast => cast.Receipt.Origin != played.Origin || !cast.Receipt.IsSignedBy(played.Key)))
            yield return $"The receipt for entry {cast.Receipt.Index} is not signed by the log's key under its name.";
        foreach (CastMade cast in played.Casts)
        {
            Receipt receipt = cast.Receipt;
            if (!indices[receipt.LeafHash].SequenceEqual([receipt.Index]))
                yield return $"The entry of the receipt for {receipt.Index} stands in the log {indices[receipt.LeafHash].Count()} times, and should once, at that index.";
            else if (entries[(int)receipt.Index] is not CastEntry entry || entry.Card != cast.Card || entry.Version != cast.Version)
                yield return $"Entry {receipt.Index} is not the cast for which its receipt was given.";
        }
        foreach (var same in played.Casts.GroupBy(cast => cast.Receipt.Index).Where(group => group.Count() > 1))
            yield return $"{same.Count()} casts were given a receipt for the same entry {same.Key}.";
    }
}
