using System.Collections.Frozen;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>
/// Passwords that are guessed first: those that many people use, those with nothing but figures or signs round such a one, those that repeat a short piece
/// or go along a row, and those that are little more than the person's name. The list's source and licence stand at its head.
/// </summary>
internal static class CommonPasswords
{
    private const int LeastCore = 4;
    private const int LeastDistinct = 5;
    private const int LeastBesideName = 8;
    private const int LongestPiece = 8;
    private static readonly Lazy<FrozenSet<string>> List = new(Read);

    /// <summary>Whether a password is refused.</summary>
    /// <param name="password">The password.</param>
    /// <param name="name">The name it belongs to.</param>
    public static bool Holds(string password, string name)
    {
        var plain = password.Normalize().ToLowerInvariant();
        var core = plain.Trim([.. plain.Where(symbol => !char.IsLetter(symbol))]);
        return List.Value.Contains(plain)
            || (core.Length >= LeastCore && List.Value.Contains(core))
            || plain.Distinct().Count() < LeastDistinct
            || Repeats(plain) || GoesAlongARow(plain)
            || (name.Length >= LeastCore && plain.Replace(name.ToLowerInvariant(), "", StringComparison.Ordinal) is var rest && rest.Length != plain.Length && rest.Length < LeastBesideName);
    }

    private static bool Repeats(string text) =>
        Enumerable.Range(1, Math.Min(LongestPiece, text.Length / 2)).Any(piece => Enumerable.Range(piece, text.Length - piece).All(at => text[at] == text[at - piece]));

    // abcdefghijkl, 123456789012, cba987: nearly all steps are one up or one down.
    private static bool GoesAlongARow(string text) =>
        Enumerable.Range(1, text.Length - 1).Count(at => Math.Abs(text[at] - text[at - 1]) == 1) * 5 >= (text.Length - 1) * 4;

    private static FrozenSet<string> Read()
    {
        using var list = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        return list.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToFrozenSet(StringComparer.Ordinal);
    }
}
