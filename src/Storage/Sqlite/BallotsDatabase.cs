using PbDecisionDay.Contracts.Failures;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>The file that holds the journal: streams of events, and sets of marks; and the files whose hashes stand in a log.</summary>
internal static class BallotsDatabase
{
    public static DatabaseDefinition Definition { get; } = new(
        FileName: "ballots.db",
        ApplicationId: 0x50424442, // PBDB
        PageSize: 8192, // An event of up to 2,030 bytes stays on its page (SQLite file format, section 1.6); 4,096 would hold 1,002.
        Migrations:
        [
            """
            CREATE TABLE streams (
                id INTEGER PRIMARY KEY,
                name TEXT NOT NULL UNIQUE
            );
            CREATE TABLE events (
                stream INTEGER NOT NULL REFERENCES streams,
                version INTEGER NOT NULL CHECK (version >= 0),
                kind TEXT NOT NULL,
                body BLOB NOT NULL,
                PRIMARY KEY (stream, version)
            ) WITHOUT ROWID;
            CREATE TABLE marks (
                stream INTEGER NOT NULL REFERENCES streams,
                mark BLOB NOT NULL,
                PRIMARY KEY (stream, mark)
            ) WITHOUT ROWID;
            """,
            """
            CREATE TABLE files (
                id INTEGER PRIMARY KEY,
                box TEXT NOT NULL,
                name TEXT NOT NULL,
                length INTEGER NOT NULL CHECK (length >= 0),
                sha256 BLOB NOT NULL,
                UNIQUE (box, name)
            );
            CREATE TABLE file_chunks (
                file INTEGER NOT NULL,
                number INTEGER NOT NULL CHECK (number >= 0),
                bytes BLOB NOT NULL,
                UNIQUE (file, number)
            );
            """,
            DatabasePair.Migration,
        ],
        Tidy:
        """
        CREATE TEMP TABLE tidy AS SELECT stream, mark FROM marks;
        DELETE FROM marks;
        INSERT INTO marks SELECT stream, mark FROM tidy ORDER BY stream, mark;
        DROP TABLE tidy;
        """,
        Unavailable: (sentence, reason) => new JournalUnavailableException(sentence, reason));
}
