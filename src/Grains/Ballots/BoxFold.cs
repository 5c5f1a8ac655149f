using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// The one fold of a box's log and issued cards. It stands by itself as the committed state, or lies on that state as a round which is not
/// written yet: both take a record in by the same code, so what a round could take in the state can.
/// </summary>
internal abstract class BoxFold : IBoxView
{
    private readonly LayeredMap<Digest, Card> _cards;
    private readonly LayeredMap<string, Digest> _shortNumbers;
    private readonly LayeredMap<string, Batch> _batches;
    private readonly LayeredMap<PaperSlip, EnteredPaper> _papers;
    private readonly LayeredMap<LogEntry, long> _statements;
    private BoxCounts _counts;

    /// <param name="below">The state that this one lies on and leaves as it is; <c>null</c> for one that stands by itself.</param>
    protected BoxFold(BoxFold? below)
    {
        _cards = new(below?._cards);
        _shortNumbers = new(below?._shortNumbers, StringComparer.Ordinal);
        _batches = new(below?._batches, StringComparer.Ordinal);
        _papers = new(below?._papers);
        _statements = new(below?._statements);
        if (below is null)
            return;
        _counts = below._counts;
        (Size, Milestones, Frozen, Paper, Rules) = (below.Size, below.Milestones, below.Frozen, below.Paper, below.Rules);
    }

    /// <summary>Entries in the log; the next entry's index.</summary>
    public long Size { get; private set; }

    public BoxMilestones Milestones { get; private set; } = BoxMilestones.Start;

    public BoxPhase Phase => Milestones.Phase;

    public BoxCounts Counts => _counts;

    public OpenBox? Frozen { get; private set; }

    public Paper? Paper { get; private set; }

    public FrozenRules? Rules { get; private set; }

    /// <summary>The batches, in log order.</summary>
    public IEnumerable<Batch> Batches => _batches.Values.OrderBy(batch => batch.Index);

    /// <summary>The numbers of the cards made usable, in no order.</summary>
    public IEnumerable<Digest> UsableCards => _cards.Values.Where(card => card.Usable).Select(card => card.Number);

    /// <summary>The indexes of the entries that hold a counted ballot, in log order.</summary>
    public ImmutableArray<long> CountedIndexes =>
        [.. _cards.Values.Where(card => card.CastLast).Select(card => card.Uses[^1].Index).Concat(_papers.Values.Select(paper => paper.Index)).Order()];

    public Card? Find(Digest number) => _cards.TryGet(number, out var card) ? card : null;

    public Card? Find(ShortNumber number) => _shortNumbers.TryGet(number.Symbols, out var card) ? _cards[card] : null;

    public Batch? FindBatch(string id) => _batches.TryGet(id, out var batch) ? batch : null;

    public EnteredPaper? FindPaper(PaperSlip slip) => _papers.TryGet(slip, out var paper) ? paper : null;

    public bool Has(StationEntry station) => _statements.Contains(station);

    public bool Has(ErasureEntry erasure) => _statements.Contains(erasure);

    public bool Has(ReleaseEntry release) => _statements.Contains(release);

    /// <summary>Takes the next record of the log in.</summary>
    /// <returns>What changed in the counted ballots; <c>null</c> if nothing.</returns>
    /// <exception cref="KeyNotFoundException">The record speaks of a card or batch that is not there.</exception>
    /// <exception cref="ArgumentException">The record adds a card, short number or batch that is there already.</exception>
    /// <exception cref="InvalidDataException">The box is opened under a paper or rules that cannot be read.</exception>
    protected CountedChange? TakeIn(BoxRecord record)
    {
        CountedChange? change = null;
        switch (record.Entry)
        {
            case BatchEntry batch:
                AddBatch(batch, record.Cards);
                break;
            case OpenEntry:
                Freeze(record.Frozen!);
                break;
            case ActivateEntry activate:
                Activate(_batches[activate.Batch]);
                break;
            case CastEntry cast:
                change = Cast(_cards[cast.Card], record);
                break;
            case ChallengeEntry challenge:
                _counts.Challenges++;
                change = Challenge(_cards[challenge.Card], record.Use!);
                break;
            case SurrenderEntry surrender:
                _counts.Surrendered++;
                change = Use(_cards[surrender.Card], _cards[surrender.Card].AfterSurrender(record.Use!));
                break;
            case PaperEntry paper:
                change = EnterPaper(PaperSlip.Of(paper), record.Ballot);
                break;
            case VoidEntry voided:
                _cards[voided.Card] = _cards[voided.Card] with { Voided = true };
                _counts.Voided++;
                break;
            case StationEntry or ErasureEntry or ReleaseEntry:
                _statements[record.Entry] = Size;
                break;
        }
        Milestones = Milestones.After(record.Entry);
        Size++;
        return change;
    }

    /// <summary>Makes a card usable.</summary>
    /// <returns>Whether it was not before.</returns>
    /// <exception cref="KeyNotFoundException">No such card is there.</exception>
    protected bool MakeUsable(Digest number)
    {
        var card = _cards[number];
        if (card.Usable)
            return false;
        _cards[number] = card with { Usable = true };
        _counts.Issued++;
        return true;
    }

    private void AddBatch(BatchEntry entry, ImmutableArray<Digest> numbers)
    {
        _batches.Add(entry.Batch, new Batch(entry.Batch, numbers, entry.Maker, Size, Active: false));
        foreach (var number in numbers)
        {
            _cards.Add(number, Card.Printed(number));
            _shortNumbers.Add(ShortNumber.Of(number).Symbols, number);
        }
        _counts.Printed += numbers.Length;
    }

    private void Activate(Batch batch)
    {
        _batches[batch.Id] = batch with { Active = true };
        foreach (var number in batch.Cards)
            MakeUsable(number);
    }

    private void Freeze(OpenBox frozen)
    {
        if (!Paper.TryParse(frozen.Paper, out var paper, out var problem) || !FrozenRules.TryParse(frozen.Rules, out var rules, out problem))
            throw new InvalidDataException($"The log was opened under a paper or rules that cannot be read: {problem}");
        (Frozen, Paper, Rules) = (frozen, paper, rules);
    }

    private CountedChange? Cast(Card card, BoxRecord record)
    {
        _counts.Casts++;
        if (card.Counted.Length > 0)
            _counts.Replaced++;
        var change = Use(card, card.AfterCast(record.Use!, record.Ballot));
        return card.HasCast || change is null ? change : change with { FirstCast = record.Use!.Index };
    }

    private CountedChange? Challenge(Card card, CardUse challenge)
    {
        var first = card.Uses.First(use => use.Kind == CardUseKind.Cast);
        var change = Use(card, card.AfterChallenge(challenge));
        return card.Uses[^1] == first && change is not null ? change with { FirstCast = first.Index } : change;
    }

    private CountedChange? Use(Card before, Card after)
    {
        _cards[after.Number] = after;
        if (before.Uses.IsEmpty)
            _counts.CardsUsed++;
        return Count(before.Counted, after.Counted);
    }

    private CountedChange? EnterPaper(PaperSlip slip, string ballot)
    {
        var before = FindPaper(slip);
        if (before is null)
            _counts.Papers++;
        _papers[slip] = new EnteredPaper(ballot, Size);
        return Count(before?.Ballot ?? "", ballot);
    }

    private CountedChange? Count(string removed, string added)
    {
        if (removed.Length == 0 && added.Length == 0)
            return null;
        _counts.Ballots += (added.Length > 0 ? 1 : 0) - (removed.Length > 0 ? 1 : 0);
        return new CountedChange(removed, added);
    }
}
