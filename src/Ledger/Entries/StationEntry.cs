namespace PbDecisionDay.Ledger.Entries;

/// <summary>A station was paired or revoked.</summary>
/// <param name="Key">SHA-256 of what the station shows to act, so that its entries can be matched and nothing be shown.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Change">Whether it may from now on.</param>
public sealed record StationEntry(Digest Key, StationRole Role, StationChange Change) : LogEntry
{
    internal const string Word = "station";

    /// <summary>What it may do.</summary>
    public StationRole Role { get; } = EntryWords.Role.Checked(Role);

    /// <summary>Whether it may from now on.</summary>
    public StationChange Change { get; } = EntryWords.Change.Checked(Change);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("key", out var key)
        && reader.Field("role", EntryWords.Role, out var role)
        && reader.Field("change", EntryWords.Change, out var change)
            ? new StationEntry(key, role, change)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("key", Key);
        writer.Field("role", EntryWords.Role[Role]);
        writer.Field("change", EntryWords.Change[Change]);
    }
}
