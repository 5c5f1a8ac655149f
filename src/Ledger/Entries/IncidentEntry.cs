namespace PbDecisionDay.Ledger.Entries;

/// <summary>Something went other than planned.</summary>
/// <param name="Code">What.</param>
public sealed record IncidentEntry(IncidentCode Code) : LogEntry
{
    internal const string Word = "incident";

    /// <summary>What.</summary>
    public IncidentCode Code { get; } = EntryWords.Incident.Checked(Code);

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("code", EntryWords.Incident, out var code)
            ? new IncidentEntry(code)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("code", EntryWords.Incident[Code]);
    }
}
