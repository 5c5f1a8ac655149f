using Microsoft.Extensions.Logging;

namespace PbDecisionDay.Grains.SelfCheck;

/// <summary>What self-checks say, ids 320 to 339.</summary>
internal static partial class SelfCheckLog
{
    [LoggerMessage(320, LogLevel.Critical,
        "The self-check of day {Day} found something wrong in {Count} places, first: {Promise} {Check}, entry {Entry}: {Sentence} "
        + "Pause voting, keep the data and key folders as they are, and see deploy/README.md, \"If the self-check finds something wrong\".")]
    public static partial void Wrong(this ILogger logger, string day, int count, string promise, string check, long entry, string sentence);

    [LoggerMessage(321, LogLevel.Warning, "Day {Day} could not be checked. {Obstacle} It is tried again every minute.")]
    public static partial void CouldNotCheck(this ILogger logger, string day, string obstacle);

    [LoggerMessage(322, LogLevel.Information, "Day {Day} was checked again, and all agrees.")]
    public static partial void FineAgain(this ILogger logger, string day);

    [LoggerMessage(323, LogLevel.Error, "The self-check of day {Day} failed by itself.")]
    public static partial void Failed(this ILogger logger, string day, Exception failure);
}
