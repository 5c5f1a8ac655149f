namespace PbDecisionDay.Ledger.Entries;

/// <summary>The day is closed: no cast may follow.</summary>
/// <param name="Issued">The root of the sorted cards made usable, <c>issued.txt</c>.</param>
public sealed record CloseEntry(Digest Issued) : LogEntry
{
    internal const string Word = "close";

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("issued", out var issued)
            ? new CloseEntry(issued)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("issued", Issued);
    }
}
