using System.Globalization;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>The organisers' rows, in the register's file: they are personal data, and what is erased is overwritten.</summary>
public sealed class SqliteOrganisers(SqliteRegister register) : IOrganiserStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<OrganiserRow>> ReadAsync(string organisation, CancellationToken cancellationToken) =>
        register.File.ReadAsync(statements => Read(statements, organisation), cancellationToken);

    /// <inheritdoc/>
    public Task SaveAsync(string organisation, OrganiserRow row, CancellationToken cancellationToken) => register.Writer.WriteAsync(
        statements => statements.Execute(
            "INSERT OR REPLACE INTO organisers (organisation, id, name, password_hash, token_hash, rehearsals_only) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            organisation, row.Id, row.Name, row.PasswordHash, row.TokenHash.ToArray(), row.RehearsalsOnly ? 1L : 0L),
        cancellationToken);

    /// <inheritdoc/>
    public Task EraseAsync(string organisation, string id, CancellationToken cancellationToken) => register.Writer.EraseAsync(
        statements => statements.Execute("DELETE FROM sessions WHERE organisation = ?1 AND organiser = ?2", organisation, id)
            + statements.Execute("DELETE FROM passkeys WHERE organisation = ?1 AND organiser = ?2", organisation, id)
            + statements.Execute("DELETE FROM tokens WHERE organisation = ?1 AND organiser = ?2", organisation, id)
            + statements.Execute("DELETE FROM organisers WHERE organisation = ?1 AND id = ?2", organisation, id),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SessionRow>> ReadSessionsAsync(string organisation, CancellationToken cancellationToken) =>
        register.File.ReadAsync(statements => ReadSessions(statements, organisation), cancellationToken);

    /// <inheritdoc/>
    public Task BeginSessionAsync(string organisation, SessionRow row, CancellationToken cancellationToken) => register.Writer.WriteAsync(
        statements => statements.Execute(
            "INSERT INTO sessions (organisation, id, organiser, secret_hash, began, used, device) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            organisation, row.Id, row.Organiser, row.SecretHash.ToArray(), Text(row.Began), Text(row.Used), row.Device),
        cancellationToken);

    /// <inheritdoc/>
    public Task UseSessionAsync(string organisation, string id, DateTimeOffset hour, CancellationToken cancellationToken) => register.Writer.WriteAsync(
        statements => statements.Execute("UPDATE sessions SET used = ?3 WHERE organisation = ?1 AND id = ?2", organisation, id, Text(hour)),
        cancellationToken);

    /// <inheritdoc/>
    public Task EndSessionsAsync(string organisation, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) => register.Writer.WriteAsync(
        statements => ids.Sum(id => statements.Execute("DELETE FROM sessions WHERE organisation = ?1 AND id = ?2", organisation, id)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PasskeyRow>> ReadPasskeysAsync(string organisation, CancellationToken cancellationToken) =>
        register.File.ReadAsync(statements => ReadPasskeys(statements, organisation), cancellationToken);

    /// <inheritdoc/>
    public Task SavePasskeyAsync(string organisation, PasskeyRow row, CancellationToken cancellationToken) => register.Writer.WriteAsync(
        statements => statements.Execute(
            """
            INSERT OR REPLACE INTO passkeys (organisation, id, organiser, public_key, sign_count, backup_eligible, backed_up, added, device)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """,
            organisation, row.Id.ToArray(), row.Organiser, row.PublicKey.ToArray(), (long)row.SignCount, row.BackupEligible ? 1L : 0L, row.BackedUp ? 1L : 0L,
            Text(row.Added), row.Device),
        cancellationToken);

    /// <inheritdoc/>
    public Task RemovePasskeysAsync(string organisation, IReadOnlyCollection<byte[]> ids, CancellationToken cancellationToken) => register.Writer.WriteAsync(
        statements => ids.Sum(id => statements.Execute("DELETE FROM passkeys WHERE organisation = ?1 AND id = ?2", organisation, id)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TokenRow>> ReadTokensAsync(string organisation, CancellationToken cancellationToken) =>
        register.File.ReadAsync(statements => ReadTokens(statements, organisation), cancellationToken);

    /// <inheritdoc/>
    public Task SaveTokenAsync(string organisation, TokenRow row, CancellationToken cancellationToken) => register.Writer.WriteAsync(
        statements => statements.Execute(
            "INSERT INTO tokens (organisation, id, organiser, secret_hash, day, steps, made, ends, used) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            organisation, row.Id, row.Organiser, row.SecretHash.ToArray(), row.Day, row.Steps, Text(row.Made), Text(row.EndsAt), row.Used is { } used ? Text(used) : ""),
        cancellationToken);

    /// <inheritdoc/>
    public Task UseTokenAsync(string organisation, string id, DateTimeOffset hour, CancellationToken cancellationToken) => register.Writer.WriteAsync(
        statements => statements.Execute("UPDATE tokens SET used = ?3 WHERE organisation = ?1 AND id = ?2", organisation, id, Text(hour)),
        cancellationToken);

    /// <inheritdoc/>
    public Task EndTokensAsync(string organisation, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) => register.Writer.WriteAsync(
        statements => ids.Sum(id => statements.Execute("DELETE FROM tokens WHERE organisation = ?1 AND id = ?2", organisation, id)),
        cancellationToken);

    private static IReadOnlyList<TokenRow> ReadTokens(Statements statements, string organisation)
    {
        var tokens = new List<TokenRow>();
        using var rows = statements.Query(
            "SELECT id, organiser, secret_hash, day, steps, made, ends, used FROM tokens WHERE organisation = ?1 ORDER BY id", organisation);
        while (rows.Read())
        {
            tokens.Add(new TokenRow(
                rows.GetString(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2), rows.GetString(3), rows.GetString(4), Time(rows.GetString(5)), Time(rows.GetString(6)),
                rows.GetString(7) is { Length: > 0 } used ? Time(used) : null));
        }

        return tokens;
    }

    private static IReadOnlyList<PasskeyRow> ReadPasskeys(Statements statements, string organisation)
    {
        var passkeys = new List<PasskeyRow>();
        using var rows = statements.Query(
            "SELECT id, organiser, public_key, sign_count, backup_eligible, backed_up, added, device FROM passkeys WHERE organisation = ?1 ORDER BY id", organisation);
        while (rows.Read())
        {
            passkeys.Add(new PasskeyRow(
                rows.GetFieldValue<byte[]>(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2), (uint)rows.GetInt64(3), rows.GetInt64(4) != 0, rows.GetInt64(5) != 0,
                Time(rows.GetString(6)), rows.GetString(7)));
        }

        return passkeys;
    }

    private static IReadOnlyList<OrganiserRow> Read(Statements statements, string organisation)
    {
        var organisers = new List<OrganiserRow>();
        using var rows = statements.Query(
            "SELECT id, name, password_hash, token_hash, rehearsals_only FROM organisers WHERE organisation = ?1 ORDER BY id", organisation);
        while (rows.Read())
        {
            organisers.Add(new OrganiserRow(
                rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetFieldValue<byte[]>(3), rows.GetInt64(4) != 0));
        }

        return organisers;
    }

    private static IReadOnlyList<SessionRow> ReadSessions(Statements statements, string organisation)
    {
        var sessions = new List<SessionRow>();
        using var rows = statements.Query(
            "SELECT id, organiser, secret_hash, began, used, device FROM sessions WHERE organisation = ?1 ORDER BY id", organisation);
        while (rows.Read())
        {
            sessions.Add(new SessionRow(
                rows.GetString(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2), Time(rows.GetString(3)), Time(rows.GetString(4)), rows.GetString(5)));
        }

        return sessions;
    }

    private static string Text(DateTimeOffset at) => at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
