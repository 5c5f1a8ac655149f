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
    private readonly LayeredMap<string, OtherLog> _logs;
    private readonly LayeredMap<PaperSlip, EnteredPaper> _papers;
    private readonly LayeredMap<LogEntry, long> _statements;
    private readonly LayeredMap<string, WithdrawReason> _withdrawals;
    private BoxCounts _counts;

    /// <param name="below">The state that this one lies on and leaves as it is; <c>null</c> for one that stands by itself.</param>
    /// <param name="log">The name of the log.</param>
    protected BoxFold(BoxFold? below, string log)
    {
        Log = log;
        _cards = new(below?._cards);
        _shortNumbers = new(below?._shortNumbers, StringComparer.Ordinal);
        _batches = new(below?._batches, StringComparer.Ordinal);
        _logs = new(below?._logs, StringComparer.Ordinal);
        _papers = new(below?._papers);
        _statements = new(below?._statements);
        _withdrawals = new(below?._withdrawals, StringComparer.Ordinal);
        if (below is null)
            return;
        _counts = below._counts;
        (Size, Milestones, Frozen, Paper, Rules) = (below.Size, below.Milestones, below.Frozen, below.Paper, below.Rules);
        Changes = below.Changes;
    }

    /// <summary>The log's name: <see cref="BoxKey.MainLog"/>, or that of another log of the day.</summary>
    public string Log { get; }

    public bool IsMain => Log == BoxKey.MainLog;

    /// <summary>Entries in the log; the next entry's index.</summary>
    public long Size { get; private set; }

    public BoxMilestones Milestones { get; private set; } = BoxMilestones.Start;

    public BoxPhase Phase => Milestones.Phase;

    /// <summary>
    /// Whether the service destroys its own copy of the openings key. Where nobody keeps a share it stays until its erasure was written: no auditor could
    /// get the openings any more.
    /// </summary>
    public bool EndsOpenings => Milestones.OpeningsErased || Milestones.OpeningsOver && Frozen is not { WithoutShares: true };

    public BoxCounts Counts => _counts;

    public OpenBox? Frozen { get; private set; }

    public Paper? Paper { get; private set; }

    public FrozenRules? Rules { get; private set; }

    public PaperChanges Changes { get; private set; } = PaperChanges.None;

    /// <summary>The batches, in log order.</summary>
    public IEnumerable<Batch> Batches => _batches.Values.OrderBy(batch => batch.Index);

    /// <summary>The other logs of the day, in log order.</summary>
    public IEnumerable<OtherLog> Logs => _logs.Values.OrderBy(log => log.Index);

    public bool LogsSettled => _logs.Values.All(log => log.State != LogState.Announced);

    /// <summary>The numbers of the cards made usable, in no order.</summary>
    public IEnumerable<Digest> UsableCards => _cards.Values.Where(card => card.Usable).Select(card => card.Number);

    /// <summary>The indexes of the entries that hold a counted ballot, in log order.</summary>
    public ImmutableArray<long> CountedIndexes =>
        [.. _cards.Values.Where(card => card.CastLast).Select(card => card.Uses[^1].Index).Concat(_papers.Values.Select(paper => paper.Index)).Order()];

    /// <summary>The papers keyed, in no order.</summary>
    public IEnumerable<(PaperSlip Slip, long Index)> KeyedPapers => _papers.Pairs.Select(paper => (paper.Key, paper.Value.Index));

    /// <summary>The papers keyed, as they were entered last, in no order.</summary>
    public IEnumerable<(PaperSlip Slip, string Ballot)> EnteredPapers => _papers.Pairs.Select(paper => (paper.Key, paper.Value.Ballot));

    public Card? Find(Digest number) => _cards.TryGet(number, out var card) ? card : null;

    public Card? Find(ShortNumber number) => _shortNumbers.TryGet(number.Symbols, out var card) ? _cards[card] : null;

    public Batch? FindBatch(string id) => _batches.TryGet(id, out var batch) ? batch : null;

    public long PrintedFor(string log) => _batches.Values.Where(batch => batch.Log == log).Sum(batch => (long)batch.Cards.Length);

    public OtherLog? FindLog(string name) => _logs.TryGet(name, out var log) ? log : null;

    public EnteredPaper? FindPaper(PaperSlip slip) => _papers.TryGet(slip, out var paper) ? paper : null;

    public WithdrawReason? WithdrawalOf(string proposal) => _withdrawals.TryGet(proposal, out var reason) ? reason : null;

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
            case AnnounceEntry announced:
                _logs.Add(announced.Name, new OtherLog(announced.Name, announced.Key, LogState.Announced, Size));
                break;
            case JoinEntry join:
                _logs[join.Log] = _logs[join.Log] with { State = LogState.Joined, Joined = join };
                _counts.JoinedBallots += record.Joined!.Ballots;
                _counts.SurrenderedElsewhere += record.Joined.Surrendered;
                break;
            case MissingEntry missing:
                _logs[missing.Log] = _logs[missing.Log] with { State = LogState.Missing };
                _counts.SurrenderedElsewhere += missing.Surrendered;
                break;
            case BatchEntry batch:
                AddBatch(new Batch(batch.Batch, record.Cards, batch.Maker, Size, batch.Log, Active: false));
                break;
            case OpenEntry:
                Freeze(record.Frozen!);
                break;
            case ActivateEntry activate:
                Activate(_batches[activate.Batch]);
                break;
            case SpoilEntry spoil:
                Spoil(_batches[spoil.Batch]);
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
                _counts.Voided++;
                if (voided.Reason == VoidReason.Challenged)
                    _counts.Exchanged++;
                Keep(_cards[voided.Card] with { Voided = true, EndedAs = voided.Reason });
                break;
            case PotEntry pot:
                Changes = Changes.WithTotal(pot.Pot, pot.Amount);
                break;
            case WithdrawEntry withdraw:
                _withdrawals[withdraw.Proposal] = withdraw.Reason;
                Changes = withdraw.Reason == WithdrawReason.Restored ? Changes.WithAgain(withdraw.Proposal) : Changes.Without(withdraw.Proposal);
                break;
            case StationEntry or ErasureEntry or ReleaseEntry:
                _statements[record.Entry] = Size;
                break;
        }
        Milestones = Milestones.After(record.Entry, Size);
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
        Keep(card with { Usable = true });
        _counts.Issued++;
        if (card.ForExchange)
            _counts.Replacements++;
        return true;
    }

    /// <summary>Takes a batch in.</summary>
    /// <exception cref="ArgumentException">The batch, one of its cards or a short number is there already.</exception>
    protected void AddBatch(Batch batch)
    {
        _batches.Add(batch.Id, batch);
        foreach (var number in batch.Cards)
        {
            _cards.Add(number, Card.Printed(number, elsewhere: batch.Log != Log, batch.ForExchange));
            _shortNumbers.Add(ShortNumber.Of(number).Symbols, number);
        }
        _counts.Printed += batch.Cards.Length;
    }

    // A restart reads first that a card was ended and then that it had been handed out.
    private void Keep(Card card)
    {
        if (card.MayBeReplaced && !_cards[card.Number].MayBeReplaced)
            _counts.TakenIn++;
        _cards[card.Number] = card;
    }

    private void Activate(Batch batch)
    {
        _batches[batch.Id] = batch with { Active = true };
        foreach (var number in batch.Cards)
            MakeUsable(number);
    }

    // Its cards can never be handed out; they are not among those that were ended one by one.
    private void Spoil(Batch batch)
    {
        _batches[batch.Id] = batch with { Spoilt = true };
        foreach (var number in batch.Cards)
            _cards[number] = _cards[number] with { Voided = true };
        _counts.Printed -= batch.Cards.Length;
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
        return card.HasCast || card.ForExchange || change is null ? change : change with { FirstCast = record.Use!.Index };
    }

    private CountedChange Challenge(Card card, CardUse challenge)
    {
        var first = card.Uses.First(use => use.Kind == CardUseKind.Cast);
        var change = (Use(card, card.AfterChallenge(challenge)) ?? new CountedChange("", "")) with { ByChallenge = true };
        return card.Uses[^1] == first && !card.ForExchange && change.Removed.Length > 0 ? change with { FirstCast = first.Index } : change;
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
