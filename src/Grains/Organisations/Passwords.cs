using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>
/// Passwords as ASP.NET Core Identity hashes them: PBKDF2 with HMAC-SHA-512. It takes a quarter of a second on purpose, so it is done in a
/// <see cref="HashLane"/>. Rounds: OWASP's Password Storage Cheat Sheet asks for 210,000 (2023) and 220,000 (2025).
/// </summary>
internal static class Passwords
{
    /// <summary>The rounds of a new hash.</summary>
    public const int Rounds = 220_000;

    private const int RoundsAt = 5; // Identity's format 3: its number, the function, the rounds, the salt's length, salt, key.
    private static readonly PasswordHasher<OrganiserRow> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private static readonly OrganiserRow Nobody = new("", "", "", ReadOnlyMemory<byte>.Empty, RehearsalsOnly: false);
    private static readonly Lazy<string> NobodysHash = new(() => Hash(SecretCode.New(SecretCode.LongSymbols)));

    /// <summary>Hashes a new password.</summary>
    public static string Hash(string password) => Hasher.HashPassword(Nobody, password);

    /// <summary>Looks at a password. A hash that is nobody's or of fewer rounds takes as long as any other, so the time does not tell which names exist.</summary>
    /// <param name="hash">The hash; empty for a name that nobody has or that has no password.</param>
    /// <param name="password">What was typed.</param>
    public static PasswordLook Look(string hash, string password)
    {
        if (hash.Length == 0)
        {
            Hasher.VerifyHashedPassword(Nobody, NobodysHash.Value, password);
            return new PasswordLook(false, null);
        }
        var result = Hasher.VerifyHashedPassword(Nobody, hash, password);
        var missing = Rounds - RoundsOf(hash);
        if (result == PasswordVerificationResult.Failed && missing > 0) Rfc2898DeriveBytes.Pbkdf2(password, new byte[16], missing, HashAlgorithmName.SHA512, 32);
        return new PasswordLook(
            result != PasswordVerificationResult.Failed, result == PasswordVerificationResult.SuccessRehashNeeded ? Hash(password) : null);
    }

    /// <summary>The rounds of a hash; 0 where it is of another format.</summary>
    public static int RoundsOf(string hash)
    {
        var bytes = Convert.FromBase64String(hash);
        return bytes.Length > RoundsAt + sizeof(uint) && bytes[0] == 1 ? (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(RoundsAt)) : 0;
    }
}

/// <summary>What looking at a password came to.</summary>
/// <param name="Right">Whether it is the one that was hashed.</param>
/// <param name="Anew">Its hash with today's rounds, where the old one has fewer.</param>
internal sealed record PasswordLook(bool Right, string? Anew);
