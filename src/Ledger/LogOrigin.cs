using System.Buffers;
using System.Text;

namespace PbDecisionDay.Ledger;

/// <summary>
/// The name of a log, for example <c>pb.south.example/troon-2026</c>, or <c>pb.south.example/troon-2026/care-home</c>
/// for a venue with a log of its own. 1 to 255 characters of <c>[a-z0-9._:/-]</c>, first a letter or digit, no empty
/// part between slashes. It salts the derivation of cards and names the key on every signature, so it is fixed before
/// cards are made. Without spaces and plus signs, as C2SP signed-note asks of key names.
/// </summary>
public static class LogOrigin
{
    /// <summary>The longest origin in characters.</summary>
    public const int MostCharacters = 255;

    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._:/-");

    /// <summary>Whether <paramref name="text"/> may name a log.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MostCharacters
        && char.IsAsciiLetterOrDigit(text[0])
        && !text.ContainsAnyExcept(Characters)
        && text[^1] != '/'
        && !text.Contains("//", StringComparison.Ordinal);

    /// <summary>The origin's bytes, which are ASCII.</summary>
    internal static byte[] Bytes(string origin) => Encoding.ASCII.GetBytes(Required(origin));

    /// <summary>Hands <paramref name="origin"/> back.</summary>
    /// <exception cref="ArgumentException">It may not name a log.</exception>
    internal static string Required(string origin) => IsValid(origin)
        ? origin
        : throw new ArgumentException($"'{origin}' cannot name a log: take 1 to {MostCharacters} characters of a-z, 0-9, '.', '_', ':', '/' and '-'.", nameof(origin));
}
