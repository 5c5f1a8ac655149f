using System.Security.Cryptography;
using System.Text;

namespace PbDecisionDay.Grains.Texts;

/// <summary>
/// Codes that let in whoever shows them: Crockford base32 from the system's random number generator, five bits a symbol.
/// Only their SHA-256 is kept. Reading ignores case, spaces and hyphens; O reads as 0, I and L as 1.
/// </summary>
internal static class SecretCode
{
    /// <summary>130 bits, for tokens and invitations.</summary>
    public const int LongSymbols = 26;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A new code.</summary>
    public static string New(int symbols) => RandomNumberGenerator.GetString(Alphabet, symbols);

    /// <summary>The code as it is compared, from how somebody typed it.</summary>
    public static string Normalise(string typed)
    {
        var code = new StringBuilder(typed.Length);
        foreach (var symbol in typed)
        {
            if (char.IsWhiteSpace(symbol) || symbol == '-') continue;
            code.Append(char.ToUpperInvariant(symbol) switch
            {
                'O' => '0',
                'I' or 'L' => '1',
                var upper => upper,
            });
        }

        return code.ToString();
    }

    /// <summary>SHA-256 of the code as it is compared, 32 bytes.</summary>
    public static byte[] Hash(string typed) => SHA256.HashData(Encoding.UTF8.GetBytes(Normalise(typed)));

    /// <summary>The hash as events hold it, base64.</summary>
    public static string HashText(string typed) => Convert.ToBase64String(Hash(typed));

    /// <summary>Whether this is the code that was hashed; takes the same time wherever they differ.</summary>
    public static bool Matches(string typed, ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(Hash(typed), hash);

    /// <summary>Whether this is the code that was hashed into base64.</summary>
    public static bool Matches(string typed, string hash) => Matches(typed, Convert.FromBase64String(hash));
}
