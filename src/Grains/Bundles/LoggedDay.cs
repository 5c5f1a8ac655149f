using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Bundles;

/// <summary>A log up to a checkpoint as the journal has it: read for itself, and not asked of the box.</summary>
internal sealed class LoggedDay
{
    private readonly List<ReadOnlyMemory<byte>> entries = [];
    private readonly List<(string Batch, Manifest Cards)> batches = [];
    private readonly HashSet<Digest> issued = [];
    private readonly List<string> pages = [];

    private LoggedDay()
    {
    }

    public MerkleTree Tree { get; } = new();

    /// <summary>The batches' manifests, in log order.</summary>
    public IReadOnlyList<(string Batch, Manifest Cards)> Batches => batches;

    /// <summary>The lists of the voter's pages, in log order.</summary>
    public IReadOnlyList<string> Pages => pages;

    /// <summary>What the day was opened under.</summary>
    public OpenBox? Frozen { get; private set; }

    /// <summary>The other logs that were announced, by name, with the size that each was joined at; <c>null</c> where it is not.</summary>
    public SortedDictionary<string, long?> Logs { get; } = new(StringComparer.Ordinal);

    public BoxMilestones Milestones { get; private set; } = BoxMilestones.Start;

    /// <summary>The cards made usable; <c>null</c> before the close.</summary>
    public Manifest? Issued { get; private set; }

    /// <summary>The bytes of entries, from an index on.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Entries(long from, int count) => entries.GetRange((int)from, count);

    /// <summary>Reads the first <paramref name="size"/> entries, and what the journal keeps beside them for everyone.</summary>
    /// <exception cref="InvalidDataException">The cards made usable are not those that the close names.</exception>
    /// <param name="allotted">Of another log, the batches that the main log names for it.</param>
    public static async Task<LoggedDay> ReadAsync(
        IJournal journal, string stream, long size, CancellationToken cancellationToken, IEnumerable<BatchAllotted>? allotted = null)
    {
        var day = new LoggedDay();
        foreach (var batch in allotted ?? [])
            day.batches.Add((batch.Batch, Manifest.Of(AllottedBatch.Of(batch, "").Cards)));
        await foreach (var recorded in journal.ReadAsync(stream, 0, cancellationToken))
        {
            if (day.Tree.Count == size)
                break;
            var entry = BoxRecordJson.ReadEntry(recorded);
            day.entries.Add(entry);
            day.Tree.Append(MerkleTree.LeafHash(entry));
            // Of cards and ballots the entry's bytes are all that is published.
            if (recorded.Kind is not ("cast" or "challenge" or "surrender" or "void" or "paper" or "station" or "count"))
                day.Take(BoxRecordJson.Read(recorded));
        }
        if (day.Milestones.Phase == BoxPhase.Closed)
            await day.ReadIssuedAsync(journal, stream, cancellationToken);
        return day;
    }

    private void Take(BoxRecord record)
    {
        Milestones = Milestones.After(record.Entry, Tree.Count - 1);
        switch (record.Entry)
        {
            case BatchEntry batch:
                batches.Add((batch.Batch, Manifest.Of(record.Cards)));
                break;
            case ActivateEntry activate:
                issued.UnionWith(batches.First(batch => string.Equals(batch.Batch, activate.Batch, StringComparison.Ordinal)).Cards.Numbers);
                break;
            case AnnounceEntry announced:
                Logs[announced.Name] = null;
                break;
            case JoinEntry join:
                Logs[join.Log] = join.Size;
                break;
            case OpenEntry:
                Frozen = record.Frozen;
                pages.Add(record.Frozen!.Pages);
                break;
            case PagesEntry:
                pages.Add(record.Pages);
                break;
        }
    }

    private async Task ReadIssuedAsync(IJournal journal, string stream, CancellationToken cancellationToken)
    {
        foreach (var card in await journal.ReadMarksAsync(stream, cancellationToken))
            issued.Add(new Digest(card.Span));
        Issued = Manifest.Of(issued);
        if (Issued.Root != Milestones.IssuedRoot)
            throw new InvalidDataException($"The cards that the database of {stream} has as made usable are not those that its log closed with.");
    }
}
