using System.Globalization;
using System.Text;

namespace PbDecisionDay.Rules.Text;

/// <summary>What the signs of a text do to whoever reads it: whether they are whole, seen, and leave the direction of writing alone.</summary>
public static class Signs
{
    // Letters and signs that Unicode counts as visible and that show nothing: fillers of Hangul, and the empty Braille cell.
    private const string Blanks = "\u115f\u1160\u3164\uffa0\u2800";

    /// <summary>Whether a text has no half of a surrogate pair, and no code that Unicode keeps for no sign.</summary>
    public static bool IsWhole(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
                at++;
            else if (char.IsSurrogate(text[at]) || text[at] is '\ufffe' or '\uffff' or (>= '\ufdd0' and <= '\ufdef'))
                return false;
        }
        return true;
    }

    /// <summary>Whether somebody can see anything of a text.</summary>
    public static bool IsVisible(string text) => text.EnumerateRunes().Any(IsVisible);

    /// <summary>Whether a sign turns the direction of writing. Source: Unicode's property Bidi_Control, all of it.</summary>
    public static bool TurnsDirection(char sign) =>
        sign is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => false,
        _ => !(rune.IsBmp && Blanks.Contains((char)rune.Value, StringComparison.Ordinal)),
    };
}
