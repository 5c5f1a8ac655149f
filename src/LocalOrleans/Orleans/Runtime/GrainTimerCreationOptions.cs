using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When a grain's timer calls back, and what that does to the grain.</summary>
public readonly struct GrainTimerCreationOptions
{
    /// <summary>Makes options from both times; the callback takes its turn like any request and does not keep the grain alive.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Until the first callback; infinite for never.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of one callback to the next; infinite for once.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether callbacks start while requests await. The default is <c>false</c>.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether callbacks count as use, so that the grain does not become idle. The default is <c>false</c>.</summary>
    public bool KeepAlive { get; init; }
}
