using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>Offers in a table of <c>register.db</c>, in the order of random hashes; what is erased is overwritten.</summary>
public sealed class SqliteOffers(SqliteRegister register) : IOfferStore
{
    /// <inheritdoc/>
    public Task AddAsync(string day, OfferRow row, CancellationToken cancellationToken) => register.Writer.WriteAsync(
        statements => statements.Execute(
            "INSERT INTO offers (day, code_hash, stall, kind, contact) VALUES (?1, ?2, ?3, ?4, ?5)",
            day, row.CodeHash.ToArray(), row.Stall, row.Kind, row.Contact.ToArray()),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OfferRow>> ReadAsync(string day, CancellationToken cancellationToken) =>
        register.File.ReadAsync(statements => Read(statements, day), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> EraseAsync(string day, ReadOnlyMemory<byte> codeHash, CancellationToken cancellationToken) => register.Writer.EraseAsync(
        statements => statements.Execute("DELETE FROM offers WHERE day = ?1 AND code_hash = ?2", day, codeHash.ToArray()) > 0, cancellationToken);

    /// <inheritdoc/>
    public Task<int> EraseAllAsync(string day, CancellationToken cancellationToken) => register.Writer.EraseAsync(
        statements => statements.Execute("DELETE FROM offers WHERE day = ?1", day), cancellationToken);

    private static IReadOnlyList<OfferRow> Read(Statements statements, string day)
    {
        var offers = new List<OfferRow>();
        using var rows = statements.Query("SELECT code_hash, stall, kind, contact FROM offers WHERE day = ?1 ORDER BY code_hash", day);
        while (rows.Read()) offers.Add(new OfferRow(rows.GetFieldValue<byte[]>(0), rows.GetString(1), rows.GetString(2), rows.GetFieldValue<byte[]>(3)));
        return offers;
    }
}
