namespace PbDecisionDay.Ledger.Entries;

/// <summary>Another log of the day is left out, for good. In place of <c>join</c>.</summary>
/// <param name="Log">The log's name.</param>
/// <param name="Reason">Why.</param>
/// <param name="Surrendered">How many surrendered cards are in its envelope, 0 to 9,999,999.</param>
public sealed record MissingEntry(string Log, MissingReason Reason, int Surrendered) : LogEntry
{
    internal const string Word = "missing";

    /// <summary>The log's name.</summary>
    public string Log { get; } = EntryText.LogName.Checked(Log);

    /// <summary>Why.</summary>
    public MissingReason Reason { get; } = EntryWords.Missing.Checked(Reason);

    /// <summary>How many surrendered cards are in its envelope, 0 to 9,999,999.</summary>
    public int Surrendered { get; } = NumberRange.Total.Checked(Surrendered);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("log", EntryText.LogName, out var log)
        && reader.Field("reason", EntryWords.Missing, out var reason)
        && reader.Field("surrendered", NumberRange.Total, out int surrendered)
            ? new MissingEntry(log, reason, surrendered)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("log", Log);
        writer.Field("reason", EntryWords.Missing[Reason]);
        writer.Field("surrendered", Surrendered);
    }
}
