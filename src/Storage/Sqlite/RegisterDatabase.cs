using PbDecisionDay.Contracts.Failures;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>The file that holds people: rows that can be erased, apart from every ballot.</summary>
internal static class RegisterDatabase
{
    public static DatabaseDefinition Definition { get; } = new(
        FileName: "register.db",
        ApplicationId: 0x50424452, // PBDR
        PageSize: 4096, // Check-ins touch one short row each, all over the file.
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
            """
            CREATE TABLE arrivals (
                day TEXT NOT NULL,
                door TEXT NOT NULL,
                count INTEGER NOT NULL,
                PRIMARY KEY (day, door)
            ) WITHOUT ROWID;

            CREATE TABLE time_zones (
                day TEXT NOT NULL PRIMARY KEY,
                time_zone TEXT NOT NULL
            ) WITHOUT ROWID;

            CREATE TABLE organisers (
                organisation TEXT NOT NULL,
                id TEXT NOT NULL,
                name TEXT NOT NULL,
                password_hash TEXT NOT NULL,
                token_hash BLOB NOT NULL,
                rehearsals_only INTEGER NOT NULL,
                PRIMARY KEY (organisation, id)
            ) WITHOUT ROWID;
            """,
            DatabasePair.Migration,
            """
            CREATE TABLE sessions (
                organisation TEXT NOT NULL,
                id TEXT NOT NULL,
                organiser TEXT NOT NULL,
                secret_hash BLOB NOT NULL,
                began TEXT NOT NULL,
                used TEXT NOT NULL,
                device TEXT NOT NULL,
                PRIMARY KEY (organisation, id)
            ) WITHOUT ROWID;
            """,
            """
            CREATE TABLE passkeys (
                organisation TEXT NOT NULL,
                id BLOB NOT NULL,
                organiser TEXT NOT NULL,
                public_key BLOB NOT NULL,
                sign_count INTEGER NOT NULL,
                backup_eligible INTEGER NOT NULL,
                backed_up INTEGER NOT NULL,
                added TEXT NOT NULL,
                device TEXT NOT NULL,
                PRIMARY KEY (organisation, id)
            ) WITHOUT ROWID;
            """,
            """
            CREATE TABLE tokens (
                organisation TEXT NOT NULL,
                id TEXT NOT NULL,
                organiser TEXT NOT NULL,
                secret_hash BLOB NOT NULL,
                day TEXT NOT NULL,
                steps TEXT NOT NULL,
                made TEXT NOT NULL,
                ends TEXT NOT NULL,
                used TEXT NOT NULL,
                PRIMARY KEY (organisation, id)
            ) WITHOUT ROWID;
            """,
            """
            ALTER TABLE lines ADD COLUMN added TEXT NOT NULL DEFAULT '';

            CREATE TABLE undone (
                day TEXT NOT NULL PRIMARY KEY,
                count INTEGER NOT NULL
            ) WITHOUT ROWID;

            CREATE TABLE twice (
                day TEXT NOT NULL,
                line TEXT NOT NULL,
                door TEXT NOT NULL,
                PRIMARY KEY (day, line, door)
            ) WITHOUT ROWID;

            CREATE TABLE settled (
                day TEXT NOT NULL,
                id TEXT NOT NULL,
                cards INTEGER NOT NULL,
                PRIMARY KEY (day, id)
            ) WITHOUT ROWID;

            CREATE TABLE door_keys (
                day TEXT NOT NULL,
                station TEXT NOT NULL,
                door_key BLOB NOT NULL,
                PRIMARY KEY (day, station)
            ) WITHOUT ROWID;

            CREATE TABLE door_codes (
                day TEXT NOT NULL,
                organiser TEXT NOT NULL,
                code_hash BLOB NOT NULL,
                PRIMARY KEY (day, organiser)
            ) WITHOUT ROWID;
            """,
            """
            CREATE TABLE door_runs (
                day TEXT NOT NULL,
                door TEXT NOT NULL,
                from_name TEXT NOT NULL,
                to_name TEXT NOT NULL,
                PRIMARY KEY (day, door, from_name, to_name)
            ) WITHOUT ROWID;

            CREATE TABLE late (
                day TEXT NOT NULL,
                door TEXT NOT NULL,
                count INTEGER NOT NULL,
                PRIMARY KEY (day, door)
            ) WITHOUT ROWID;
            """,
            """
            CREATE TABLE offers (
                day TEXT NOT NULL,
                code_hash BLOB NOT NULL,
                stall TEXT NOT NULL,
                kind TEXT NOT NULL,
                contact BLOB NOT NULL,
                PRIMARY KEY (day, code_hash)
            ) WITHOUT ROWID;

            CREATE TABLE needs (
                day TEXT NOT NULL,
                id TEXT NOT NULL,
                text TEXT NOT NULL,
                on_wall INTEGER NOT NULL,
                PRIMARY KEY (day, id)
            ) WITHOUT ROWID;
            """,
            // Codes of before were good all day, and could be guessed from their hashes: each organiser makes new ones.
            """
            DROP TABLE door_codes;

            CREATE TABLE door_codes (
                day TEXT NOT NULL,
                code_hash BLOB NOT NULL,
                organiser TEXT NOT NULL,
                step TEXT NOT NULL,
                PRIMARY KEY (day, code_hash)
            ) WITHOUT ROWID;

            CREATE TABLE door_code_uses (
                day TEXT NOT NULL,
                organiser TEXT NOT NULL,
                door TEXT NOT NULL,
                kind INTEGER NOT NULL,
                count INTEGER NOT NULL,
                PRIMARY KEY (day, organiser, door, kind)
            ) WITHOUT ROWID;

            CREATE TABLE settled_marks (
                day TEXT NOT NULL,
                id TEXT NOT NULL,
                twice INTEGER NOT NULL,
                PRIMARY KEY (day, id)
            ) WITHOUT ROWID;
            """,
        ],
        Tidy:
        """
        CREATE TEMP TABLE tidy AS SELECT * FROM lines;
        DELETE FROM lines;
        INSERT INTO lines SELECT * FROM tidy ORDER BY day, line;
        DROP TABLE tidy;

        CREATE TEMP TABLE tidy_offers AS SELECT * FROM offers;
        DELETE FROM offers;
        INSERT INTO offers SELECT * FROM tidy_offers ORDER BY day, code_hash;
        DROP TABLE tidy_offers;

        CREATE TEMP TABLE tidy_needs AS SELECT * FROM needs;
        DELETE FROM needs;
        INSERT INTO needs SELECT * FROM tidy_needs ORDER BY day, id;
        DROP TABLE tidy_needs;
        """,
        Unavailable: (sentence, reason) => new RegisterUnavailableException(sentence, reason));
}
