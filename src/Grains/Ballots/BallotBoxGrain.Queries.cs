using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>What a box answers from its committed state.</summary>
internal sealed partial class BallotBoxGrain
{
    private const int MostChanges = 5_000;

    public Task<OpenBox> GetFrozenAsync(CancellationToken cancellationToken) =>
        Task.FromResult(state.Frozen ?? new OpenBox("", ""));

    public Task<CardStanding> GetCardAsync(string card, CancellationToken cancellationToken)
    {
        var known = Digest.TryParse(card, out var number) ? state.Find(number) : null;
        return Task.FromResult(known switch
        {
            null or { Usable: false } or { Voided: true } => new CardStanding(CardState.NotUsable, 0),
            { Uses.IsEmpty: true } => new CardStanding(CardState.Fresh, CardProof.First),
            { Ended: true } => new CardStanding(CardState.Spent, 0),
            { ChallengedLast: true } => new CardStanding(CardState.Challenged, known.LastVersion + 1),
            { CastLast: true } when state.Rules is not { Replacement: true } =>
                new CardStanding(CardState.Spent, known.LastVersion + 1 < CardProof.Last ? known.LastVersion + 1 : 0),
            _ => new CardStanding(CardState.MayReplace, known.LastVersion + 1),
        });
    }

    public Task<BoxStatus> GetStatusAsync(CancellationToken cancellationToken) => Task.FromResult(new BoxStatus(
        state.Phase, notes.Origin, state.Size, state.Printed, state.Issued, state.CardsUsed, state.Ballots, state.Casts,
        state.Surrendered, state.Voided,
        [.. state.Batches.Select(batch => new BatchStatus(batch.Id, batch.Cards.Length, batch.Maker == CardMaker.Service, batch.Active))],
        notes.VerifierKey, state.Course.Result?.ToString() ?? "",
        state.Course.Stage, state.Challenges, state.Papers, state.Replaced, state.Course.Dice));

    public Task<CountedPage> ReadCountedAsync(long fromIndex, CancellationToken cancellationToken)
    {
        var changes = state.ChangesFrom(fromIndex);
        var page = ImmutableArray.CreateBuilder<CountedChange>(Math.Min(changes.Length, MostChanges));
        foreach (var (_, change) in changes[..Math.Min(changes.Length, MostChanges)])
            page.Add(change);
        var next = changes.Length > MostChanges ? changes[MostChanges].Index : state.Size;
        return Task.FromResult(new CountedPage(page.MoveToImmutable(), next, state.Size));
    }

    public Task<InclusionAnswer> ProveInclusionAsync(string leafHash, CancellationToken cancellationToken)
    {
        if (!Digest.TryParse(leafHash, out var leaf) || state.IndexOf(leaf) is not { } index)
            return Task.FromResult(new InclusionAnswer(InclusionState.NotInLog, -1, [], ""));
        if (index >= notes.Size)
            return Task.FromResult(new InclusionAnswer(InclusionState.AwaitsCheckpoint, index, [], ""));
        return Task.FromResult(new InclusionAnswer(
            InclusionState.Covered, index, [.. state.Tree.InclusionProof(index, notes.Size).Select(hash => hash.ToString())], notes.Checkpoint));
    }

    public Task<string> GetCheckpointAsync(CancellationToken cancellationToken) => Task.FromResult(notes.Checkpoint);

    public async Task<ImmutableArray<byte>> ReadTileAsync(string path, CancellationToken cancellationToken)
    {
        if (!Tile.TryParse(path, out var tile) || !tile.IsIn(notes.Size))
            return [];
        return [.. tile.Level is null ? await EntriesAsync(tile, cancellationToken) : TileContents.Hashes(state.Tree, tile)];
    }

    private async Task<byte[]> EntriesAsync(Tile tile, CancellationToken cancellationToken)
    {
        var entries = new List<ReadOnlyMemory<byte>>(tile.Width);
        await foreach (var recorded in journal.ReadAsync(Stream, tile.Index * Tile.FullWidth, cancellationToken))
        {
            entries.Add(BoxRecordJson.ReadEntry(recorded));
            if (entries.Count == tile.Width)
                break;
        }
        return TileContents.Entries(entries);
    }
}
