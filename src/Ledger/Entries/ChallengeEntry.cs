namespace PbDecisionDay.Ledger.Entries;

/// <summary>Opens a card's last cast, which then never counts.</summary>
/// <param name="Card">The card number.</param>
/// <param name="Version">2 to 7: one above the challenged cast's.</param>
/// <param name="Reveal">The card's proof of this version.</param>
/// <param name="Nonce">The 32 bytes of the challenged seal's nonce.</param>
/// <param name="Ballot">The challenged ballot, in canonical form.</param>
public sealed record ChallengeEntry(Digest Card, int Version, Digest Reveal, Digest Nonce, string Ballot) : LogEntry
{
    internal const string Word = "challenge";

    /// <summary>2 to 7: one above the challenged cast's.</summary>
    public int Version { get; } = NumberRange.LaterVersion.Checked(Version);

    /// <summary>The challenged ballot, in canonical form.</summary>
    public string Ballot { get; } = EntryText.Ballot.Checked(Ballot);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("card", out var card)
        && reader.Field("ver", NumberRange.LaterVersion, out int version)
        && reader.Field("reveal", out var reveal)
        && reader.Field("nonce", out var nonce)
        && reader.Field("ballot", EntryText.Ballot, out var ballot)
            ? new ChallengeEntry(card, version, reveal, nonce, ballot)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("card", Card);
        writer.Field("ver", Version);
        writer.Field("reveal", Reveal);
        writer.Field("nonce", Nonce);
        writer.Field("ballot", Ballot);
    }
}
