using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// The batch that is being decided, on top of the committed state: later commands of a batch see what earlier ones did.
/// A failed commit throws it away; a successful one applies its records to the state.
/// </summary>
internal sealed class Draft(BoxState committed) : IBoxView
{
    private readonly Dictionary<Digest, Card> changed = [];
    private readonly Dictionary<PaperSlip, KeyedPaper> newPapers = [];
    private readonly Dictionary<string, Batch> newBatches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Digest> newShortNumbers = new(StringComparer.Ordinal);
    private readonly HashSet<StationEntry> newStations = [];
    private readonly HashSet<ErasedThing> newlyErased = [];
    private readonly List<BoxRecord> records = [];
    private readonly List<Digest> marks = [];

    public IReadOnlyList<BoxRecord> Records => records;

    public IReadOnlyList<Digest> Marks => marks;

    public bool IsEmpty => records.Count == 0 && marks.Count == 0;

    public long Size => committed.Size + records.Count;

    public BoxCourse Course { get; private set; } = committed.Course;

    public BoxPhase Phase => Course.Phase;

    public int Issued { get; private set; } = committed.Issued;

    public int Ballots { get; private set; } = committed.Ballots;

    public int Surrendered { get; private set; } = committed.Surrendered;

    public int Papers { get; private set; } = committed.Papers;

    // What is frozen is frozen by a commit of its own: nothing is cast in the batch that opens.
    public Paper? Paper => committed.Paper;

    public FrozenRules? Rules => committed.Rules;

    public Card? Find(Digest number) => changed.GetValueOrDefault(number) ?? committed.Find(number);

    public Digest? FindByShortNumber(ShortNumber number) =>
        newShortNumbers.TryGetValue(number.Symbols, out var card) ? card : committed.FindByShortNumber(number);

    public Batch? FindBatch(string id) => newBatches.GetValueOrDefault(id) ?? committed.FindBatch(id);

    public KeyedPaper? FindPaper(PaperSlip slip) => newPapers.GetValueOrDefault(slip) ?? committed.FindPaper(slip);

    public bool HasStation(StationEntry station) => newStations.Contains(station) || committed.HasStation(station);

    public bool HasErased(ErasedThing what) => newlyErased.Contains(what) || committed.HasErased(what);

    public IEnumerable<Digest> UsableCards() => committed.UsableCards()
        .Concat(changed.Values.Where(card => card.Usable && committed.Find(card.Number) is not { Usable: true }).Select(card => card.Number));

    public void Add(BoxRecord record)
    {
        var index = Size;
        records.Add(record);
        Course = Course.After(record.Entry);
        switch (record.Entry)
        {
            case BatchEntry batch:
                AddBatch(new Batch(batch.Batch, record.Cards, batch.Maker));
                break;
            case ActivateEntry activate:
                foreach (var number in FindBatch(activate.Batch)!.Cards)
                    MakeUsable(number);
                break;
            case CastEntry cast:
                Use(Find(cast.Card)!, card => card.AfterCast(record.Use!, record.Ballot));
                break;
            case ChallengeEntry challenge:
                Use(Find(challenge.Card)!, card => card.AfterChallenge(record.Use!));
                break;
            case SurrenderEntry surrender:
                Surrendered++;
                Use(Find(surrender.Card)!, card => card.AfterSurrender(record.Use!));
                break;
            case PaperEntry paper:
                KeyPaper(PaperSlip.Of(paper), new KeyedPaper(record.Ballot, index));
                break;
            case VoidEntry voided:
                changed[voided.Card] = Find(voided.Card)! with { Voided = true };
                break;
            case StationEntry station:
                newStations.Add(station);
                break;
            case ErasureEntry erasure:
                newlyErased.Add(erasure.What);
                break;
        }
    }

    public void Mark(Digest number)
    {
        if (MakeUsable(number))
            marks.Add(number);
    }

    private void Use(Card before, Func<Card, Card> use)
    {
        var after = changed[before.Number] = use(before);
        Ballots += (after.Counted.Length > 0 ? 1 : 0) - (before.Counted.Length > 0 ? 1 : 0);
    }

    private void KeyPaper(PaperSlip slip, KeyedPaper paper)
    {
        if (FindPaper(slip) is null)
        {
            Papers++;
            Ballots++;
        }
        newPapers[slip] = paper;
    }

    private bool MakeUsable(Digest number)
    {
        var card = Find(number)!;
        if (card.Usable)
            return false;
        changed[number] = card with { Usable = true };
        Issued++;
        return true;
    }

    private void AddBatch(Batch batch)
    {
        newBatches.Add(batch.Id, batch);
        foreach (var number in batch.Cards)
        {
            changed.Add(number, Card.Printed(number));
            newShortNumbers.Add(ShortNumber.Of(number).Symbols, number);
        }
    }
}
