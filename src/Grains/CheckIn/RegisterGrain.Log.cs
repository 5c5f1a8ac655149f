using Microsoft.Extensions.Logging;

namespace PbDecisionDay.Grains.CheckIn;

/// <summary>What registers say, ids 340 to 359.</summary>
internal static partial class RegisterGrainLog
{
    [LoggerMessage(340, LogLevel.Warning, "The arrivals at the doors of day {Day} could not be written. While the register is in use they are tried again every five seconds.")]
    public static partial void ArrivalsNotWritten(this ILogger logger, string day, Exception reason);
}
