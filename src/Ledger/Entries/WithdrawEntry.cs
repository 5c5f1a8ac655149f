namespace PbDecisionDay.Ledger.Entries;

/// <summary>A proposal is withdrawn, or restored. Whether and until when is for the frozen rules (<c>withdrawal</c>) to say.</summary>
/// <param name="Proposal">The proposal's id on the frozen paper.</param>
/// <param name="Reason">Why.</param>
public sealed record WithdrawEntry(string Proposal, WithdrawReason Reason) : LogEntry
{
    internal const string Word = "withdraw";

    /// <summary>The proposal's id on the frozen paper.</summary>
    public string Proposal { get; } = EntryText.Id.Checked(Proposal);

    /// <summary>Why.</summary>
    public WithdrawReason Reason { get; } = EntryWords.Withdrawal.Checked(Reason);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("proposal", EntryText.Id, out var proposal)
        && reader.Field("reason", EntryWords.Withdrawal, out var reason)
            ? new WithdrawEntry(proposal, reason)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("proposal", Proposal);
        writer.Field("reason", EntryWords.Withdrawal[Reason]);
    }
}
