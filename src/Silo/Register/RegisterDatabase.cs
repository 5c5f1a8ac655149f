using PbDecisionDay.Grains.CheckIn;
using PbDecisionDay.Silo.Journal.Sqlite;

namespace PbDecisionDay.Silo.Register;

/// <summary>The file that holds people: rows that can be erased, apart from every ballot.</summary>
internal static class RegisterDatabase
{
    public static DatabaseDefinition Definition { get; } = new(
        FileName: "register.db",
        ApplicationId: 0x50424452, // PBDR
        Migrations:
        [
            """
            CREATE TABLE lines (
                day TEXT NOT NULL,
                line TEXT NOT NULL,
                name TEXT NOT NULL,
                detail TEXT NOT NULL,
                pass BLOB NOT NULL,
                door TEXT,
                hour TEXT,
                PRIMARY KEY (day, line),
                CHECK ((door IS NULL) = (hour IS NULL))
            ) WITHOUT ROWID;
            """,
        ],
        Tidy:
        """
        CREATE TEMP TABLE tidy AS SELECT * FROM lines;
        DELETE FROM lines;
        INSERT INTO lines SELECT * FROM tidy ORDER BY day, line;
        DROP TABLE tidy;
        """,
        Unavailable: (sentence, reason) => new RegisterUnavailableException(sentence, reason));
}
