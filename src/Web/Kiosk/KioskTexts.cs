using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Kiosk;

/// <summary>A kiosk's words in every language at once: it changes its language without being left, and without the network.</summary>
public static class KioskTexts
{
    // First parts of the keys that the kiosk's script says.
    private static readonly string[] Said =
        ["Kiosk", "Skip", "Rehearsal", "Ballot", "Vote", "Card", "Send", "Receipt", "Rule", "Challenge", "Check", "Phase", "Form", "Stall", "Call"];

    /// <summary>The languages, each with its name, its direction and its words, as JSON that no text can end.</summary>
    /// <param name="files">What gives the words: the kiosk's own, the residents', and those of the frame.</param>
    public static string Json(params IStringLocalizer[] files)
    {
        var spoken = CultureInfo.CurrentUICulture;
        try
        {
            return JsonSerializer.Serialize(SiteLanguage.All.Select(language => Spoken(language, files)).ToArray(), JsonSerializerOptions.Web);
        }
        finally
        {
            CultureInfo.CurrentUICulture = spoken;
        }
    }

    private static Language Spoken(SiteLanguage language, IStringLocalizer[] files)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language.Tag);
        var words = files.SelectMany(file => file.GetAllStrings(includeParentCultures: true))
            .Where(word => Said.Contains(word.Name.Split('.')[0], StringComparer.Ordinal))
            .GroupBy(word => word.Name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Value, StringComparer.Ordinal);
        return new Language(language.Tag, language.Name, language.Direction, words);
    }

    private sealed record Language(string Tag, string Name, string Direction, IReadOnlyDictionary<string, string> Words);
}
