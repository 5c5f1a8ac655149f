using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>The answers of a box from its committed state and its signed checkpoints.</summary>
internal sealed class BoxQueries(IJournal journal, string stream, BoxState state, LogNotes notes)
{
    private const int MostChanges = 5_000;

    public CardStanding Card(string card)
    {
        var known = Digest.TryParse(card, out var number) ? state.Find(number) : null;
        return known switch
        {
            null or { Usable: false } or { Voided: true } => new CardStanding(CardState.NotUsable, 0),
            { Uses.IsEmpty: true } => new CardStanding(CardState.Fresh, CardProof.First),
            { Ended: true } => new CardStanding(CardState.Spent, 0),
            { ChallengedLast: true } => new CardStanding(CardState.Challenged, known.LastVersion + 1),
            { CastLast: true } when state.Rules is not { Replacement: true } =>
                new CardStanding(CardState.Spent, known.LastVersion + 1 < CardProof.Last ? known.LastVersion + 1 : 0),
            _ => new CardStanding(CardState.MayReplace, known.LastVersion + 1),
        };
    }

    public BoxStatus Status()
    {
        var counts = state.Counts;
        return new BoxStatus(
            state.Phase, notes.Origin, state.Size, counts.Printed, counts.Issued, counts.CardsUsed, counts.Ballots, counts.Casts,
            counts.Surrendered, counts.Voided,
            [.. state.Batches.Select(batch => new BatchStatus(batch.Id, batch.Cards.Length, batch.Maker == CardMaker.Service, batch.Active))],
            notes.VerifierKey, state.Milestones.Result?.ToString() ?? "",
            state.Milestones.Stage, counts.Challenges, counts.Papers, counts.Replaced, state.Milestones.Dice)
        {
            OpeningsOver = state.Milestones.OpeningsOver,
        };
    }

    public CountedPage Counted(long fromIndex)
    {
        var changes = state.ChangesFrom(fromIndex);
        var page = ImmutableArray.CreateBuilder<CountedChange>(Math.Min(changes.Length, MostChanges));
        foreach (var (_, change) in changes[..Math.Min(changes.Length, MostChanges)])
            page.Add(change);
        var next = changes.Length > MostChanges ? changes[MostChanges].Index : state.Size;
        return new CountedPage(page.MoveToImmutable(), next, state.Size);
    }

    public InclusionAnswer Inclusion(string leafHash)
    {
        if (!Digest.TryParse(leafHash, out var leaf) || state.IndexOf(leaf) is not { } index)
            return new InclusionAnswer(InclusionState.NotInLog, -1, [], "");
        if (index >= notes.Size)
            return new InclusionAnswer(InclusionState.AwaitsCheckpoint, index, [], "");
        return new InclusionAnswer(
            InclusionState.Covered, index, [.. state.Tree.InclusionProof(index, notes.Size).Select(hash => hash.ToString())], notes.Checkpoint);
    }

    public async Task<ImmutableArray<byte>> TileAsync(string path, CancellationToken cancellationToken)
    {
        if (!Tile.TryParse(path, out var tile) || !tile.IsIn(notes.Size))
            return [];
        return [.. tile.Level is null ? await EntriesAsync(tile, cancellationToken) : TileContents.Hashes(state.Tree, tile)];
    }

    private async Task<byte[]> EntriesAsync(Tile tile, CancellationToken cancellationToken)
    {
        var entries = new List<ReadOnlyMemory<byte>>(tile.Width);
        await foreach (var recorded in journal.ReadAsync(stream, tile.Index * Tile.FullWidth, cancellationToken))
        {
            entries.Add(BoxRecordJson.ReadEntry(recorded));
            if (entries.Count == tile.Width)
                break;
        }
        return TileContents.Entries(entries);
    }
}
