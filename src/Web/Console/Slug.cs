using System.Globalization;
using System.Text;

namespace PbDecisionDay.Web.Console;

/// <summary>An id made from a name: <c>Troon &amp; Barassie 2026</c> is <c>troon-barassie-2026</c>.</summary>
public static class Slug
{
    /// <summary>The id, of <c>[a-z0-9-]</c>; the fallback where the name has no such letter.</summary>
    public static string Of(string name, int most, string fallback)
    {
        ArgumentNullException.ThrowIfNull(name);
        var slug = new StringBuilder();
        foreach (var symbol in Whole(name).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(symbol) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsAsciiLetterOrDigit(symbol)) slug.Append(char.ToLowerInvariant(symbol));
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }
        var id = slug.ToString().Trim('-');
        if (id.Length > most) id = id[..most].Trim('-');
        return id.Length > 0 ? id : fallback;
    }

    // Normalize throws at half a surrogate pair and at codes that are no signs.
    private static string Whole(string name) => string.Concat(name.EnumerateRunes()).Replace('\ufffe', ' ').Replace('\uffff', ' ');
}
