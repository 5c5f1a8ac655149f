namespace PbDecisionDay.Ledger.Entries;

/// <summary>Running totals of people and cards.</summary>
/// <param name="CheckedIn">People checked in so far, 0 to 9,999,999.</param>
/// <param name="Issued">Cards handed out so far, 0 to 9,999,999.</param>
public sealed record CountEntry(int CheckedIn, int Issued) : LogEntry
{
    internal const string Word = "count";

    /// <summary>People checked in so far, 0 to 9,999,999.</summary>
    public int CheckedIn { get; } = NumberRange.Total.Checked(CheckedIn);

    /// <summary>Cards handed out so far, 0 to 9,999,999.</summary>
    public int Issued { get; } = NumberRange.Total.Checked(Issued);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("checked-in", NumberRange.Total, out int checkedIn)
        && reader.Field("issued", NumberRange.Total, out int issued)
            ? new CountEntry(checkedIn, issued)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("checked-in", CheckedIn);
        writer.Field("issued", Issued);
    }
}
