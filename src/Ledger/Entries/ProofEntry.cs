namespace PbDecisionDay.Ledger.Entries;

/// <summary>The mix's proof is published.</summary>
/// <param name="Hash">SHA-256 of the mix's proof file.</param>
public sealed record ProofEntry(Digest Hash) : LogEntry
{
    internal const string Word = "proof";

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("hash", out var hash)
            ? new ProofEntry(hash)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("hash", Hash);
    }
}
