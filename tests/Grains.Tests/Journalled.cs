using System.Text;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Tests;

/// <summary>What stands in a stream.</summary>
internal static class Journalled
{
    /// <summary>The events of a stream, each as its name and its JSON.</summary>
    public static async Task<List<(string Kind, string Body)>> ReadAsync(IJournal journal, string stream)
    {
        var events = new List<(string, string)>();
        await foreach (var recorded in journal.ReadAsync(stream, 0, default)) events.Add((recorded.Kind, Encoding.UTF8.GetString(recorded.Body.Span)));
        return events;
    }

    /// <summary>The entries of a log, as its box's stream has them.</summary>
    public static async Task<List<LogEntry>> ReadLogAsync(IJournal journal, string stream)
    {
        var entries = new List<LogEntry>();
        await foreach (var recorded in journal.ReadAsync(stream, 0, default)) entries.Add(BoxRecordJson.Read(recorded).Entry);
        return entries;
    }
}
