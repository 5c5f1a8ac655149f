using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>
/// Whether a database that is missing or emptied was there before. One that is made anew in its place would be taken for a first start: the
/// days, or who has voted, would be gone without a word.
/// </summary>
internal static class MissingDatabase
{
    /// <summary>Before <c>ballots.db</c> is opened, or made.</summary>
    /// <exception cref="JournalUnavailableException">It is missing, and what stands beside it shows that it was there.</exception>
    public static void RefuseBallots(string folder, string? keyFolder)
    {
        if (HasContent(folder, BallotsDatabase.Definition)) return;
        var ballots = Path.GetFullPath(Path.Combine(folder, BallotsDatabase.Definition.FileName));
        if (HasContent(folder, RegisterDatabase.Definition))
            throw new JournalUnavailableException(
                $"'{ballots}' is missing or empty, but '{RegisterDatabase.Definition.FileName}' stands beside it; put it back from where it went, or from a copy.", null);
        if (FileKeyCabinet.HasKeys(keyFolder)) throw WithoutDays(ballots, keyFolder!);
    }

    /// <summary>After <c>ballots.db</c> is opened: one of the right format, but without a single event, is no less empty than one of no bytes.</summary>
    /// <exception cref="JournalUnavailableException">There are keys of days in it.</exception>
    public static void RefuseWithoutDays(string folder, SqliteJournal ballots, string? keyFolder)
    {
        if (FileKeyCabinet.HasKeys(keyFolder) && ballots.IsEmpty())
            throw WithoutDays(Path.GetFullPath(Path.Combine(folder, BallotsDatabase.Definition.FileName)), keyFolder!);
    }

    private static JournalUnavailableException WithoutDays(string ballots, string keyFolder) => new(
        $"'{ballots}' is missing or empty, but '{keyFolder}' holds keys of days that were kept in it; put both databases back, or move that folder away to begin anew.", null);

    /// <summary>Before <c>register.db</c> is opened, or made: it may only be made together with a new <c>ballots.db</c>.</summary>
    /// <exception cref="RegisterUnavailableException">It is missing, and there are days.</exception>
    public static void RefuseRegister(string folder, SqliteJournal ballots)
    {
        if (HasContent(folder, RegisterDatabase.Definition) || ballots.IsEmpty()) return;
        var register = Path.GetFullPath(Path.Combine(folder, RegisterDatabase.Definition.FileName));
        throw new RegisterUnavailableException(
            $"'{register}' is missing or empty, but '{BallotsDatabase.Definition.FileName}' beside it holds days; put it back from where it went, or from a copy.", null);
    }

    private static bool HasContent(string folder, DatabaseDefinition definition) =>
        DatabasePreparation.HasContent(Path.Combine(folder, definition.FileName));
}
