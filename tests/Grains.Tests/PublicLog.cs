using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Grains.Tests;

/// <summary>A log's entries as anyone can fetch them.</summary>
internal static class PublicLog
{
    /// <summary>The entries up to the last checkpoint.</summary>
    public static async Task<List<LogEntry>> ReadAsync(IBallotBoxGrain box)
    {
        Assert.True(LogPublicKey.TryParseVerifierKey((await box.GetStatusAsync(default)).LogKey, out _, out var key));
        Assert.True(Checkpoint.TryOpen(await box.GetCheckpointAsync(default), key!, out var checkpoint));
        var entries = new List<LogEntry>();
        foreach (var tile in Tile.AllOf(checkpoint!.Size).Where(tile => tile.Level is null))
        {
            Assert.True(TileContents.TryReadEntries((await box.ReadTileAsync(tile.Path, default)).ToArray(), out var bundle));
            entries.AddRange(bundle.Select(bytes => LogEntry.Parse(bytes.Span)));
        }

        return entries;
    }
}
