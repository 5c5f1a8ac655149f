namespace PbDecisionDay.Web.Screens;

public sealed partial class ScreenFeed
{
    [LoggerMessage(6100, LogLevel.Warning, "The standings of day {Day} could not be read; its screens keep what they show, and the next try is in a quarter of a second.")]
    private static partial void LogPullFailed(ILogger logger, Exception exception, string day);
}
