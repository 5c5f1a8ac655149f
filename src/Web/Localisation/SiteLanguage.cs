using System.Globalization;

namespace PbDecisionDay.Web.Localisation;

/// <summary>A language the pages speak. A right-to-left language needs nothing else: every style is written for both directions.</summary>
/// <param name="Tag">Its BCP 47 tag; also the ending of its resource files, for example <c>Resident.gd.resx</c>.</param>
/// <param name="Name">Its name in itself.</param>
/// <param name="RightToLeft">Whether it is written from right to left.</param>
public sealed record SiteLanguage(string Tag, string Name, bool RightToLeft)
{
    /// <summary>The languages in the order offered; the first is spoken to whoever asks for none of them.</summary>
    public static readonly IReadOnlyList<SiteLanguage> All =
    [
        new("en", "English", false),
        new("gd", "Gàidhlig", false),
        new("ar", "العربية", true),
    ];

    /// <summary>The value of <c>dir</c> in HTML.</summary>
    public string Direction => RightToLeft ? "rtl" : "ltr";

    /// <summary>The language of this request's pages.</summary>
    public static SiteLanguage Current => Find(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? All[0];

    /// <summary>The language under a tag; <c>null</c> where the pages do not speak it.</summary>
    public static SiteLanguage? Find(string? tag) =>
        All.FirstOrDefault(language => string.Equals(language.Tag, tag, StringComparison.OrdinalIgnoreCase));

    /// <summary>The direction of a text in any language, the organisers' own included; left to right for a tag that this machine does not know.</summary>
    public static string DirectionOf(string? tag)
    {
        if (Find(tag) is { } known) return known.Direction;
        try
        {
            return tag is not null && CultureInfo.GetCultureInfo(tag).TextInfo.IsRightToLeft ? "rtl" : "ltr";
        }
        catch (CultureNotFoundException)
        {
            return "ltr";
        }
    }
}
