namespace PbDecisionDay.Ledger.Entries;

/// <summary>The day opens under frozen rules.</summary>
/// <param name="Rules">SHA-256 of the frozen rules, <c>rules.json</c>.</param>
/// <param name="Paper">SHA-256 of the frozen ballot paper, <c>paper.json</c>.</param>
/// <param name="Pages">SHA-256 of the list of the voter's pages, <c>pages/1.txt</c>.</param>
/// <param name="Openings">SHA-256 of the day's public openings key in DER.</param>
public sealed record OpenEntry(Digest Rules, Digest Paper, Digest Pages, Digest Openings) : LogEntry
{
    internal const string Word = "open";

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("rules", out var rules)
        && reader.Field("paper", out var paper)
        && reader.Field("pages", out var pages)
        && reader.Field("openings", out var openings)
            ? new OpenEntry(rules, paper, pages, openings)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("rules", Rules);
        writer.Field("paper", Paper);
        writer.Field("pages", Pages);
        writer.Field("openings", Openings);
    }
}
