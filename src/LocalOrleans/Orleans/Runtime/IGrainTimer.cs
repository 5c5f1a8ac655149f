namespace Orleans.Runtime;

/// <summary>A timer of a grain. Disposing it stops it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets the times anew; during a callback they count from its end.</summary>
    /// <param name="dueTime">Until the next callback; infinite for never.</param>
    /// <param name="period">From the end of one callback to the next; infinite for once.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative (and not infinite) or above 49 days.</exception>
    void Change(TimeSpan dueTime, TimeSpan period);
}
