namespace PbDecisionDay.Storage.Register;

/// <summary>The organisers' rows, in the register's database: they are personal data and can be erased.</summary>
public interface IOrganiserStore
{
    /// <summary>All organisers of an organisation.</summary>
    Task<IReadOnlyList<OrganiserRow>> ReadAsync(string organisation, CancellationToken cancellationToken);

    /// <summary>Writes an organiser, new or changed.</summary>
    Task SaveAsync(string organisation, OrganiserRow row, CancellationToken cancellationToken);

    /// <summary>Erases an organiser's row, sessions, passkeys and tokens.</summary>
    Task EraseAsync(string organisation, string id, CancellationToken cancellationToken);

    /// <summary>All sessions of an organisation's organisers.</summary>
    Task<IReadOnlyList<SessionRow>> ReadSessionsAsync(string organisation, CancellationToken cancellationToken);

    /// <summary>Writes a new session.</summary>
    Task BeginSessionAsync(string organisation, SessionRow row, CancellationToken cancellationToken);

    /// <summary>Notes when a session was used; one that has ended stays ended.</summary>
    Task UseSessionAsync(string organisation, string id, DateTimeOffset hour, CancellationToken cancellationToken);

    /// <summary>Erases sessions.</summary>
    Task EndSessionsAsync(string organisation, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>All passkeys of an organisation's organisers.</summary>
    Task<IReadOnlyList<PasskeyRow>> ReadPasskeysAsync(string organisation, CancellationToken cancellationToken);

    /// <summary>Writes a passkey, new or used.</summary>
    Task SavePasskeyAsync(string organisation, PasskeyRow row, CancellationToken cancellationToken);

    /// <summary>Erases passkeys.</summary>
    Task RemovePasskeysAsync(string organisation, IReadOnlyCollection<byte[]> ids, CancellationToken cancellationToken);

    /// <summary>All tokens of an organisation's programs.</summary>
    Task<IReadOnlyList<TokenRow>> ReadTokensAsync(string organisation, CancellationToken cancellationToken);

    /// <summary>Writes a new token.</summary>
    Task SaveTokenAsync(string organisation, TokenRow row, CancellationToken cancellationToken);

    /// <summary>Notes when a token was used; one that has ended stays ended.</summary>
    Task UseTokenAsync(string organisation, string id, DateTimeOffset hour, CancellationToken cancellationToken);

    /// <summary>Erases tokens.</summary>
    Task EndTokensAsync(string organisation, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);
}

/// <summary>An organiser as stored.</summary>
/// <param name="Id">Random, 16 characters of base32.</param>
/// <param name="Name">The name to sign in with.</param>
/// <param name="PasswordHash">As ASP.NET Core Identity's hasher makes it; empty for one who signs in by token alone.</param>
/// <param name="TokenHash">SHA-256 of the token of a program that plays rehearsals; empty for a person, whose programs have <see cref="TokenRow"/>.</param>
/// <param name="RehearsalsOnly">Whether rehearsal days are all this organiser may act on.</param>
public sealed record OrganiserRow(
    string Id,
    string Name,
    string PasswordHash,
    ReadOnlyMemory<byte> TokenHash,
    bool RehearsalsOnly);

/// <summary>An organiser's session as stored: neither what opens it nor where it came from.</summary>
/// <param name="Id">Random and public, 16 characters of base32.</param>
/// <param name="Organiser">Whose it is.</param>
/// <param name="SecretHash">SHA-256 of what opens it.</param>
/// <param name="Began">When they signed in.</param>
/// <param name="Used">The hour in which it was last used.</param>
/// <param name="Device">The browser and what it runs on, for example <c>Chrome/Android</c>.</param>
public sealed record SessionRow(
    string Id,
    string Organiser,
    ReadOnlyMemory<byte> SecretHash,
    DateTimeOffset Began,
    DateTimeOffset Used,
    string Device);

/// <summary>A program's token as stored: not what opens it.</summary>
/// <param name="Id">Random and public, 16 characters of base32.</param>
/// <param name="Organiser">In whose name its program acts.</param>
/// <param name="SecretHash">SHA-256 of what opens it.</param>
/// <param name="Day">Its one day.</param>
/// <param name="Steps">What it may do, as words with spaces between.</param>
/// <param name="Made">When it was made.</param>
/// <param name="EndsAt">When it ends by itself.</param>
/// <param name="Used">The hour of its last use; <c>null</c> before the first.</param>
public sealed record TokenRow(
    string Id,
    string Organiser,
    ReadOnlyMemory<byte> SecretHash,
    string Day,
    string Steps,
    DateTimeOffset Made,
    DateTimeOffset EndsAt,
    DateTimeOffset? Used);

/// <summary>An organiser's passkey as stored. Source: Web Authentication Level 3, "credential record".</summary>
/// <param name="Id">The credential's id.</param>
/// <param name="Organiser">Whose it is.</param>
/// <param name="PublicKey">The public key, COSE.</param>
/// <param name="SignCount">The authenticator's count of signatures; 0 where it keeps none.</param>
/// <param name="BackupEligible">Whether it may be copied to the person's other devices.</param>
/// <param name="BackedUp">Whether it was.</param>
/// <param name="Added">When it was added.</param>
/// <param name="Device">The browser it was added on, as in <see cref="SessionRow"/>.</param>
public sealed record PasskeyRow(
    ReadOnlyMemory<byte> Id,
    string Organiser,
    ReadOnlyMemory<byte> PublicKey,
    uint SignCount,
    bool BackupEligible,
    bool BackedUp,
    DateTimeOffset Added,
    string Device);
