namespace PbDecisionDay.Ledger.Entries;

/// <summary>Casting has ended, and a pause with it; challenges may follow until <c>close</c>.</summary>
public sealed record LastEntry : LogEntry
{
    internal const string Word = "last";

    /// <inheritdoc/>
    public override string Kind => Word;

    private protected override void Write(EntryWriter writer)
    {
    }
}
