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
        statements => statements.Execute("DELETE FROM organisers WHERE organisation = ?1 AND id = ?2", organisation, id),
        cancellationToken);

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
}
