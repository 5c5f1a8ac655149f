using Microsoft.AspNetCore.Identity;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>Passwords as ASP.NET Core Identity hashes them (PBKDF2). It takes some tens of milliseconds on purpose, so never on a grain's turn.</summary>
internal static class Passwords
{
    private static readonly PasswordHasher<OrganiserRow> Hasher = new();
    private static readonly OrganiserRow Nobody = new("", "", "", ReadOnlyMemory<byte>.Empty, RehearsalsOnly: false);
    private static readonly Lazy<string> NobodysHash = new(() => Hasher.HashPassword(Nobody, SecretCode.New(SecretCode.LongSymbols)));

    /// <summary>Hashes a new password.</summary>
    public static Task<string> HashAsync(string password) => Task.Run(() => Hasher.HashPassword(Nobody, password));

    /// <summary>Whether this is the password that was hashed; an empty hash is nobody's.</summary>
    public static Task<bool> VerifyAsync(string hash, string password) =>
        hash.Length == 0 ? VerifyNobodysAsync(password) : Task.Run(() => IsRight(hash, password));

    /// <summary>Takes as long as looking at a real one, and never agrees: so the wait does not tell which names exist.</summary>
    public static Task<bool> VerifyNobodysAsync(string password) => Task.Run(() =>
    {
        IsRight(NobodysHash.Value, password);
        return false;
    });

    private static bool IsRight(string hash, string password) =>
        Hasher.VerifyHashedPassword(Nobody, hash, password) != PasswordVerificationResult.Failed;
}
