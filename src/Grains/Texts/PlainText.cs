using System.Globalization;
using System.Text;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Grains.Texts;

/// <summary>
/// Text that people type, where it enters: whole, visible, and in the direction in which it reads. Titles stand on a paper that is voted on, so
/// what nobody can see, or what turns the text beside it round, is refused with a sentence and not dropped.
/// </summary>
internal static class PlainText
{
    // The tallest stack that people write, a Tibetan seed syllable, has 8; Hebrew with vowels and cantillation has 4, Vietnamese 2.
    private const int MostMarks = 8;

    // UTS 51: the flag of a part of a country is a black flag and tags.
    private const int BlackFlag = 0x1f3f4, FirstTag = 0xe0020, LastTag = 0xe007f;

    /// <summary>The text composed (NFC), so that one title has one spelling; as it is where it is no text that could be.</summary>
    public static string Composed(string text) => Signs.IsWhole(text) ? text.Normalize(NormalizationForm.FormC) : text;

    /// <summary>
    /// A text without signs that nobody sees, for what stands on no paper and by itself: phones put some round a number that is copied. The tags of a flag, such as
    /// Scotland's, are seen.
    /// </summary>
    public static string WithoutHidden(string text)
    {
        if (!Signs.IsWhole(text)) return text;
        var seen = new StringBuilder(text.Length);
        var ofFlag = false;
        foreach (var sign in text.EnumerateRunes())
        {
            ofFlag = sign.Value == BlackFlag || (ofFlag && sign.Value is >= FirstTag and <= LastTag);
            if (ofFlag || !Signs.IsHidden(sign)) seen.Append(sign);
        }
        return seen.ToString();
    }

    /// <summary>What is wrong with a text of one line, such as a title; <c>null</c> if nothing. An empty or blank one is not wrong here.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most characters as people count them: an emoji is one, whatever it is made of.</param>
    /// <param name="what">What it is, to begin a sentence.</param>
    public static string? LineProblem(string text, int most, string what) =>
        Signs.CountIn(text) is var length && length > most ? $"{what} has {length} characters; shorten it to {most}."
        : text.Any(char.IsControl) || text.AsSpan().ContainsAny('\u2028', '\u2029') ? $"{what} has to stand on one line, without characters that only machines read."
        : Problem(text, what);

    /// <summary>What is wrong with a text of many lines, such as a summary; <c>null</c> if nothing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most characters as people count them.</param>
    /// <param name="what">What it is, to begin a sentence.</param>
    public static string? BlockProblem(string text, int most, string what) =>
        Signs.CountIn(text) is var length && length > most ? $"{what} has {length} characters; shorten it to {most}."
        : text.Any(symbol => char.IsControl(symbol) && symbol is not ('\n' or '\r' or '\t')) ? $"{what} has characters that only machines read. Type it again."
        : Problem(text, what);

    private static string? Problem(string text, string what) =>
        !Signs.IsWhole(text) ? $"{what} holds a broken sign, perhaps half of an emoji. Type it again."
        : text.Any(Signs.TurnsDirection) ? $"{what} holds a hidden sign that turns the direction of writing. Type it again; no such sign is needed."
        : HasStack(text) ? $"{what} piles more than {MostMarks} marks on one letter, which would paint over the lines beside it. Type it again without them."
        : !string.IsNullOrWhiteSpace(text) && !Signs.IsVisible(text) ? $"{what} cannot be seen: it holds only blanks and hidden characters."
        : null;

    // Counted by text element, as they are drawn: a long text may hold many marks, and no letter a tower of them.
    private static bool HasStack(string text)
    {
        if (text.EnumerateRunes().Count(IsMark) <= MostMarks) return false;
        var letters = StringInfo.GetTextElementEnumerator(text);
        while (letters.MoveNext())
            if (letters.GetTextElement().EnumerateRunes().Count(IsMark) > MostMarks) return true;
        return false;
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
