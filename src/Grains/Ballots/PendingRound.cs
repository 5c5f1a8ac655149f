using PbDecisionDay.Ledger;


namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// The round that is being decided, on top of the committed state: later commands of a round see what earlier ones did. Each record is taken
/// in before it is written, so none is written that cannot be. A failed commit throws the round away.
/// </summary>
internal sealed class PendingRound(BoxState committed) : BoxFold(committed, committed.Log)
{
    private readonly List<BoxRecord> _records = [];
    private readonly List<Digest> _issued = [];

    /// <summary>The records to be written, in log order.</summary>
    public IReadOnlyList<BoxRecord> Records => _records;

    /// <summary>The cards that are handed out and so become usable.</summary>
    public IReadOnlyList<Digest> Issued => _issued;

    public bool IsEmpty => _records.Count == 0 && _issued.Count == 0;

    /// <summary>Adds the next record. If it throws, the round is spoilt; see <see cref="BoxFold.TakeIn"/>.</summary>
    public void Add(BoxRecord record)
    {
        TakeIn(record);
        _records.Add(record);
    }

    /// <summary>Makes a card usable that is handed out, unless it is.</summary>
    public void Issue(Digest number)
    {
        if (MakeUsable(number))
            _issued.Add(number);
    }

    /// <summary>This round anew with its first records and issued cards alone, after a later one spoilt it.</summary>
    public PendingRound UpTo(int records, int issued)
    {
        var round = new PendingRound(committed);
        foreach (var record in _records[..records])
            round.Add(record);
        foreach (var card in _issued[..issued])
            round.Issue(card);
        return round;
    }
}
