using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Ballots;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>The log events of ballot boxes, ids 360 to 379.</summary>
internal static partial class BallotBoxLog
{
    [LoggerMessage(360, LogLevel.Error, "The log {Stream} could not be written; {Callers} callers were told to ask again.")]
    public static partial void LogNotWritten(this ILogger logger, Exception failure, string stream, int callers);

    [LoggerMessage(361, LogLevel.Error, "A command to the log {Stream} was decided in a way that the log could not be gone on with; nothing of it was written.")]
    public static partial void NotTakenIn(this ILogger logger, Exception failure, string stream);

    [LoggerMessage(362, LogLevel.Error, "The box {Box} could not be set up.")]
    public static partial void NotSetUp(this ILogger logger, Exception failure, string box);

    [LoggerMessage(363, LogLevel.Error, "A checkpoint of the box {Box} could not be stored, so it was not shown.")]
    public static partial void CheckpointNotStored(this ILogger logger, Exception failure, string box);

    [LoggerMessage(364, LogLevel.Error, "The service's copy of the openings key of the box {Box} could not be destroyed; the next start tries again.")]
    public static partial void KeyNotDestroyed(this ILogger logger, Exception failure, string box);

    [LoggerMessage(365, LogLevel.Warning, "A cast of the box {Box} could not be read back for a challenge; its holder was told to ask again.")]
    public static partial void ChallengedCastNotRead(this ILogger logger, Exception failure, string box);

    [LoggerMessage(366, LogLevel.Error, "What the box {Box} publishes could not be written or read; asking again goes on from there.")]
    public static partial void NotPublished(this ILogger logger, Exception failure, string box);

    [LoggerMessage(369, LogLevel.Error, "The log {Log} could not be joined to the ballot box {Box}.")]
    public static partial void NotJoined(this ILogger logger, Exception failure, string box, string log);

    [LoggerMessage(367, LogLevel.Critical, "The ballot box {Box} does not start: {Sentence} Nothing was changed. See deploy/README.md.")]
    public static partial void Refused(this ILogger logger, string box, string sentence);

    [LoggerMessage(370, LogLevel.Warning, "The witness {Name} of the box {Box} was asked in vain for {Size} entries ({Trouble}); the next checkpoint is sent again.")]
    public static partial void WitnessGivenUp(this ILogger logger, string box, string name, WitnessTrouble trouble, long size);

    [LoggerMessage(371, LogLevel.Error, "The witness {Name} of the box {Box} could not be asked; the next checkpoint is sent again.")]
    public static partial void WitnessNotAsked(this ILogger logger, Exception failure, string box, string name);

    [LoggerMessage(368, LogLevel.Information, "The ballot box {Box} has started after all.")]
    public static partial void StartedAfterAll(this ILogger logger, string box);
}
