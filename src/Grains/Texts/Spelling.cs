using System.Text;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Grains.Texts;

/// <summary>
/// Whether two words of names, folded by <see cref="SearchText"/>, may be one that somebody heard or mistyped. Source of the distance: Damerau 1964, each
/// letter added, lost, changed, or swapped with its neighbour once (optimal string alignment).
/// </summary>
internal static class Spelling
{
    private const int Shortest = 3;
    private const int Short = 4;
    private const int LeastConsonants = 3;
    private const int Long = 7;

    // As English, Scots and Irish ears take them for one another, longer ones first.
    private static readonly (string Written, string Heard)[] Sounds =
    [
        ("sch", "sk"), ("ph", "f"), ("bh", "f"), ("mh", "f"), ("sh", "s"), ("ck", "k"), ("kh", "k"), ("gh", "g"), ("ee", "i"), ("ea", "i"), ("ie", "i"), ("ei", "i"), ("ou", "u"), ("oo", "u"),
        ("c", "k"), ("q", "k"), ("v", "f"), ("x", "ks"), ("z", "s"), ("y", "i"),
    ];

    /// <summary>
    /// Whether the words are near: they sound alike from three letters on, have one letter more from three on, differ in one from four on and in two from
    /// seven on, or have the same consonants, three or more.
    /// </summary>
    public static bool AreNear(string one, string other)
    {
        if (string.Equals(one, other, StringComparison.Ordinal)) return true;
        var least = Math.Min(one.Length, other.Length);
        if (least < Shortest) return false;
        var (heard, also, most) = (Heard(one), Heard(other), Allowed(least));
        if (string.Equals(heard, also, StringComparison.Ordinal) || (most > 0 && Distance(one, other, most) <= most)) return true;
        if (one.Length != other.Length && Distance(one, other, 1) <= 1) return true;
        var consonants = Consonants(heard);
        return consonants.Length >= LeastConsonants && string.Equals(consonants, Consonants(also), StringComparison.Ordinal);
    }

    private static string Consonants(string heard) => string.Concat(heard.Where(letter => letter is not ('a' or 'e' or 'i' or 'o' or 'u')));

    private static int Allowed(int letters) => letters < Short ? 0 : letters < Long ? 1 : 2;

    private static string Heard(string word)
    {
        var text = word.StartsWith("mc", StringComparison.Ordinal) ? $"mac{word[2..]}" : word;
        var heard = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var (written, sound) = Sounds.FirstOrDefault(pair => string.CompareOrdinal(text, at, pair.Written, 0, pair.Written.Length) == 0);
            sound ??= text[at].ToString();
            at += written?.Length ?? 1;
            foreach (var letter in sound)
                if (heard.Length == 0 || heard[^1] != letter) heard.Append(letter);
        }

        return heard.ToString();
    }

    /// <summary>The distance, or more than <paramref name="most"/> where it is more.</summary>
    internal static int Distance(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most) return most + 1;
        var (before, last, next) = (new int[other.Length + 1], new int[other.Length + 1], new int[other.Length + 1]);
        for (var column = 0; column <= other.Length; column++) last[column] = column;
        for (var row = 1; row <= one.Length; row++)
        {
            next[0] = row;
            for (var column = 1; column <= other.Length; column++)
            {
                var same = one[row - 1] == other[column - 1] ? 0 : 1;
                next[column] = Math.Min(Math.Min(next[column - 1], last[column]) + 1, last[column - 1] + same);
                if (row > 1 && column > 1 && one[row - 1] == other[column - 2] && one[row - 2] == other[column - 1])
                    next[column] = Math.Min(next[column], before[column - 2] + 1);
            }

            (before, last, next) = (last, next, before);
        }

        return last[other.Length];
    }
}
