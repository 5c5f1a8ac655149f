using System.Globalization;
using System.Text;

namespace PbDecisionDay.Printing.Text;

/// <summary>
/// The direction of each character of a paragraph: even levels run from left to right, odd ones from right to left. Embeddings, isolates and
/// bracket pairs are not resolved; printed words set direction marks instead. Source: Unicode Standard Annex 9, revision 50, sections 3.3.1 to 3.4.
/// </summary>
internal static class BidiLevels
{
    private enum Kind { Left, Right, ArabicLetter, Number, ArabicNumber, NumberSign, NumberEnd, NumberSeparator, Mark, Space, Neutral }

    /// <summary>The levels, one for each UTF-16 unit.</summary>
    public static byte[] Of(string text, bool rightToLeft)
    {
        var kinds = Kinds(text);
        ResolveWeak(kinds, rightToLeft ? Kind.Right : Kind.Left);
        ResolveNeutral(kinds, rightToLeft ? Kind.Right : Kind.Left);
        return [.. kinds.Select(kind => Level(kind, rightToLeft))];
    }

    /// <summary>Whether a text's first letter runs from right to left (rules P2 and P3).</summary>
    public static bool IsRightToLeft(string text) =>
        Kinds(text).FirstOrDefault(kind => kind is Kind.Left or Kind.Right or Kind.ArabicLetter) is Kind.Right or Kind.ArabicLetter;

    // Rules I1 and I2.
    private static byte Level(Kind kind, bool rightToLeft) => kind switch
    {
        Kind.Left => (byte)(rightToLeft ? 2 : 0),
        Kind.Right => 1,
        _ => 2,
    };

    private static Kind[] Kinds(string text)
    {
        var kinds = new Kind[text.Length];
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
            for (var end = at + rune.Utf16SequenceLength; at < end; at++) kinds[at] = KindOf(rune);
        return kinds;
    }

    private static Kind KindOf(Rune rune)
    {
        switch (rune.Value)
        {
            case 0x200E: return Kind.Left;
            case 0x200F: return Kind.Right;
            case 0x061C: return Kind.ArabicLetter;
            case '+' or '-' or 0x2212: return Kind.NumberSign;
            case ',' or '.' or '/' or ':' or 0xA0 or 0x060C: return Kind.NumberSeparator;
            case '#' or '%' or 0xB0 or 0xB1 or 0x066A: return Kind.NumberEnd;
            case >= '0' and <= '9' or >= 0x06F0 and <= 0x06F9 or >= 0xFF10 and <= 0xFF19: return Kind.Number;
            case >= 0x0660 and <= 0x0669 or 0x066B or 0x066C or >= 0x0600 and <= 0x0605 or 0x06DD: return Kind.ArabicNumber;
        }
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => Kind.Mark,
            UnicodeCategory.CurrencySymbol => Kind.NumberEnd,
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Control => Kind.Space,
            var category => Written(rune.Value) ?? (IsSymbol(category) ? Kind.Neutral : Kind.Left),
        };
    }

    private static Kind? Written(int character) => character switch
    {
        0x060E or 0x060F or 0x06DE or 0x06E9 or 0xFD3E or 0xFD3F => Kind.Neutral,
        >= 0x0590 and < 0x0600 or >= 0x07C0 and < 0x0860 or >= 0xFB1D and < 0xFB50
            or >= 0x10800 and < 0x11000 or >= 0x1E800 and < 0x1F000 => Kind.Right,
        >= 0x0600 and < 0x07C0 or >= 0x0860 and < 0x0900 or >= 0xFB50 and < 0xFE00
            or >= 0xFE70 and < 0xFF00 => Kind.ArabicLetter,
        _ => null,
    };

    private static bool IsSymbol(UnicodeCategory category) => category is
        (>= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation)
        or UnicodeCategory.MathSymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.OtherSymbol;

    // Rules W1 to W7, in one go each.
    private static void ResolveWeak(Kind[] kinds, Kind before)
    {
        for (var i = 0; i < kinds.Length; i++)
            if (kinds[i] == Kind.Mark) kinds[i] = i > 0 ? kinds[i - 1] : before;
        var letter = before;
        for (var i = 0; i < kinds.Length; i++)
        {
            if (kinds[i] is Kind.Left or Kind.Right or Kind.ArabicLetter) letter = kinds[i];
            else if (kinds[i] == Kind.Number && letter == Kind.ArabicLetter) kinds[i] = Kind.ArabicNumber;
        }
        for (var i = 1; i + 1 < kinds.Length; i++)
            if (kinds[i - 1] == kinds[i + 1] && (kinds[i - 1] == Kind.Number && kinds[i] is Kind.NumberSign or Kind.NumberSeparator
                || kinds[i - 1] == Kind.ArabicNumber && kinds[i] == Kind.NumberSeparator)) kinds[i] = kinds[i - 1];
        for (var i = 1; i < kinds.Length; i++)
            if (kinds[i] == Kind.NumberEnd && kinds[i - 1] == Kind.Number) kinds[i] = Kind.Number;
        for (var i = kinds.Length - 2; i >= 0; i--)
            if (kinds[i] == Kind.NumberEnd && kinds[i + 1] == Kind.Number) kinds[i] = Kind.Number;
        letter = before;
        for (var i = 0; i < kinds.Length; i++)
        {
            if (kinds[i] == Kind.ArabicLetter) kinds[i] = Kind.Right;
            if (kinds[i] is Kind.Left or Kind.Right) letter = kinds[i];
            else if (kinds[i] == Kind.Number && letter == Kind.Left) kinds[i] = Kind.Left;
            else if (kinds[i] is Kind.NumberSign or Kind.NumberEnd or Kind.NumberSeparator or Kind.Space) kinds[i] = Kind.Neutral;
        }
    }

    // Rules N1 and N2: between two of one direction its own, else the paragraph's. Numbers count as right to left.
    private static void ResolveNeutral(Kind[] kinds, Kind paragraph)
    {
        for (var start = 0; start < kinds.Length; start++)
        {
            if (kinds[start] != Kind.Neutral) continue;
            var end = start;
            while (end < kinds.Length && kinds[end] == Kind.Neutral) end++;
            var left = start > 0 ? Side(kinds[start - 1]) : paragraph;
            var right = end < kinds.Length ? Side(kinds[end]) : paragraph;
            Array.Fill(kinds, left == right ? left : paragraph, start, end - start);
            start = end;
        }
    }

    private static Kind Side(Kind kind) => kind == Kind.Left ? Kind.Left : Kind.Right;
}
