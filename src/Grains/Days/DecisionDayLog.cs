using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Grains.Days;

/// <summary>What days say, ids 300 to 319.</summary>
internal static partial class DecisionDayLog
{
    [LoggerMessage(300, LogLevel.Information, "Day {Day} is {Phase}.")]
    public static partial void StepTaken(this ILogger logger, string day, DayPhase phase);

    [LoggerMessage(301, LogLevel.Warning, "Something that day {Day} depends on did not answer; asking again goes on from there.")]
    public static partial void NeighbourUnavailable(this ILogger logger, string day, Exception reason);

    [LoggerMessage(302, LogLevel.Warning, "The totals of day {Day} did not go into the log: {Result}. They will with the next minute.")]
    public static partial void CountNotRecorded(this ILogger logger, string day, BoxResult result);

    [LoggerMessage(303, LogLevel.Warning, "The totals of day {Day} did not go into the log because the register or the ballot box did not answer. They will with the next minute.")]
    public static partial void CountUnavailable(this ILogger logger, string day, Exception reason);

    [LoggerMessage(304, LogLevel.Warning, "The self-check of day {Day} could not be asked for. It is asked for again every minute.")]
    public static partial void NotChecked(this ILogger logger, string day, Exception reason);

    [LoggerMessage(305, LogLevel.Warning, "Voting on day {Day} is not closed yet: {Refusal}. It is tried again every second.")]
    public static partial void NotClosedYet(this ILogger logger, string day, DayRefusal refusal);

    [LoggerMessage(398, LogLevel.Warning, "The pages that day {Day} serves to voters could not be named in its log: {Result}.")]
    public static partial void PagesNotRecorded(this ILogger logger, string day, BoxResult result);
}
