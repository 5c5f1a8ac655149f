using System.Globalization;

namespace PbDecisionDay.Web.Localisation;

/// <summary>A language the pages speak. A right-to-left language needs nothing else: every style is written for both directions.</summary>
/// <param name="Tag">Its BCP 47 tag; also the ending of its resource files, for example <c>ResidentWords.gd.resx</c>.</param>
/// <param name="Name">Its name in itself.</param>
/// <param name="RightToLeft">Whether it is written from right to left.</param>
/// <param name="Covers">Whose pages it speaks, with those of everyone before them. The others are English from the first word to the last.</param>
public sealed record SiteLanguage(string Tag, string Name, bool RightToLeft, PageArea Covers)
{
    /// <summary>
    /// English in shorter sentences and commoner words. <c>simple</c> is a registered variant ("Simplified form", IANA 2015), so browsers and
    /// screen readers take the tag for English. .NET has no such culture of its own: Directory.Build.targets names its satellite assemblies.
    /// A text that it does not say anew is the English one.
    /// </summary>
    public const string Easy = "en-simple";

    /// <summary>The languages in the order offered; the first is spoken to whoever asks for none of them.</summary>
    public static readonly IReadOnlyList<SiteLanguage> All =
    [
        new("en", "English", false, PageArea.Organiser),
        new(Easy, "Easy read", false, PageArea.Organiser),
        new("gd", "Gàidhlig", false, PageArea.Organiser),
        new("ar", "العربية", true, PageArea.Volunteer),
        new("zh", "中文", false, PageArea.Volunteer),
        new("pl", "Polski", false, PageArea.Resident),
        new("uk", "Українська", false, PageArea.Resident),
        new("ur", "اردو", true, PageArea.Resident),
    ];

    /// <summary>The value of <c>dir</c> in HTML.</summary>
    public string Direction => RightToLeft ? "rtl" : "ltr";

    /// <summary>The language under whose tag people's own texts are looked for: English for easy-read English.</summary>
    public string Written => Primary(Tag);

    /// <summary>The language of this request's pages.</summary>
    public static SiteLanguage Current => Spoken(CultureInfo.CurrentUICulture) ?? All[0];

    /// <summary>The language under a tag; <c>null</c> where the pages do not speak it.</summary>
    public static SiteLanguage? Find(string? tag) =>
        All.FirstOrDefault(language => string.Equals(language.Tag, tag, StringComparison.OrdinalIgnoreCase));

    /// <summary>The language that a reader of a tag reads: Chinese for <c>zh-TW</c>; <c>null</c> where the pages speak none of it.</summary>
    public static SiteLanguage? FindNearest(string? tag)
    {
        try
        {
            return tag is null ? null : Spoken(CultureInfo.GetCultureInfo(tag));
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether its words are there for a page of an area.</summary>
    public bool Speaks(PageArea area) => area <= Covers;

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

    /// <summary>The name of any language in itself; the tag where this machine does not know it.</summary>
    public static string NameOf(string tag)
    {
        if (Find(tag) is { } known) return known.Name;
        try
        {
            return CultureInfo.GetCultureInfo(tag).NativeName;
        }
        catch (CultureNotFoundException)
        {
            return tag;
        }
    }

    /// <summary>The first part of a tag: the language without script, region and variant.</summary>
    public static string Primary(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return tag.Split('-')[0];
    }

    private static SiteLanguage? Spoken(CultureInfo culture)
    {
        for (var one = culture; one.Name.Length > 0; one = one.Parent)
            if (Find(one.Name) is { } found) return found;
        return null;
    }
}
