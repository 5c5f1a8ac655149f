using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// A box as its committed log and marks have it: a fold, the same whether the records are read back or were written a moment ago.
/// It changes only after a commit, so whoever reads it between two turns sees nothing that could still be lost.
/// </summary>
internal sealed class BoxState : IBoxView
{
    private readonly Dictionary<Digest, Card> cards = [];
    private readonly Dictionary<string, Digest> shortNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<Digest, long> indexes = [];
    private readonly Dictionary<PaperSlip, KeyedPaper> papers = [];
    private readonly List<(long Index, CountedChange Change)> changes = [];
    private readonly List<Batch> batches = [];
    private readonly HashSet<StationEntry> stations = [];
    private readonly HashSet<ErasedThing> erased = [];

    public BoxCourse Course { get; private set; } = BoxCourse.Start;

    public BoxPhase Phase => Course.Phase;

    public long Size => Tree.Count;

    public MerkleTree Tree { get; } = new();

    public OpenBox? Frozen { get; private set; }

    public Paper? Paper { get; private set; }

    public FrozenRules? Rules { get; private set; }

    public IReadOnlyList<Batch> Batches => batches;

    public int Printed => cards.Count;

    public int Issued { get; private set; }

    public int CardsUsed { get; private set; }

    public int Ballots { get; private set; }

    public int Casts { get; private set; }

    public int Replaced { get; private set; }

    public int Challenges { get; private set; }

    public int Surrendered { get; private set; }

    public int Voided { get; private set; }

    public int Papers => papers.Count;

    public Card? Find(Digest number) => cards.GetValueOrDefault(number);

    public Digest? FindByShortNumber(ShortNumber number) =>
        shortNumbers.TryGetValue(number.Symbols, out var card) ? card : null;

    public Batch? FindBatch(string id) => batches.Find(batch => string.Equals(batch.Id, id, StringComparison.Ordinal));

    public KeyedPaper? FindPaper(PaperSlip slip) => papers.GetValueOrDefault(slip);

    public bool HasStation(StationEntry station) => stations.Contains(station);

    public bool HasErased(ErasedThing what) => erased.Contains(what);

    public long? IndexOf(Digest leaf) => indexes.TryGetValue(leaf, out var index) ? index : null;

    /// <summary>The indexes of the entries that hold a counted ballot, in log order.</summary>
    public ImmutableArray<long> CountedIndexes() =>
        [.. cards.Values.Where(card => card.CastLast).Select(card => card.Uses[^1].Index).Concat(papers.Values.Select(paper => paper.Index)).Order()];

    public IEnumerable<Digest> UsableCards() => cards.Values.Where(card => card.Usable).Select(card => card.Number);

    /// <summary>The changes in the counted ballots from a log position on.</summary>
    public ReadOnlySpan<(long Index, CountedChange Change)> ChangesFrom(long index)
    {
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(changes);
        int low = 0, high = all.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (all[middle].Index < index)
                low = middle + 1;
            else
                high = middle;
        }
        return all[low..];
    }

    /// <summary>Takes the next record of the log in.</summary>
    public void Apply(BoxRecord record)
    {
        var index = Size;
        var leaf = record.Use?.Leaf ?? record.Entry.LeafHash();
        Tree.Append(leaf);
        indexes[leaf] = index;
        Course = Course.After(record.Entry);
        switch (record.Entry)
        {
            case BatchEntry batch:
                AddBatch(batch, record.Cards);
                break;
            case OpenEntry:
                Freeze(record.Frozen!);
                break;
            case ActivateEntry activate:
                Activate(FindBatch(activate.Batch)!);
                break;
            case CastEntry cast:
                ApplyCast(cards[cast.Card], record, index);
                break;
            case ChallengeEntry challenge:
                Challenges++;
                Use(cards[challenge.Card], cards[challenge.Card].AfterChallenge(record.Use!), index);
                break;
            case SurrenderEntry surrender:
                Surrendered++;
                Use(cards[surrender.Card], cards[surrender.Card].AfterSurrender(record.Use!), index);
                break;
            case PaperEntry paper:
                KeyPaper(PaperSlip.Of(paper), new KeyedPaper(record.Ballot, index));
                break;
            case VoidEntry voided:
                cards[voided.Card] = cards[voided.Card] with { Voided = true };
                Voided++;
                break;
            case StationEntry station:
                stations.Add(station);
                break;
            case ErasureEntry erasure:
                erased.Add(erasure.What);
                break;
        }
    }

    /// <summary>Takes a mark in: this card was made usable.</summary>
    public void Mark(Digest number)
    {
        var card = cards[number];
        if (card.Usable)
            return;
        cards[number] = card with { Usable = true };
        Issued++;
    }

    private void AddBatch(BatchEntry entry, ImmutableArray<Digest> numbers)
    {
        batches.Add(new Batch(entry.Batch, numbers, entry.Maker));
        foreach (var number in numbers)
        {
            cards.Add(number, Card.Printed(number));
            shortNumbers.Add(ShortNumber.Of(number).Symbols, number);
        }
    }

    private void Activate(Batch batch)
    {
        batch.Active = true;
        foreach (var number in batch.Cards)
            Mark(number);
    }

    private void Freeze(OpenBox frozen)
    {
        if (!Paper.TryParse(frozen.Paper, out var paper, out var problem) || !FrozenRules.TryParse(frozen.Rules, out var rules, out problem))
            throw new InvalidDataException($"The log was opened under a paper or rules that cannot be read: {problem}");
        (Frozen, Paper, Rules) = (frozen, paper, rules);
    }

    private void ApplyCast(Card card, BoxRecord record, long index)
    {
        Casts++;
        if (card.Counted.Length > 0)
            Replaced++;
        Use(card, card.AfterCast(record.Use!, record.Ballot), index);
    }

    private void Use(Card before, Card after, long index)
    {
        cards[after.Number] = after;
        if (before.Uses.IsEmpty)
            CardsUsed++;
        Count(before.Counted, after.Counted, index);
    }

    private void KeyPaper(PaperSlip slip, KeyedPaper paper)
    {
        var before = FindPaper(slip)?.Ballot ?? "";
        papers[slip] = paper;
        Count(before, paper.Ballot, paper.Index);
    }

    private void Count(string removed, string added, long index)
    {
        if (removed.Length == 0 && added.Length == 0)
            return;
        Ballots += (added.Length > 0 ? 1 : 0) - (removed.Length > 0 ? 1 : 0);
        changes.Add((index, new CountedChange(removed, added)));
    }
}

/// <summary>A printed batch of cards.</summary>
internal sealed class Batch(string id, ImmutableArray<Digest> cards, CardMaker maker)
{
    public string Id { get; } = id;

    public ImmutableArray<Digest> Cards { get; } = cards;

    public CardMaker Maker { get; } = maker;

    public bool Active { get; set; }
}
