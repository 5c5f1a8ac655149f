using System.Collections.Frozen;

namespace PbDecisionDay.Grains.Texts;

/// <summary>
/// Titles as the eye compares them: without case, accents and hidden signs, and with the letters of other scripts that look like Latin ones
/// read as those. Source of the pairs: Unicode Technical Standard 39, confusables, the letters of Cyrillic and Greek alone.
/// </summary>
internal static class LookAlike
{
    private const string Others = "абвгеёзікмнорстухѕјԁһѵүԛԝґοανρτυχικηγβεζμσωϲ";
    private const string Latins = "a6bree3ikmhopctyxsjdhvyqwroavptuxiknybezmowc";

    private static readonly FrozenDictionary<char, char> Letters =
        Others.Zip(Latins).DistinctBy(pair => pair.First).ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>The text by which two titles are compared; two that look alike have one.</summary>
    public static string Fold(string title) => string.Concat(SearchText.Fold(title)
        .Where(letter => letter != ' ')
        .Select(letter => Letters.GetValueOrDefault(letter, letter) switch { '0' => 'o', var same => same }));
}
