using System.Globalization;
using System.Text;

namespace PbDecisionDay.Rules.Text;

/// <summary>What the signs of a text do to whoever reads it: whether they are whole, seen, and leave the direction of writing alone.</summary>
public static class Signs
{
    // Letters and signs that Unicode counts as visible and that show nothing: fillers of Hangul, the empty Braille cell, the sign for what
    // could not be read and the one for something that was left out, a notehead that is none, and the blanks of hieroglyphs.
    private static readonly int[] Blanks = [0x115f, 0x1160, 0x3164, 0xffa0, 0x2800, 0xfffc, 0xfffd, 0x1d159, 0x13441, 0x13442];

    // The longest that people use as one, two people of two skin tones who kiss, is 15 units; Scotland's flag is 14.
    private const int MostUnits = 16;

    /// <summary>
    /// How many signs a text has as people count them: text elements (UAX 29), so that an emoji is one whatever it is made of. A sign of more
    /// than 16 UTF-16 units, which nobody's writing has, counts one more for each further 16, so that no text grows without bound.
    /// </summary>
    public static int CountIn(string text)
    {
        int count = 0;
        for (int at = 0, units; at < text.Length; at += units)
        {
            units = StringInfo.GetNextTextElementLength(text, at);
            count += 1 + (units - 1) / MostUnits;
        }
        return count;
    }

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

    /// <summary>
    /// Whether a sign turns the direction of writing. Source: Unicode's property Bidi_Control, all of it, and the six deprecated signs for
    /// the shapes of letters and digits, U+206A to U+206F.
    /// </summary>
    public static bool TurnsDirection(char sign) =>
        sign is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u206f');

    /// <summary>
    /// Whether a sign shows nothing and only tells machines something: Unicode's category Cf without the two that join and part letters (U+200C, U+200D), and without
    /// those that are drawn before figures (Prepended_Concatenation_Mark).
    /// </summary>
    public static bool IsHidden(Rune sign) =>
        Rune.GetUnicodeCategory(sign) == UnicodeCategory.Format
        && sign.Value is not (0x200c or 0x200d or (>= 0x600 and <= 0x605) or 0x6dd or 0x70f or 0x890 or 0x891 or 0x8e2 or 0x110bd or 0x110cd);

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => false,
        _ => !Blanks.Contains(rune.Value),
    };
}
