namespace PbDecisionDay.Ledger.Entries;

/// <summary>A keyed paper ballot that the dice named, opened and shown beside its slip. It counts all the same.</summary>
/// <param name="Batch">The paper batch's name.</param>
/// <param name="Number">The slip's number in the batch, 1 to 9,999,999.</param>
/// <param name="Nonce">The 32 bytes of the seal's nonce.</param>
/// <param name="Ballot">The ballot, in canonical form.</param>
public sealed record SampleEntry(string Batch, int Number, Digest Nonce, string Ballot) : LogEntry
{
    internal const string Word = "sample";

    /// <summary>The paper batch's name.</summary>
    public string Batch { get; } = EntryText.Batch.Checked(Batch);

    /// <summary>The slip's number in the batch, 1 to 9,999,999.</summary>
    public int Number { get; } = NumberRange.Size.Checked(Number);

    /// <summary>The ballot, in canonical form.</summary>
    public string Ballot { get; } = EntryText.Ballot.Checked(Ballot);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("batch", EntryText.Batch, out var batch)
        && reader.Field("number", NumberRange.Size, out int number)
        && reader.Field("nonce", out var nonce)
        && reader.Field("ballot", EntryText.Ballot, out var ballot)
            ? new SampleEntry(batch, number, nonce, ballot)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("batch", Batch);
        writer.Field("number", Number);
        writer.Field("nonce", Nonce);
        writer.Field("ballot", Ballot);
    }
}
