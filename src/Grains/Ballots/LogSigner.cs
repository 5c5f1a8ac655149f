using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>Signs a round's receipts and prints its records for the journal.</summary>
internal sealed class LogSigner(LogKey key, string origin)
{
    /// <summary>The records as the journal takes them, receipts signed, in the same order.</summary>
    public JournalEvent[] Sign(IReadOnlyList<BoxRecord> records)
    {
        var events = new JournalEvent[records.Count];
        Parallel.For(0, records.Count, at =>
        {
            if (records[at].Use is { } use)
                use.Signature = Receipt.Sign(key, origin, use.Index, use.Leaf).Signature.ToArray();
            events[at] = BoxRecordJson.Write(records[at]);
        });
        return events;
    }

    /// <summary>The receipt of a use that was signed before.</summary>
    public string ReceiptOf(CardUse use) => new Receipt(origin, use.Index, use.Leaf, use.Signature.Span).Print();
}
