using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Ledger.Auditing;

/// <summary>
/// Printed batches, their manifests, and which cards were made usable. Manifests are published after the close: until then a
/// card that is used is taken to be of a batch whose manifest is not known yet.
/// </summary>
/// <param name="log">The log's own name.</param>
internal sealed class BatchAudit(AuditFindings findings, string log)
{
    private readonly Dictionary<string, Manifest> manifests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AuditedBatch> batches = new(StringComparer.Ordinal);
    private readonly Dictionary<Digest, AuditedCard> cards = [];
    private readonly List<(long Index, BatchEntry Entry)> unlisted = [];
    private readonly Dictionary<string, int> sizes = new(StringComparer.Ordinal);

    public IEnumerable<AuditedCard> Cards => cards.Values;

    /// <summary>How many cards the batches of another log have.</summary>
    public int PrintedFor(string other) => sizes.GetValueOrDefault(other);

    private IEnumerable<AuditedCard> OwnCards => cards.Values.Where(card => card.Batch is null || IsOwn(card.Batch));

    /// <summary>How many cards the log names, listed or not.</summary>
    public long Printed { get; private set; }

    /// <summary>Whether some batch's manifest was not given.</summary>
    public bool HasUnlisted => unlisted.Count > 0;

    /// <summary>What <c>issued.txt</c> holds, once it was given.</summary>
    public Manifest? Issued { get; set; }

    /// <summary>The card; while there are batches without a manifest, any card is taken to be of one of them.</summary>
    public AuditedCard? Find(Digest number, long index)
    {
        if (!cards.TryGetValue(number, out var card) && HasUnlisted)
            cards.Add(number, card = new AuditedCard(number, batch: null) { FirstNamed = index });
        return card;
    }

    public void Give(string batch, Manifest manifest) => manifests[batch] = manifest;

    public void Take(long index, BatchEntry entry, bool ended, bool announced)
    {
        if (!announced)
            findings.Add(AuditChecks.Logs, index, $"Batch {entry.Batch} is for the log {entry.Log}, which was not announced.");
        else if (ended)
            findings.Add(AuditChecks.Batches, index, $"Batch {entry.Batch} was named after the end of casting.");
        else if (batches.ContainsKey(entry.Batch))
            findings.Add(AuditChecks.Batches, index, $"Batch {entry.Batch} was named before.");
        else
            Add(index, entry);
    }

    public void Take(long index, ActivateEntry entry, bool ended)
    {
        var batch = batches.GetValueOrDefault(entry.Batch);
        var problem =
            batch is null ? $"Batch {entry.Batch} is not in the log."
            : !IsOwn(batch) ? $"Batch {entry.Batch} votes in the log {batch.Log}."
            : batch.Spoilt ? $"Batch {entry.Batch} was made usable after it had been ended."
            : batch.Active ? $"Batch {entry.Batch} was made usable before."
            : ended ? $"Batch {entry.Batch} was made usable after the end of casting."
            : null;
        if (problem is null)
            batch!.Active = true;
        else
            findings.Add(AuditChecks.Activation, index, problem);
    }

    public void Take(long index, SpoilEntry entry, bool ended)
    {
        var batch = batches.GetValueOrDefault(entry.Batch);
        var problem =
            batch is null ? $"Batch {entry.Batch} is not in the log."
            : !IsOwn(batch) ? $"Batch {entry.Batch} votes in the log {batch.Log}, and cannot be ended here."
            : batch.Spoilt ? $"Batch {entry.Batch} was ended before."
            : ended ? $"Batch {entry.Batch} was ended after the end of casting."
            : batch.Active ? $"Batch {entry.Batch} was ended after it was made usable."
            : Cards.FirstOrDefault(card => card.Batch == batch && (card.First is not null || card.Voided)) is { } card
                ? $"Batch {entry.Batch} was ended, and the log names {card} of it before."
            : null;
        if (problem is not null)
        {
            findings.Add(AuditChecks.SpoiltBatches, index, problem);
            return;
        }
        batch!.Spoilt = true;
        Printed -= batch.Size;
    }

    /// <summary>What the close says of the cards made usable.</summary>
    public void Close(long index, CloseEntry entry, CountEntry totals)
    {
        foreach (var (at, batch) in unlisted)
            findings.Add(AuditChecks.Manifests, at, $"The manifest of batch {batch.Batch} is missing.");
        foreach (var card in Cards.Where(card => card.Batch is null))
            findings.Add(AuditChecks.PublishedCards, card.FirstNamed, $"{card} is in no published batch.");
        if (Issued is not { } issued)
        {
            findings.Add(AuditChecks.Issued, index, $"The list {BundleNames.Issued} is missing.");
            return;
        }
        if (issued.Root != entry.Issued)
            findings.Add(AuditChecks.Issued, index, $"The list {BundleNames.Issued} has another root than the close names.");
        if (issued.Size != totals.Issued)
            findings.Add(AuditChecks.Issued, index, $"The list {BundleNames.Issued} has {issued.Size} cards, and the last total says {totals.Issued}.");
        foreach (var number in issued.Numbers.Where(number => cards.GetValueOrDefault(number)?.Batch is not { } batch || !IsOwn(batch)).Take(1))
            findings.Add(AuditChecks.Issued, index, $"Card {ShortNumber.Of(number)} in {BundleNames.Issued} is in no batch of this log.");
        foreach (var card in OwnCards.Where(card => card.Batch is { Active: true } && !issued.Contains(card.Number)).Take(1))
            findings.Add(AuditChecks.Issued, index, $"{card} was made usable with its batch and is not in {BundleNames.Issued}.");
        foreach (var card in Cards.Where(card => card.Batch is { Spoilt: true } && issued.Contains(card.Number)).Take(1))
            findings.Add(AuditChecks.SpoiltBatches, index, $"{card} in {BundleNames.Issued} is of a batch that was ended before any of its cards was usable.");
        foreach (var card in OwnCards.Where(card => card.First is not null && !issued.Contains(card.Number)))
            findings.Add(AuditChecks.UsableCards, card.First!.Index, $"{card} was used and is not in {BundleNames.Issued}.");
    }

    /// <summary>Whether a batch votes in this log.</summary>
    public bool IsOwn(AuditedBatch batch) => batch.Log == log;

    /// <summary>Takes a batch that the main log names for this one.</summary>
    public void Allot(BatchEntry entry) => Add(0, entry);

    private void Add(long index, BatchEntry entry)
    {
        sizes[entry.Log] = sizes.GetValueOrDefault(entry.Log) + entry.Size;
        var batch = new AuditedBatch(entry.Log, manifests.TryGetValue(entry.Batch, out var given) ? given.Size : entry.Size);
        batches.Add(entry.Batch, batch);
        if (!manifests.TryGetValue(entry.Batch, out var manifest))
        {
            unlisted.Add((index, entry));
            Printed += entry.Size;
            return;
        }
        if (manifest.Root != entry.Root || manifest.Size != entry.Size)
            findings.Add(AuditChecks.Manifests, index, $"The manifest of batch {entry.Batch} has {manifest.Size} cards and another root or number than the log names.");
        Printed += manifest.Size;
        foreach (var number in manifest.Numbers)
            if (!cards.TryAdd(number, new AuditedCard(number, batch)))
                findings.Add(AuditChecks.Batches, index, $"Card {ShortNumber.Of(number)} of batch {entry.Batch} is in another batch too.");
    }
}
