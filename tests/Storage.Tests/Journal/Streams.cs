using System.Text;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Storage.Tests.Journal;

/// <summary>Short words for appending and reading in tests.</summary>
internal static class Streams
{
    public static JournalEvent Event(string text) => new("noted", Encoding.UTF8.GetBytes(text));

    public static Task AppendAsync(this IJournal journal, string stream, long expectedVersion, params string[] texts) =>
        journal.AppendAsync(stream, expectedVersion, [.. texts.Select(Event)], [], TestContext.Current.CancellationToken);

    public static Task MarkAsync(this IJournal journal, string stream, long expectedVersion, params byte[][] marks) =>
        journal.AppendAsync(stream, expectedVersion, [], [.. marks], TestContext.Current.CancellationToken);

    public static async Task<List<RecordedEvent>> ReadAllAsync(this IJournal journal, string stream, long fromVersion = 0)
    {
        var events = new List<RecordedEvent>();
        await foreach (var recorded in journal.ReadAsync(stream, fromVersion, TestContext.Current.CancellationToken)) events.Add(recorded);
        return events;
    }

    public static async Task<IEnumerable<string>> ReadTextsAsync(this IJournal journal, string stream, long fromVersion = 0) =>
        (await journal.ReadAllAsync(stream, fromVersion)).Select(recorded => Encoding.UTF8.GetString(recorded.Body.Span));

    public static async Task<IEnumerable<byte[]>> ReadMarksAsync(this IJournal journal, string stream) =>
        (await journal.ReadMarksAsync(stream, TestContext.Current.CancellationToken)).Select(mark => mark.ToArray());
}
