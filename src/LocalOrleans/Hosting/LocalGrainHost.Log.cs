using Microsoft.Extensions.Logging;
using Orleans;
using PbDecisionDay.LocalOrleans.Activations;

namespace PbDecisionDay.LocalOrleans;

/// <summary>What the grain host says, ids 900 to 919.</summary>
internal static partial class LocalGrainHostLog
{
    [LoggerMessage(900, LogLevel.Debug, "{Grain} activated.")]
    public static partial void Activated(this ILogger logger, GrainId grain);

    [LoggerMessage(901, LogLevel.Debug, "{Grain} deactivated: {Code}. {Description}")]
    public static partial void Deactivated(this ILogger logger, GrainId grain, DeactivationReasonCode code, string description);

    [LoggerMessage(902, LogLevel.Information, "{Grain} could not be activated; every caller that waited was told so, and the next call tries again.")]
    public static partial void ActivationFailed(this ILogger logger, GrainId grain, Exception exception);

    [LoggerMessage(903, LogLevel.Error, "{Grain} failed while it was deactivated; it is gone all the same.")]
    public static partial void DeactivationFailed(this ILogger logger, GrainId grain, Exception exception);

    [LoggerMessage(904, LogLevel.Warning, "A timer callback of {Grain} failed; the timer goes on.")]
    public static partial void TimerCallbackFailed(this ILogger logger, GrainId grain, Exception exception);

    [LoggerMessage(905, LogLevel.Warning, "The host stopped before {Count} grains had finished.")]
    public static partial void StopTimedOut(this ILogger logger, int count);
}
