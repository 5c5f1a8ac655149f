using System.Security.Cryptography;
using PbDecisionDay.Contracts.Failures;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>
/// The mark by which the two databases know each other: the same 16 random bytes in both. A register from elsewhere, or one made anew by
/// another start, would let everybody in a second time; ballots from elsewhere would have other days. It says nothing of a person.
/// </summary>
internal static class DatabasePair
{
    /// <summary>The table of the mark, in both files.</summary>
    public const string Migration = "CREATE TABLE pair (mark BLOB NOT NULL);";

    /// <summary>Marks both, where both are new or from before there was a mark; after that, refuses one without the other's.</summary>
    /// <exception cref="JournalUnavailableException">The ballots are not the register's.</exception>
    /// <exception cref="RegisterUnavailableException">The register is not the ballots'.</exception>
    public static void Tie(string folder, SqliteJournal ballots, SqliteRegister register)
    {
        var (here, there) = (Read(ballots.File), Read(register.File));
        if (here is null && there is null)
        {
            var mark = RandomNumberGenerator.GetBytes(16);
            // In this order, so that a start that is cut short between the two is gone on with below.
            if (ballots.IsEmpty())
            {
                Write(ballots.Writer, mark);
                Write(register.Writer, mark);
            }
            else
            {
                Write(register.Writer, mark);
                Write(ballots.Writer, mark);
            }
        }
        else if (here is null && !ballots.IsEmpty()) Write(ballots.Writer, there!);
        else if (here is null) throw new JournalUnavailableException(Sentence(folder, BallotsDatabase.Definition, RegisterDatabase.Definition), null);
        else if (there is null && ballots.IsEmpty()) Write(register.Writer, here);
        else if (there is null || !here.AsSpan().SequenceEqual(there))
            throw new RegisterUnavailableException(Sentence(folder, RegisterDatabase.Definition, BallotsDatabase.Definition), null);
    }

    private static string Sentence(string folder, DatabaseDefinition odd, DatabaseDefinition other) =>
        $"'{Path.GetFullPath(Path.Combine(folder, odd.FileName))}' does not belong to '{other.FileName}' beside it; put back the one that was used with it, or a copy of both.";

    private static byte[]? Read(DatabaseFile file)
    {
        using var connection = file.OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT mark FROM pair";
        return command.ExecuteScalar() as byte[];
    }

    private static void Write(GroupWriter writer, byte[] mark) =>
        writer.WriteAsync(statements => statements.Execute("INSERT INTO pair (mark) VALUES (?1)", mark), CancellationToken.None).GetAwaiter().GetResult();
}
