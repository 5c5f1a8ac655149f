namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>How long answers took, waiting for a second try included.</summary>
internal sealed class Latencies
{
    private readonly Lock gate = new();
    private readonly List<TimeSpan> all = [];

    public void Add(TimeSpan latency)
    {
        lock (gate)
            all.Add(latency);
    }

    /// <summary>The figures so far.</summary>
    public LatencyFigures Figures()
    {
        TimeSpan[] sorted;
        lock (gate)
            sorted = [.. all];
        Array.Sort(sorted);
        return sorted.Length == 0 ? default : new(sorted.Length, At(50), At(95), At(99), sorted[^1]);

        // Nearest rank: the smallest latency that at least so many per cent do not exceed.
        TimeSpan At(int percent) => sorted[(int)(((long)sorted.Length * percent + 99) / 100) - 1];
    }
}

/// <summary>Latency percentiles by nearest rank.</summary>
internal readonly record struct LatencyFigures(int Count, TimeSpan P50, TimeSpan P95, TimeSpan P99, TimeSpan Most);
