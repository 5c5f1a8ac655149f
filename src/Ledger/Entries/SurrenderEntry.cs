namespace PbDecisionDay.Ledger.Entries;

/// <summary>A card was exchanged for a paper ballot: its earlier casts do not count and it is ended.</summary>
/// <param name="Card">The card number.</param>
/// <param name="Version">1 to 7.</param>
/// <param name="Reveal">The card's proof of this version.</param>
public sealed record SurrenderEntry(Digest Card, int Version, Digest Reveal) : LogEntry
{
    internal const string Word = "surrender";

    /// <summary>1 to 7.</summary>
    public int Version { get; } = NumberRange.Version.Checked(Version);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("card", out var card)
        && reader.Field("ver", NumberRange.Version, out int version)
        && reader.Field("reveal", out var reveal)
            ? new SurrenderEntry(card, version, reveal)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("card", Card);
        writer.Field("ver", Version);
        writer.Field("reveal", Reveal);
    }
}
