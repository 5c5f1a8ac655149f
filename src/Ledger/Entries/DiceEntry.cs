namespace PbDecisionDay.Ledger.Entries;

/// <summary>Eight ten-sided dice, rolled in public after <c>mix</c>. One a day, ever.</summary>
/// <param name="Digits">Eight digits in the order in which the dice were read.</param>
public sealed record DiceEntry(string Digits) : LogEntry
{
    internal const string Word = "lots";

    /// <summary>Eight digits in the order in which the dice were read.</summary>
    public string Digits { get; } = EntryText.Dice.Checked(Digits);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("digits", EntryText.Dice, out var digits)
            ? new DiceEntry(digits)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("digits", Digits);
    }
}
