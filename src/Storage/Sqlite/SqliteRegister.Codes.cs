using System.Collections.Immutable;
using PbDecisionDay.Contracts.CheckIn;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>The organisers' codes for doors: each is good for one step. Source: docs/adr/0068.</summary>
public sealed partial class SqliteRegister
{
    // Of a code that was not used yet, and of one whose step is over: no step's key is either.
    private const string Fresh = "";
    private const string UsedUp = "used";

    private static OwnDoorCodes ReadDoorCodes(Statements statements, string day, string organiser)
    {
        var uses = ImmutableArray.CreateBuilder<DoorCodeUse>();
        using (var rows = statements.Query(
            "SELECT door, kind, count FROM door_code_uses WHERE day = ?1 AND organiser = ?2 ORDER BY door, kind", day, organiser))
        {
            while (rows.Read()) uses.Add(new DoorCodeUse(rows.GetString(0), (DoorStepKind)rows.GetInt64(1), rows.GetInt64(2)));
        }

        using var left = statements.Query("SELECT COUNT(*) FROM door_codes WHERE day = ?1 AND organiser = ?2 AND step = ?3", day, organiser, Fresh);
        return new OwnDoorCodes(left.Read() ? (int)left.GetInt64(0) : 0, uses.ToImmutable());
    }

    private static int SaveDoorCodes(Statements statements, string day, string organiser, IReadOnlyList<byte[]> hashes)
    {
        statements.Execute("DELETE FROM door_codes WHERE day = ?1 AND organiser = ?2 AND step = ?3", day, organiser, Fresh);
        return hashes.Sum(hash => statements.Execute(
            "INSERT INTO door_codes (day, code_hash, organiser, step) VALUES (?1, ?2, ?3, ?4)", day, hash, organiser, Fresh));
    }

    private static TwoDoorCodes SpendDoorCodes(Statements statements, string day, byte[] first, byte[] second, DoorStep step)
    {
        if (DoorCode(statements, day, first) is not { } one || DoorCode(statements, day, second) is not { } other)
            return new TwoDoorCodes(DoorCodesStatus.Wrong, "", "");
        if (string.Equals(one.Organiser, other.Organiser, StringComparison.Ordinal)) return new TwoDoorCodes(DoorCodesStatus.OnePerson, "", "");
        (byte[] Hash, string Organiser, string Step)[] both = [(first, one.Organiser, one.Step), (second, other.Organiser, other.Step)];
        if (both.Any(code => code.Step != Fresh && code.Step != step.Key)) return new TwoDoorCodes(DoorCodesStatus.Spent, "", "");
        foreach (var (hash, organiser, _) in both.Where(code => code.Step == Fresh))
        {
            statements.Execute("UPDATE door_codes SET step = ?3 WHERE day = ?1 AND code_hash = ?2", day, hash, step.Key);
            statements.Execute(
                """
                INSERT INTO door_code_uses (day, organiser, door, kind, count) VALUES (?1, ?2, ?3, ?4, 1)
                ON CONFLICT (day, organiser, door, kind) DO UPDATE SET count = count + 1
                """,
                day, organiser, step.Door, (int)step.Kind);
        }

        return new TwoDoorCodes(DoorCodesStatus.Read, one.Organiser, other.Organiser);
    }

    private static (string Organiser, string Step)? DoorCode(Statements statements, string day, byte[] hash)
    {
        using var row = statements.Query("SELECT organiser, step FROM door_codes WHERE day = ?1 AND code_hash = ?2", day, hash);
        return row.Read() ? (row.GetString(0), row.GetString(1)) : null;
    }
}
