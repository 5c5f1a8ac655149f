namespace PbDecisionDay.Ledger.Entries;

/// <summary>The day opens under frozen rules.</summary>
/// <param name="Rules">SHA-256 of the frozen rules, <c>rules.json</c>.</param>
/// <param name="Paper">SHA-256 of the frozen ballot paper, <c>paper.json</c>.</param>
public sealed record OpenEntry(Digest Rules, Digest Paper) : LogEntry
{
    internal const string Word = "open";

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("rules", out var rules)
        && reader.Field("paper", out var paper)
            ? new OpenEntry(rules, paper)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("rules", Rules);
        writer.Field("paper", Paper);
    }
}
