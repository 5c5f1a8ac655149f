using Orleans.Runtime;

namespace Orleans;

/// <summary>Timers of a grain.</summary>
public static class GrainBaseExtensions
{
    /// <summary>Calls back as a turn of this grain until the timer is disposed or the activation ends.</summary>
    /// <param name="grain">The grain, which calls this from its own turn.</param>
    /// <param name="callback">Never overlaps itself; the period counts from its end. What it throws is logged, and the timer goes on.</param>
    /// <param name="state">Handed to every callback.</param>
    /// <param name="options">When to call, and whether to interleave and to keep the grain alive.</param>
    /// <exception cref="InvalidOperationException">The caller is not on the grain's turn.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative (and not infinite) or above 49 days.</exception>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return grain.RegisterGrainTimer(token => callback(state, token), options);
    }

    /// <inheritdoc cref="RegisterGrainTimer{TState}"/>
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return ((Grain)grain).Activation.RegisterTimer(callback, options);
    }

    /// <inheritdoc cref="RegisterGrainTimer{TState}"/>
    public static IGrainTimer RegisterGrainTimer(this IGrainBase grain, Func<Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return grain.RegisterGrainTimer(_ => callback(), options);
    }
}
