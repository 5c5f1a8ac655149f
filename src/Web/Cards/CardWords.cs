using System.Globalization;
using System.Resources;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Cards;

/// <summary>The words printed on a card in one language: cards speak two at once, so they do not follow the page's language.</summary>
/// <param name="Language">The language.</param>
/// <param name="HowTo">The steps printed on the cover, in order.</param>
public sealed record CardWords(
    SiteLanguage Language, string DoNotOpen, string YourCode, string KeepSecret, string Rehearsal, string LogKey, IReadOnlyList<string> HowTo)
{
    private static readonly ResourceManager Texts = new(typeof(Resources.ConsoleCards));

    /// <summary>The words for the first two of a day's languages; English where the service speaks none of them.</summary>
    /// <param name="languages">The day's languages, the default first.</param>
    /// <param name="site">The address to type, without its scheme.</param>
    public static IReadOnlyList<CardWords> For(IEnumerable<string> languages, string site)
    {
        CardWords[] words = [.. languages.Select(SiteLanguage.Find).OfType<SiteLanguage>().Take(2).Select(language => In(language, site))];
        return words.Length > 0 ? words : [In(SiteLanguage.All[0], site)];
    }

    private static CardWords In(SiteLanguage language, string site)
    {
        var culture = CultureInfo.GetCultureInfo(language.Tag);
        string Say(string key) => Texts.GetString(key, culture) ?? key;
        return new(
            language, Say("Card.DoNotOpen"), Say("Card.YourCode"), Say("Card.KeepSecret"), Say("Card.Rehearsal"), Say("Card.LogKey"),
            [Say("Card.Step1"), string.Format(culture, Say("Card.Step2"), site), Say("Card.Step3")]);
    }
}
