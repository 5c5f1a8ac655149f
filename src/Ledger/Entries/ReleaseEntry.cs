namespace PbDecisionDay.Ledger.Entries;

/// <summary>The openings left the service. Only after <c>result</c>.</summary>
/// <param name="To">For whom.</param>
public sealed record ReleaseEntry(ReleasedTo To) : LogEntry
{
    internal const string Word = "release";

    /// <summary>For whom.</summary>
    public ReleasedTo To { get; } = EntryWords.Released.Checked(To);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("to", EntryWords.Released, out var to)
            ? new ReleaseEntry(to)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("to", EntryWords.Released[To]);
    }
}
