using System.Globalization;
using System.Text;

namespace PbDecisionDay.Rules.Text;

/// <summary>Text as it is searched: lower case, without accents and apostrophes, everything else that is no letter or digit a space.</summary>
public static class SearchText
{
    /// <summary>Folds a text: <c>Seán O’Néill-Łuk</c> becomes <c>sean oneill luk</c>.</summary>
    public static string Fold(string text)
    {
        // What Normalize refuses becomes a replacement character: half a surrogate pair, and codes that are no signs.
        var whole = Signs.IsWhole(text) ? text : string.Concat(text.EnumerateRunes()).Replace('\ufffe', '\ufffd').Replace('\uffff', '\ufffd');
        var folded = new StringBuilder(text.Length);
        foreach (var symbol in whole.Normalize(NormalizationForm.FormKD))
        {
            if (char.GetUnicodeCategory(symbol) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format) continue;
            if (symbol is '\'' or '’' or '‘' or 'ʼ' or '`') continue;
            if (Spelt(symbol) is { } spelt) folded.Append(spelt);
            else folded.Append(char.IsLetterOrDigit(symbol) || char.IsSurrogate(symbol) ? char.ToLowerInvariant(symbol) : ' ');
        }

        return folded.ToString().Trim();
    }

    /// <summary>Letters that Unicode does not take apart, as people without that keyboard type them.</summary>
    private static string? Spelt(char letter) => letter switch
    {
        'ø' or 'Ø' => "o",
        'ł' or 'Ł' => "l",
        'đ' or 'Đ' or 'ð' or 'Ð' => "d",
        'ħ' or 'Ħ' => "h",
        'ı' => "i",
        'ß' or 'ẞ' => "ss",
        'æ' or 'Æ' => "ae",
        'œ' or 'Œ' => "oe",
        'þ' or 'Þ' => "th",
        _ => null,
    };
}
