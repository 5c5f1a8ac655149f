using System.Globalization;

namespace PbDecisionDay.Rules.Text;

/// <summary>Numbers and signs as keyboards of other scripts type them, read as those of ASCII.</summary>
public static class Digits
{
    private const char FirstFullWidth = '\uff01';
    private const char LastFullWidth = '\uff5e';
    private const int FullWidthShift = FirstFullWidth - '!';

    /// <summary>
    /// A text in which each decimal digit of Unicode's basic plane, such as <c>٣</c>, <c>۳</c> and <c>３</c>, is the one of ASCII, and so is each other sign that
    /// East Asian keyboards type as wide as a letter of theirs: <c>＝</c>, <c>ｘ</c>, <c>　</c>. Arabic's comma and the minus sign become ASCII's. All else stays.
    /// </summary>
    public static string Western(string text) => string.Create(text.Length, text, static (signs, from) =>
    {
        for (int at = 0; at < signs.Length; at++)
            signs[at] = Western(from[at]);
    });

    private static char Western(char sign) => char.IsAscii(sign) ? sign
        : CharUnicodeInfo.GetDecimalDigitValue(sign) is >= 0 and var digit ? (char)('0' + digit)
        : sign is >= FirstFullWidth and <= LastFullWidth ? (char)(sign - FullWidthShift)
        : sign switch
        {
            '\u3000' => ' ',
            '\u060c' or '\u3001' => ',',
            '\u2212' or '\u2012' or '\u2013' => '-',
            _ => sign,
        };
}
