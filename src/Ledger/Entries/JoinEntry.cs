namespace PbDecisionDay.Ledger.Entries;

/// <summary>The closing checkpoint of another log of the day, which is counted with this one.</summary>
/// <param name="Log">The log's name.</param>
/// <param name="Size">How many entries it has: the index of its <c>close</c>, and 1.</param>
/// <param name="Root">The root of its tree at that size.</param>
public sealed record JoinEntry(string Log, long Size, Digest Root) : LogEntry
{
    internal const string Word = "join";

    /// <summary>The log's name.</summary>
    public string Log { get; } = EntryText.LogName.Checked(Log);

    /// <summary>How many entries it has: the index of its <c>close</c>, and 1.</summary>
    public long Size { get; } = NumberRange.TreeSize.Checked(Size);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("log", EntryText.LogName, out var log)
        && reader.Field("size", NumberRange.TreeSize, out long size)
        && reader.Field("root", out var root)
            ? new JoinEntry(log, size, root)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("log", Log);
        writer.Field("size", Size);
        writer.Field("root", Root);
    }
}
