using System.Globalization;

namespace PbDecisionDay.Rules.Pabulib.Exporting;

/// <summary>
/// Text as a field can hold it everywhere: one line, without space at its ends, which the checker calls an error.
/// </summary>
internal static class PabulibText
{
    /// <summary>The text with each line break or other control character as a space.</summary>
    public static string Of(string text) => string.Create(text.Length, text, (field, from) =>
    {
        for (int i = 0; i < field.Length; i++)
            field[i] = IsBreak(from[i]) ? ' ' : from[i];
    }).Trim();

    private static bool IsBreak(char sign) => CharUnicodeInfo.GetUnicodeCategory(sign)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
