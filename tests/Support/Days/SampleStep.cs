using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Seals;


namespace PbDecisionDay.Tests.Support.Days;

/// <summary>One entry of a sample day, made when all before it are in the log.</summary>
/// <param name="Name">Its name in the script, once in a day.</param>
/// <param name="Make">Makes it from the day so far.</param>
public sealed record SampleStep(string Name, Func<SampleDay, SampleEntry> Make);

/// <summary>An entry, and what opens its seal if it has one.</summary>
public sealed record SampleEntry(LogEntry Entry, Opening? Opening = null)
{
    public static implicit operator SampleEntry(LogEntry entry) => new(entry);
}
