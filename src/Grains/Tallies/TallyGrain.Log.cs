using Microsoft.Extensions.Logging;

namespace PbDecisionDay.Grains.Tallies;

/// <summary>What tallies say, ids 2200 to 2219.</summary>
internal static partial class TallyGrainLog
{
    [LoggerMessage(2200, LogLevel.Error, "What day {Day} would fund now could not be worked out; its screens keep the step they show.")]
    public static partial void StepNotAllocated(this ILogger logger, string day, Exception reason);
}
