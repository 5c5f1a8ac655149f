using System.Collections.Concurrent;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// The other logs that have started in this process. A grain comes and goes within it and is no start; a process that finds a log open which it
/// has not started is one. Source: docs/adr/0037.
/// </summary>
public sealed class StartedLogs
{
    private readonly ConcurrentDictionary<string, bool> _started = new(StringComparer.Ordinal);

    /// <summary>Whether the log of a box has started in this process.</summary>
    public bool Knows(string box) => _started.ContainsKey(box);

    /// <summary>Notes that it has.</summary>
    public void Add(string box) => _started[box] = true;
}
