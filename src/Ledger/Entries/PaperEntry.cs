namespace PbDecisionDay.Ledger.Entries;

/// <summary>A keyed paper ballot. The same number again corrects it, until <c>mix</c>.</summary>
/// <param name="Batch">The paper batch's name, formed as a card batch's.</param>
/// <param name="Number">The slip's number in the batch, 1 to 9,999,999, given after the box was emptied and mixed.</param>
/// <param name="Seal">The seal of the ballot.</param>
public sealed record PaperEntry(string Batch, int Number, Digest Seal) : LogEntry
{
    internal const string Word = "paper";

    /// <summary>The paper batch's name, formed as a card batch's.</summary>
    public string Batch { get; } = EntryText.Batch.Checked(Batch);

    /// <summary>The slip's number in the batch, 1 to 9,999,999, given after the box was emptied and mixed.</summary>
    public int Number { get; } = NumberRange.Size.Checked(Number);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("batch", EntryText.Batch, out var batch)
        && reader.Field("number", NumberRange.Size, out int number)
        && reader.Field("seal", out var seal)
            ? new PaperEntry(batch, number, seal)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("batch", Batch);
        writer.Field("number", Number);
        writer.Field("seal", Seal);
    }
}
