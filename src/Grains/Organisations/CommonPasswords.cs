using System.Collections.Frozen;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>
/// Passwords and passphrases that are guessed first: those that many people use, well-known phrases, those that repeat a short piece or go along a row, and
/// those that consist of little but common words, figures and what everybody here would think of: the service, the council, the days and one's own name.
/// The list's source and licence stand at its head.
/// </summary>
internal static class CommonPasswords
{
    private const int LeastWord = 4;
    private const int LeastDistinct = 5;
    private const int LongestPiece = 8;

    // In letters of no word. A common word counts as two of them, a figure as half a one: three common words are enough, two with a year are not.
    private const double LeastRest = 6;
    private const double WordCounts = 2;
    private const double FigureCounts = 0.5;

    // What the service is about, in the languages of its own pages, and the phrases that lists of passphrases begin with, without their spaces.
    private static readonly string[] Expected =
    [
        "participatorybudgeting", "participatory", "participation", "budgeting", "budget", "decision", "decide", "decides", "pbdd", "pbday", "community",
        "council", "councillor", "borough", "burgh", "district", "county", "parish", "town", "townhall", "village", "city", "ward", "hall", "library", "civic",
        "citizen", "citizens", "resident", "residents", "organiser", "organisers", "organizer", "organizers", "admin", "administrator", "volunteer", "kiosk",
        "vote", "votes", "voter", "voters", "voting", "ballot", "ballots", "election", "elections", "paper", "proposal", "proposals", "project", "projects",
        "day", "days", "week", "month", "year", "spring", "summer", "autumn", "winter", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "the", "and", "our", "for", "password",
        "passwort", "passphrase", "facalfaire", "comhairle", "buidseat", "bhot", "burgerhaushalt", "budzet", "obywatelski", "presupuesto", "participatif",
        "correcthorsebatterystaple", "correcthorse", "batterystaple", "fourrandomwords", "threerandomwords", "randomwords", "tobeornottobe", "thatisthequestion",
        "thequickbrownfox", "quickbrownfox", "jumpsoverthelazydog", "maytheforcebewithyou", "allyouneedislove", "onceuponatime", "opensesame", "winteriscoming",
        "livelongandprosper", "ingodwetrust", "godsavetheking", "godsavethequeen", "letmeinplease", "letmeinnow", "iloveyousomuch", "iloveyou", "thisismypassword",
        "mypassword", "yourpassword", "newpassword", "changeme", "changeit", "donotforget", "helloworld", "goodmorning", "goodnight", "happybirthday",
        "merrychristmas", "happynewyear", "twinkletwinklelittlestar", "maryhadalittlelamb", "humptydumpty", "flowerofscotland", "scotlandthebrave", "auldlangsyne",
        "youllneverwalkalone", "hailmaryfullofgrace", "ourfatherwhoartinheaven", "thelordismyshepherd", "somewhereovertherainbow", "wearethechampions",
        "neversaynever", "carpediem", "hakunamatata", "nevergonnagiveyouup", "maryqueenofscots", "abracadabra", "supercalifragilisticexpialidocious",
    ];

    private static readonly Lazy<FrozenSet<string>> List = new(Read);

    /// <summary>Whether a password or passphrase is refused.</summary>
    /// <param name="password">What somebody chose.</param>
    /// <param name="near">What everybody here would think of: the person's name, the days, the address of the service.</param>
    public static bool Holds(string password, params IEnumerable<string> near)
    {
        var plain = password.Normalize().ToLowerInvariant();
        if (List.Value.Contains(plain) || plain.Distinct().Count() < LeastDistinct || Repeats(plain) || GoesAlongARow(plain)) return true;
        var expected = near.SelectMany(PiecesOf).Concat(Expected).ToHashSet(StringComparer.Ordinal);
        return Rest(plain, expected) < LeastRest || Rest(Unmasked(plain), expected) < LeastRest;
    }

    /// <summary>What is left of a password when whatever may be expected is crossed out, at its least.</summary>
    private static double Rest(string plain, HashSet<string> expected)
    {
        var text = string.Concat(plain.Where(symbol => !char.IsWhiteSpace(symbol) && !char.IsPunctuation(symbol)));
        var longest = Math.Max(expected.Max(word => word.Length), LongestListed);
        var least = new double[text.Length + 1];
        for (var end = 1; end <= text.Length; end++)
        {
            least[end] = least[end - 1] + (char.IsLetter(text[end - 1]) || char.IsSurrogate(text[end - 1]) ? 1 : FigureCounts);
            for (var start = Math.Max(0, end - longest); start < end - 1; start++)
            {
                var word = text[start..end];
                if (expected.Contains(word)) least[end] = Math.Min(least[end], least[start]);
                else if (word.Length >= LeastWord && List.Value.Contains(word)) least[end] = Math.Min(least[end], least[start] + WordCounts);
            }
        }
        return least[^1];
    }

    private const int LongestListed = 24;

    /// <summary>A name or an address as it is written, without its spaces, and each of its words.</summary>
    private static IEnumerable<string> PiecesOf(string near)
    {
        var words = string.Concat(near.Normalize().ToLowerInvariant().Select(symbol => char.IsLetterOrDigit(symbol) ? symbol : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Append(string.Concat(words)).Where(piece => piece.Length > 2);
    }

    // The signs that people write for letters.
    private static string Unmasked(string text) => string.Concat(text.Select(symbol => symbol switch
    {
        '0' => 'o', '1' or '!' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', '8' => 'b', _ => symbol,
    }));

    private static bool Repeats(string text) =>
        Enumerable.Range(1, Math.Min(LongestPiece, text.Length / 2)).Any(piece => Enumerable.Range(piece, text.Length - piece).All(at => text[at] == text[at - piece]));

    // abcdefghijkl, 123456789012, cba987: nearly all steps are one up or one down.
    private static bool GoesAlongARow(string text) =>
        text.Length > 1 && Enumerable.Range(1, text.Length - 1).Count(at => Math.Abs(text[at] - text[at - 1]) == 1) * 5 >= (text.Length - 1) * 4;

    private static FrozenSet<string> Read()
    {
        using var list = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        return list.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToFrozenSet(StringComparer.Ordinal);
    }
}
