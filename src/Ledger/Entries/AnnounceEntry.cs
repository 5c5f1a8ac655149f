namespace PbDecisionDay.Ledger.Entries;

/// <summary>Another log of the day is announced, before any of its cards is usable. In the main log alone.</summary>
/// <param name="Name">The log's name: 1 to 32 of <c>[a-z0-9-]</c>, first a letter or digit, not <c>main</c>.</param>
/// <param name="Key">SHA-256 of the SPKI DER of the log's public key.</param>
public sealed record AnnounceEntry(string Name, Digest Key) : LogEntry
{
    internal const string Word = "log";

    /// <summary>The log's name: 1 to 32 of <c>[a-z0-9-]</c>, first a letter or digit, not <c>main</c>.</summary>
    public string Name { get; } = EntryText.LogName.Checked(Name);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("name", EntryText.LogName, out var name)
        && reader.Field("key", out var key)
            ? new AnnounceEntry(name, key)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("name", Name);
        writer.Field("key", Key);
    }
}
