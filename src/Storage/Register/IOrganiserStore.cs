namespace PbDecisionDay.Storage.Register;

/// <summary>The organisers' rows, in the register's database: they are personal data and can be erased.</summary>
public interface IOrganiserStore
{
    /// <summary>All organisers of an organisation.</summary>
    Task<IReadOnlyList<OrganiserRow>> ReadAsync(string organisation, CancellationToken cancellationToken);

    /// <summary>Writes an organiser, new or changed.</summary>
    Task SaveAsync(string organisation, OrganiserRow row, CancellationToken cancellationToken);

    /// <summary>Erases an organiser's row.</summary>
    Task EraseAsync(string organisation, string id, CancellationToken cancellationToken);
}

/// <summary>An organiser as stored.</summary>
/// <param name="Id">Random, 16 characters of base32.</param>
/// <param name="Name">The name to sign in with.</param>
/// <param name="PasswordHash">As ASP.NET Core Identity's hasher makes it; empty for one who signs in by token alone.</param>
/// <param name="TokenHash">SHA-256 of the bearer token; empty if there is none.</param>
/// <param name="RehearsalsOnly">Whether rehearsal days are all this organiser may act on.</param>
public sealed record OrganiserRow(
    string Id,
    string Name,
    string PasswordHash,
    ReadOnlyMemory<byte> TokenHash,
    bool RehearsalsOnly);
