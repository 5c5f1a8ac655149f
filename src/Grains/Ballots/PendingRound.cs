using PbDecisionDay.Ledger;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// The round that is being decided, on top of the committed state: later commands of a round see what earlier ones did. Each record is taken
/// in before it is written, so none is written that cannot be. A failed commit throws the round away.
/// </summary>
internal sealed class PendingRound(BoxState committed) : BoxFold(committed)
{
    private readonly List<BoxRecord> _records = [];
    private readonly List<Digest> _marks = [];

    /// <summary>The records to be written, in log order.</summary>
    public IReadOnlyList<BoxRecord> Records => _records;

    /// <summary>The cards to be marked usable.</summary>
    public IReadOnlyList<Digest> Marks => _marks;

    public bool IsEmpty => _records.Count == 0 && _marks.Count == 0;

    /// <summary>Adds the next record. If it throws, the round is spoilt; see <see cref="BoxFold.TakeIn"/>.</summary>
    public void Add(BoxRecord record)
    {
        TakeIn(record);
        _records.Add(record);
    }

    /// <summary>Marks a card usable, unless it is.</summary>
    public void Mark(Digest number)
    {
        if (MakeUsable(number))
            _marks.Add(number);
    }

    /// <summary>This round anew with its first records and marks alone, after a later one spoilt it.</summary>
    public PendingRound UpTo(int records, int marks)
    {
        var round = new PendingRound(committed);
        foreach (var record in _records[..records])
            round.Add(record);
        foreach (var mark in _marks[..marks])
            round.Mark(mark);
        return round;
    }
}
