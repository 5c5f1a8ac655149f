using System.Collections.Frozen;
using System.Text.RegularExpressions;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Grains.Texts;

/// <summary>
/// Titles as the eye compares them: without case, accents and hidden signs, and with the letters of other scripts that look like Latin ones
/// read as those. Source of the pairs: Unicode Technical Standard 39, confusables, the letters of Cyrillic and Greek, and some of Armenian, Cherokee, Lisu and the phonetic alphabet.
/// </summary>
internal static partial class LookAlike
{
    private const string Others =
        "абвгеёзікмнорстухѕјԁһѵүԛԝґοανρτυχικηγβεζμσωϲ" + "ɡɑɢօոսհզցօ" + "ꭰꭱꭲꭺꭻꭼꮃꮇꮋꮐꮓꮩꮪꮮꮯꮲꮶ" + "ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ";
    private const string Latins =
        "a6bree3ikmhopctyxsjdhvyqwroavptuxiknybezmowc" + "gagonuhqgo" + "drtajewmhgzvslcpk" + "bpdtgkjczfmnlsrvhwxyaeiou";

    private static readonly FrozenDictionary<char, char> Letters =
        Others.Zip(Latins).DistinctBy(pair => pair.First).ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>The text by which two titles are compared; two that look alike have one.</summary>
    public static string Fold(string title) =>
        string.Concat(SearchText.Fold(Strokes(title)).Where(letter => letter != ' ').Select(Letter));

    /// <summary>
    /// How the eye may read a title: its letters whatever their size; and with each capital I among small letters, each one
    /// and each bar beside a letter as the small L that it looks like, however many stand side by side. Two titles look alike where they have a reading in common.
    /// </summary>
    public static IEnumerable<string> Readings(string title)
    {
        var letters = Fold(title);
        var strokes = Fold(string.Join(' ', title.Split(' ').Select(SmallLs)));
        return string.Equals(letters, strokes, StringComparison.Ordinal) ? [letters] : [letters, strokes];
    }

    /// <summary>
    /// The text by which the names of two people are compared: as titles are, and whichever name comes first.
    /// </summary>
    public static string FoldName(string name) => string.Concat(
        SearchText.Fold(Strokes(name)).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => string.Concat(word.Select(Letter))).Order(StringComparer.Ordinal));

    /// <summary>
    /// The texts by which two people are compared: two who share one may be one person. The words in any order; and the name
    /// without its spaces, which one list has in O Neill or 李 小明 and another has not.
    /// </summary>
    public static IEnumerable<string> NameReadings(string name) => new[] { FoldName(name), Fold(name) }.Distinct(StringComparer.Ordinal);

    /// <summary>
    /// The texts by which the names of people who act together are compared, organisers or those who handle a box: as <see cref="NameReadings"/>, and
    /// with Greek capitals that look like other Latin letters than their small ones do.
    /// </summary>
    public static IEnumerable<string> PersonReadings(string name) =>
        NameReadings(name).Concat(NameReadings(name.Replace('Ν', 'N').Replace('Η', 'H').Replace('Υ', 'Y')));

    /// <summary>Whether two names may be of one person: whatever their case, spaces, accents and order, and in whichever script's letters.</summary>
    public static bool IsOnePerson(string name, string other) => PersonReadings(name).Intersect(PersonReadings(other), StringComparer.Ordinal).Any();

    private static char Letter(char letter) => Letters.GetValueOrDefault(letter, letter) switch { '0' => 'o', var same => same };

    // A capital I within a word of small letters, a one and a bar between letters are strokes as a small L is.
    private static string Strokes(string text) => string.Concat(text.Select((sign, at) =>
    {
        var (before, after) = (at > 0 ? text[at - 1] : ' ', at + 1 < text.Length ? text[at + 1] : ' ');
        var isStroke = sign switch
        {
            'I' => char.IsLetter(before) && char.IsLower(after),
            '1' or '|' => char.IsLetter(before) && char.IsLetter(after),
            _ => false,
        };
        return isStroke ? 'l' : sign;
    }));

    // A word of capitals keeps its I, as in MAIL, unless all after its first letter are strokes, as in AI. Ones that no letter touches are a number.
    private static string SmallLs(string word) =>
        (word.Any(char.IsLower) || word.Skip(1).All(sign => sign is 'I' or '1' or '|') ? CapitalsAndOnes() : Ones())
            .Replace(word, run => new string('l', run.Length));

    [GeneratedRegex(@"[I1|]*I[I1|]*|(?<=\p{L})[1|]+|[1|]+(?=\p{L})")]
    private static partial Regex CapitalsAndOnes();

    [GeneratedRegex(@"(?<=\p{L})[1|]+|[1|]+(?=\p{L})")]
    private static partial Regex Ones();
}
