namespace PbDecisionDay.Ledger.Entries;

/// <summary>A batch that will never be used: its printing failed before any of its cards was usable.</summary>
/// <param name="Batch">The batch's name.</param>
public sealed record SpoilEntry(string Batch) : LogEntry
{
    internal const string Word = "spoil";

    /// <summary>The batch's name.</summary>
    public string Batch { get; } = EntryText.Batch.Checked(Batch);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("batch", EntryText.Batch, out var batch)
            ? new SpoilEntry(batch)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("batch", Batch);
    }
}
