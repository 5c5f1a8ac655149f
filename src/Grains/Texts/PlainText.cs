using System.Globalization;
using System.Text;

namespace PbDecisionDay.Grains.Texts;

/// <summary>
/// Text that people type, where it enters: whole, visible, and in the direction in which it reads. Titles stand on a paper that is voted on, so
/// what nobody can see, or what turns the text beside it round, is refused with a sentence and not dropped.
/// </summary>
internal static class PlainText
{
    // Letters and signs that Unicode counts as visible and that show nothing: fillers of Hangul, and the empty Braille cell.
    private const string Blanks = "\u115f\u1160\u3164\uffa0\u2800";

    /// <summary>The text composed (NFC), so that one title has one spelling; as it is where it is no text that could be.</summary>
    public static string Composed(string text) => IsWhole(text) ? text.Normalize(NormalizationForm.FormC) : text;

    /// <summary>What is wrong with a text of one line, such as a title; <c>null</c> if nothing. An empty or blank one is not wrong here.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most UTF-16 units, which is what stores and forms count.</param>
    /// <param name="what">What it is, to begin a sentence.</param>
    public static string? LineProblem(string text, int most, string what) =>
        text.Length > most ? $"{what} has {text.Length} characters; shorten it to {most}."
        : text.Any(char.IsControl) || text.AsSpan().ContainsAny('\u2028', '\u2029') ? $"{what} has to stand on one line, without signs that only machines read."
        : Problem(text, what);

    /// <summary>What is wrong with a text of many lines, such as a summary; <c>null</c> if nothing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most UTF-16 units.</param>
    /// <param name="what">What it is, to begin a sentence.</param>
    public static string? BlockProblem(string text, int most, string what) =>
        text.Length > most ? $"{what} has {text.Length} characters; shorten it to {most}."
        : text.Any(symbol => char.IsControl(symbol) && symbol is not ('\n' or '\r' or '\t')) ? $"{what} has signs that only machines read. Type it again."
        : Problem(text, what);

    /// <summary>Whether somebody can see anything of a text.</summary>
    public static bool IsVisible(string text) => text.EnumerateRunes().Any(IsVisible);

    /// <summary>Whether a text has no half of a surrogate pair, and no code that Unicode keeps for no sign.</summary>
    public static bool IsWhole(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])) at++;
            else if (char.IsSurrogate(text[at]) || text[at] is '\ufffe' or '\uffff' or (>= '\ufdd0' and <= '\ufdef')) return false;
        }
        return true;
    }

    private static string? Problem(string text, string what) =>
        !IsWhole(text) ? $"{what} holds a broken sign, perhaps half of an emoji. Type it again."
        : text.Any(TurnsDirection) ? $"{what} holds a hidden sign that turns the direction of writing. Type it again; no such sign is needed."
        : !string.IsNullOrWhiteSpace(text) && !IsVisible(text) ? $"{what} cannot be seen: it holds only blanks and hidden signs."
        : null;

    // Unicode's property Bidi_Control, all of it.
    private static bool TurnsDirection(char symbol) =>
        symbol is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => false,
        _ => !(rune.IsBmp && Blanks.Contains((char)rune.Value, StringComparison.Ordinal)),
    };
}
