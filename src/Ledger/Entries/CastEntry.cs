namespace PbDecisionDay.Ledger.Entries;

/// <summary>A ballot. The highest version of a card counts if it is a cast.</summary>
/// <param name="Card">The card number.</param>
/// <param name="Version">1 to 6: 7 is left for the challenge or surrender of a cast of version 6.</param>
/// <param name="Reveal">The card's proof of this version.</param>
/// <param name="Seal">The seal of the ballot.</param>
public sealed record CastEntry(Digest Card, int Version, Digest Reveal, Digest Seal) : LogEntry
{
    internal const string Word = "cast";

    /// <summary>1 to 6.</summary>
    public int Version { get; } = NumberRange.CastVersion.Checked(Version);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("card", out var card)
        && reader.Field("ver", NumberRange.CastVersion, out int version)
        && reader.Field("reveal", out var reveal)
        && reader.Field("seal", out var seal)
            ? new CastEntry(card, version, reveal, seal)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("card", Card);
        writer.Field("ver", Version);
        writer.Field("reveal", Reveal);
        writer.Field("seal", Seal);
    }
}
