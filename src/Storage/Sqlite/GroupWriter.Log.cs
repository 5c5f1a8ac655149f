using Microsoft.Extensions.Logging;

namespace PbDecisionDay.Storage.Sqlite;

internal sealed partial class GroupWriter
{
    [LoggerMessage(2001, LogLevel.Error, "{Writes} writes to {Database} failed together; none was acknowledged.")]
    private partial void LogGroupFailed(int writes, string database, Exception reason);

    [LoggerMessage(2002, LogLevel.Warning, "{Database} was closed without being tidied; the next clean stop makes up for it.")]
    private partial void LogCloseFailed(string database, Exception reason);
}
