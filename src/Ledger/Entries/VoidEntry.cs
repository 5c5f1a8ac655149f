namespace PbDecisionDay.Ledger.Entries;

/// <summary>A card was ended without its secret.</summary>
/// <param name="Card">The card number.</param>
/// <param name="Reason">Why.</param>
public sealed record VoidEntry(Digest Card, VoidReason Reason) : LogEntry
{
    internal const string Word = "void";

    /// <summary>Why.</summary>
    public VoidReason Reason { get; } = EntryWords.Reason.Checked(Reason);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("card", out var card)
        && reader.Field("reason", EntryWords.Reason, out var reason)
            ? new VoidEntry(card, reason)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("card", Card);
        writer.Field("reason", EntryWords.Reason[Reason]);
    }
}
