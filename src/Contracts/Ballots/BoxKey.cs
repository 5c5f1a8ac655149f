using PbDecisionDay.Ledger;

namespace PbDecisionDay.Contracts.Ballots;

/// <summary>The key of a ballot box: its day and its log.</summary>
public static class BoxKey
{
    /// <summary>The log that every day has.</summary>
    public const string MainLog = LogNames.Main;

    /// <summary>The key of a day's main box.</summary>
    public static string Main(string day) => For(day, MainLog);

    /// <summary>The key of one of a day's boxes.</summary>
    /// <param name="day">The day's id.</param>
    /// <param name="log"><see cref="MainLog"/>, or the name of another log that was announced.</param>
    public static string For(string day, string log) => $"{day}/{log}";

    /// <summary>The origin of the day's main log, from that of one of its logs: a log beside it has the main one's, a slash and its own name.</summary>
    public static string MainOrigin(string key, string origin)
    {
        var (_, log) = Parts(key);
        return log == MainLog || !origin.EndsWith("/" + log, StringComparison.Ordinal) ? origin : origin[..^(log.Length + 1)];
    }

    /// <summary>The day and the log of a box's key.</summary>
    public static (string Day, string Log) Parts(string key) =>
        key.Split('/') is [var day, var log] ? (day, log) : throw new ArgumentException($"'{key}' is not the key of a box: day/log.", nameof(key));
}
