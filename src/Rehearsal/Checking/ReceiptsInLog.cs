using System.Collections.Immutable;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rehearsal.Playing;

namespace PbDecisionDay.Rehearsal.Checking;

/// <summary>Checks that each receipt is signed, that its entry is the cast or challenge it was given for, and that it stands in the log once, at its index.</summary>
internal static class ReceiptsInLog
{
    /// <summary>What does not hold, each as a sentence.</summary>
    public static IEnumerable<string> Problems(LogCopy copy, ImmutableArray<LogEntry?> entries, Played played)
    {
        var indices = copy.Entries.Index().ToLookup(entry => MerkleTree.LeafHash(entry.Item.Span), entry => (long)entry.Index);
        Receipt[] all = [.. played.Casts.SelectMany(cast => cast.Receipts)];
        foreach (Receipt receipt in all.AsParallel().Where(receipt => receipt.Origin != played.Origin || !receipt.IsSignedBy(played.Key)))
            yield return $"The receipt for entry {receipt.Index} is not signed by the log's key under its name.";
        foreach (Receipt receipt in all.Where(receipt => !indices[receipt.LeafHash].SequenceEqual([receipt.Index])))
            yield return $"The entry of the receipt for {receipt.Index} stands in the log {indices[receipt.LeafHash].Count()} times, and should once, at that index.";
        foreach (CastMade cast in played.Casts)
        {
            if (At(cast.Receipt) is not CastEntry entry || entry.Card != cast.Card || entry.Version != cast.Version)
                yield return $"Entry {cast.Receipt.Index} is not the cast for which its receipt was given.";
            if (cast.Challenge is { } challenge
                && (At(challenge) is not ChallengeEntry opened || opened.Card != cast.Card || opened.Version != cast.Version + 1 || opened.Ballot != cast.Ballot.Canonical))
                yield return $"Entry {challenge.Index} is not the challenge for which its receipt was given.";
        }
        foreach (var same in all.GroupBy(receipt => receipt.Index).Where(group => group.Count() > 1))
            yield return $"{same.Count()} receipts were given for the same entry {same.Key}.";

        LogEntry? At(Receipt receipt) => receipt.Index < entries.Length ? entries[(int)receipt.Index] : null;
    }
}
