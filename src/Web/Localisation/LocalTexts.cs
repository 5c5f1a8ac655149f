using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;

namespace PbDecisionDay.Web.Localisation;

/// <summary>Chooses among an organiser's or a group's texts: the page's language if there is one, else the first, which is the day's default.</summary>
public static class LocalTexts
{
    /// <summary>The text to show now; empty where there is none.</summary>
    public static LocalText ForReader(this ImmutableArray<LocalText> texts) =>
        Choose(texts, text => text.Language) ?? new LocalText(SiteLanguage.All[0].Tag, "");

    /// <summary>The proposal's words to show now; empty where there are none.</summary>
    public static ProposalText ForReader(this ImmutableArray<ProposalText> texts) =>
        Choose(texts, text => text.Language) ?? new ProposalText(SiteLanguage.All[0].Tag, "", "", "");

    /// <summary>Whether a text is in another language than the page round it: the reader is then told which.</summary>
    public static bool IsForeign(string language) =>
        !string.Equals(SiteLanguage.Primary(language), SiteLanguage.Current.Written, StringComparison.OrdinalIgnoreCase);

    /// <summary>The languages among these that are not the page's, each once and by its own name; nothing where all are the page's.</summary>
    public static string ForeignAmong(IEnumerable<string> languages) => string.Join(
        ", ", languages.Where(IsForeign).Distinct(StringComparer.OrdinalIgnoreCase).Select(language => Isolated.Of(SiteLanguage.NameOf(language))));

    // The very language first, then the same one of another script or country, then the day's default.
    private static T? Choose<T>(ImmutableArray<T> texts, Func<T, string> language) where T : class =>
        texts.FirstOrDefault(text => string.Equals(language(text), SiteLanguage.Current.Written, StringComparison.OrdinalIgnoreCase))
        ?? texts.FirstOrDefault(text => !IsForeign(language(text)))
        ?? texts.FirstOrDefault();
}
