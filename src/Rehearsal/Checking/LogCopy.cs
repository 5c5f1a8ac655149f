using System.Collections.Immutable;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rehearsal.Playing;

namespace PbDecisionDay.Rehearsal.Checking;

/// <summary>A whole log as it was downloaded, nothing of it verified.</summary>
/// <param name="Checkpoint">The last signed checkpoint, a C2SP note.</param>
/// <param name="Entries">The entries' exact bytes, in order.</param>
/// <param name="Hashes">The tiles of hashes.</param>
internal sealed record LogCopy(string Checkpoint, ImmutableArray<ReadOnlyMemory<byte>> Entries, ImmutableArray<HashTile> Hashes)
{
    private const int TilesAtOnce = 8;

    /// <summary>Downloads the main log of a day by its tiles.</summary>
    /// <param name="caller">Anybody.</param>
    /// <param name="dayPath">The day's address in the API.</param>
    /// <exception cref="RefusedException">A file of the log is not there or cannot be read.</exception>
    public static async Task<LogCopy> DownloadAsync(Caller caller, string dayPath, CancellationToken cancellationToken)
    {
        string log = $"{dayPath}/logs/main";
        string note = Good(await caller.GetAsync($"{log}/checkpoint", cancellationToken), "checkpoint").Text;
        if (!SignedNote.TryParse(note, out SignedNote? read) || !Ledger.Checkpoints.Checkpoint.TryParse(read!.Text, out Checkpoint? checkpoint))
            throw new RefusedException("The log's checkpoint is not a signed note of three lines.");
        var files = new byte[Tile.AllOf(checkpoint!.Size).Count()][];
        await Parallel.ForEachAsync(
            Tile.AllOf(checkpoint.Size).Index(), new ParallelOptions { MaxDegreeOfParallelism = TilesAtOnce, CancellationToken = cancellationToken },
            async (tile, stop) => files[tile.Index] = Good(await caller.GetAsync($"{log}/{tile.Item.Path}", stop), tile.Item.Path).Body);
        return new(
            note,
            [.. Tile.AllOf(checkpoint.Size).Zip(files).Where(file => file.First.Level is null).SelectMany(file => ReadEntries(file.First, file.Second))],
            [.. Tile.AllOf(checkpoint.Size).Zip(files).Where(file => file.First.Level is not null).Select(file => new HashTile(file.First, file.Second))]);
    }

    private static IReadOnlyList<ReadOnlyMemory<byte>> ReadEntries(Tile tile, byte[] bundle) =>
        TileContents.TryReadEntries(bundle, out IReadOnlyList<ReadOnlyMemory<byte>> entries) && entries.Count == tile.Width
            ? entries
            : throw new RefusedException($"The log's file {tile.Path} does not hold {tile.Width} entries.");

    private static Answer Good(Answer answer, string file) =>
        answer.IsGood ? answer : throw new RefusedException($"The log's file {file} was answered by {answer.Sentence}");
}

/// <summary>A tile of hashes as it was downloaded.</summary>
internal sealed record HashTile(Tile Tile, byte[] Bytes);
