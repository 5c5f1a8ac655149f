using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rules.Ballots;
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
            { Elsewhere: true } => new CardStanding(CardState.AnotherLog, 0),
            { Voided: true, ChallengedOut: true } => new CardStanding(CardState.NotUsable, 0) { OpenedVersion = known.LastVersion - 1 },
            null or { Usable: false } or { Voided: true } => new CardStanding(CardState.NotUsable, 0),
            { Uses.IsEmpty: true } => new CardStanding(CardState.Fresh, CardProof.First),
            { ChallengedOut: true } => new CardStanding(CardState.ToExchange, 0) { OpenedVersion = known.LastVersion - 1 },
            { Ended: true } => new CardStanding(CardState.Spent, 0),
            { ChallengedLast: true } => new CardStanding(CardState.Challenged, known.LastVersion + 1),
            { CastLast: true } when state.Rules is not { Replacement: true } || known.LastVersion == CardProof.LastCast =>
                new CardStanding(CardState.Spent, known.LastVersion + 1),
            _ => new CardStanding(CardState.MayReplace, known.LastVersion + 1),
        };
    }

    /// <summary>The short numbers of the cards kept for a door that may be handed out, sorted.</summary>
    public ImmutableArray<string> Pile(string station) =>
    [
        .. state.Batches.Where(batch => batch.Active && batch.Id.StartsWith(AddBatch.PileOf(station), StringComparison.Ordinal))
            .SelectMany(batch => batch.Cards)
            .Where(card => state.Find(card) is { Usable: true, Voided: false })
            .Select(card => ShortNumber.Of(card).Symbols)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>How many cards were ever kept for a door and made usable, also those that were ended since.</summary>
    public int PileSize(string station) =>
        state.Batches.Where(batch => batch.Active && batch.Id.StartsWith(AddBatch.PileOf(station), StringComparison.Ordinal)).Sum(batch => batch.Cards.Length);

    /// <summary>The log in which a card votes; <see cref="BoxKey.MainLog"/> also for one that nobody knows.</summary>
    public string LogOf(string card)
    {
        var known = Digest.TryParse(card, out var number) ? state.Find(number) : ShortNumber.TryRead(card, out var outside, out _) ? state.Find(outside!) : null;
        return known is { Elsewhere: true }
            ? state.Batches.First(batch => batch.Log != state.Log && batch.Cards.Contains(known.Number)).Log
            : BoxKey.MainLog;
    }

    public BoxStatus Status()
    {
        var counts = state.Counts;
        return new BoxStatus(
            state.Phase, notes.Origin, state.Size, counts.Printed, counts.Issued, counts.CardsUsed, counts.Ballots, counts.Casts,
            counts.Surrendered, counts.Voided,
            [.. state.Batches.Select(batch => new BatchStatus(batch.Id, batch.Cards.Length, batch.Maker == CardMaker.Service, batch.Active) { Log = batch.Log, Spoilt = batch.Spoilt })],
            notes.VerifierKey, state.Milestones.Result?.ToString() ?? "",
            state.Milestones.Stage, counts.Challenges, counts.Papers, counts.Replaced, state.Milestones.Dice)
        {
            OpeningsOver = state.EndsOpenings,
            Exchanged = counts.Exchanged,
            LastIndex = state.Milestones.LastIndex,
            Logs = [.. state.Logs.Select(log => new LogStatus(log.Name, log.Key.ToString(), log.State))],
            PotTotals = [.. state.Changes.Pots.Select(pot => new PotTotal(pot.Key, pot.Value))],
            Withdrawn = [.. state.Changes.Withdrawn],
            Disputed = state.Milestones.Disputed,
            Samples = [.. state.Milestones.Samples.Select(sample => new SampledPaper(sample.Batch, sample.Number, sample.Ballot))],
        };
    }

    public BoxWays Ways()
    {
        var own = state.Batches.Where(batch => batch.Log == state.Log).Select(batch => (batch.Id, Cards: batch.Cards.Select(card => state.Find(card)!).ToArray())).ToArray();
        int[] counted = [.. own.SelectMany(batch => batch.Cards).Where(card => card.Counted.Length > 0).Select(card => card.LastVersion)];
        var final = counted.Count(version => version == CardProof.LastCast);
        return new BoxWays(
            counted.Length - final, final,
            [
                .. own.Select(batch => new CardBatchWays(
                    batch.Id, batch.Cards.Count(card => card.Usable), batch.Cards.Count(card => card.Counted.Length > 0), batch.Cards.Sum(card => card.Replaced))),
            ],
            [
                .. state.EnteredPapers.GroupBy(paper => paper.Slip.Batch, StringComparer.Ordinal).OrderBy(batch => batch.Key, StringComparer.Ordinal)
                    .Select(batch => new PaperBatchWays(batch.Key, batch.Count(), batch.Any(paper => paper.Ballot == BoxRecord.Unknown) ? null : batch.Count(paper => paper.Ballot == Ballot.Blank.Canonical))),
            ]);
    }

    public CountedPage Counted(long fromIndex)
    {
        var last = state.Milestones.LastIndex;
        var end = last >= fromIndex ? last + 1 : state.Size;
        var page = ImmutableArray.CreateBuilder<CountedChange>();
        foreach (var (index, change) in state.ChangesFrom(fromIndex))
        {
            if (index >= end)
                break;
            if (page.Count == MostChanges)
            {
                end = index;
                break;
            }
            page.Add(change);
        }
        return new CountedPage(page.ToImmutable(), end, state.Size) { Ended = last >= 0 && end > last };
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

    public async Task<ImmutableArray<byte>> EntryAsync(string leafHash, CancellationToken cancellationToken)
    {
        if (!Digest.TryParse(leafHash, out var leaf) || state.IndexOf(leaf) is not { } index)
            return [];
        await foreach (var recorded in journal.ReadAsync(stream, index, cancellationToken))
            return [.. BoxRecordJson.ReadEntry(recorded)];
        return [];
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
