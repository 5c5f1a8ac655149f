namespace PbDecisionDay.Ledger.Entries;

/// <summary>A batch became usable.</summary>
/// <param name="Batch">The batch's name.</param>
public sealed record ActivateEntry(string Batch) : LogEntry
{
    internal const string Word = "activate";

    /// <summary>The batch's name.</summary>
    public string Batch { get; } = EntryText.Batch.Checked(Batch);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("batch", EntryText.Batch, out var batch)
            ? new ActivateEntry(batch)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("batch", Batch);
    }
}
