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

    private static T? Choose<T>(ImmutableArray<T> texts, Func<T, string> language) where T : class =>
        texts.FirstOrDefault(text => string.Equals(language(text), SiteLanguage.Current.Tag, StringComparison.OrdinalIgnoreCase))
        ?? texts.FirstOrDefault();
}
