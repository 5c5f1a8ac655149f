namespace PbDecisionDay.Ledger.Entries;

/// <summary>The result is published.</summary>
/// <param name="Result">SHA-256 of the published result, <c>result.json</c>.</param>
public sealed record ResultEntry(Digest Result) : LogEntry
{
    internal const string Word = "result";

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("result", out var result)
            ? new ResultEntry(result)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("result", Result);
    }
}
