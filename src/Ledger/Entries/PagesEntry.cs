namespace PbDecisionDay.Ledger.Entries;

/// <summary>The voter's page changed while the day was open.</summary>
/// <param name="Pages">SHA-256 of the new list of the page's files, <c>pages/N.txt</c>.</param>
public sealed record PagesEntry(Digest Pages) : LogEntry
{
    internal const string Word = "pages";

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("pages", out var pages)
            ? new PagesEntry(pages)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("pages", Pages);
    }
}
