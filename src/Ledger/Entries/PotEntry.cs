namespace PbDecisionDay.Ledger.Entries;

/// <summary>The new total of a pot. Whether and until when is for the frozen rules (<c>money</c>) to say.</summary>
/// <param name="Pot">The pot's id on the frozen paper.</param>
/// <param name="Amount">The new total in the paper's minor units, 0 to 10,000,000,000,000.</param>
/// <param name="Source">Whose money it is.</param>
/// <param name="Reason">Why the total changed.</param>
public sealed record PotEntry(string Pot, long Amount, PotSource Source, PotReason Reason) : LogEntry
{
    internal const string Word = "pot";

    /// <summary>The pot's id on the frozen paper.</summary>
    public string Pot { get; } = EntryText.Id.Checked(Pot);

    /// <summary>The new total in the paper's minor units, 0 to 10,000,000,000,000.</summary>
    public long Amount { get; } = NumberRange.Money.Checked(Amount);

    /// <summary>Whose money it is.</summary>
    public PotSource Source { get; } = EntryWords.PotSource.Checked(Source);

    /// <summary>Why the total changed.</summary>
    public PotReason Reason { get; } = EntryWords.PotReason.Checked(Reason);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("pot", EntryText.Id, out var pot)
        && reader.Field("amount", NumberRange.Money, out long amount)
        && reader.Field("source", EntryWords.PotSource, out var source)
        && reader.Field("reason", EntryWords.PotReason, out var reason)
            ? new PotEntry(pot, amount, source, reason)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("pot", Pot);
        writer.Field("amount", Amount);
        writer.Field("source", EntryWords.PotSource[Source]);
        writer.Field("reason", EntryWords.PotReason[Reason]);
    }
}
