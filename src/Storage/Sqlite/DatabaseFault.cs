using Microsoft.Data.Sqlite;
using PbDecisionDay.Contracts.Failures;
using static SQLitePCL.raw;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>What went wrong with a database, in one sentence for the person who runs the service.</summary>
internal static class DatabaseFault
{
    // What .NET puts into IOException.HResult: the errno on Linux and macOS, the system's error code on Windows.
    private const int NoSpace = 28;
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);
    private const int SharingViolationOnWindows = unchecked((int)0x80070020);

    /// <summary>Turns a failure into the exception that carries its sentence; one that carries a sentence already stays.</summary>
    public static Exception Explain(DatabaseDefinition definition, string path, Exception reason) => reason switch
    {
        SqliteException sqlite => Explain(definition, path, sqlite),
        IOException { HResult: NoSpace or NoSpaceOnWindows } => Full(definition, path, reason),
        IOException or UnauthorizedAccessException => ReadOnly(definition, path, reason),
        JournalUnavailableException or RegisterUnavailableException => reason,
        _ => Unusable(definition, path, reason),
    };

    /// <summary>The file's pages contradict each other.</summary>
    public static Exception Damaged(DatabaseDefinition definition, string path, Exception? reason) => definition.Unavailable(
        $"'{path}' is damaged and was left as it is; keep it and its '-wal' for repair, and start from your latest copy.", reason);

    /// <summary>Whether a lock could not be taken because somebody has it.</summary>
    public static bool IsHeldByAnother(IOException reason) => reason.HResult is WouldBlock or WouldBlockOnMac or SharingViolationOnWindows;

    private static Exception Explain(DatabaseDefinition definition, string path, SqliteException reason) => reason.SqliteErrorCode switch
    {
        SQLITE_FULL => Full(definition, path, reason),
        SQLITE_CORRUPT or SQLITE_NOTADB => Damaged(definition, path, reason),
        SQLITE_READONLY or SQLITE_CANTOPEN or SQLITE_PERM => ReadOnly(definition, path, reason),
        SQLITE_BUSY or SQLITE_LOCKED or SQLITE_PROTOCOL => definition.Unavailable(
            $"Another program has '{path}' open and is in the way; close it and try again.", reason),
        SQLITE_IOERR when reason.SqliteExtendedErrorCode is SQLITE_IOERR_SHMSIZE => Full(definition, path, reason),
        SQLITE_IOERR => definition.Unavailable(
            $"The disk that holds '{path}' reported an error (SQLite {reason.SqliteExtendedErrorCode}); check the disk before going on.", reason),
        _ => Unusable(definition, path, reason),
    };

    private static Exception Full(DatabaseDefinition definition, string path, Exception reason) => definition.Unavailable(
        $"The disk that holds '{path}' is full; free some space and try again.", reason);

    private static Exception ReadOnly(DatabaseDefinition definition, string path, Exception reason) => definition.Unavailable(
        $"'{path}' cannot be written; let the service's user write to the file and to its folder, or choose another data folder.", reason);

    private static Exception Unusable(DatabaseDefinition definition, string path, Exception reason) =>
        definition.Unavailable($"'{path}' could not be used: {reason.Message}", reason);
}
