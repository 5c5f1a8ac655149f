namespace PbDecisionDay.Ledger.Entries;

/// <summary>Something personal or secret was destroyed.</summary>
/// <param name="What">What.</param>
public sealed record ErasureEntry(ErasedThing What) : LogEntry
{
    internal const string Word = "erasure";

    /// <summary>What.</summary>
    public ErasedThing What { get; } = EntryWords.Erased.Checked(What);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("what", EntryWords.Erased, out var what)
            ? new ErasureEntry(what)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("what", EntryWords.Erased[What]);
    }
}
