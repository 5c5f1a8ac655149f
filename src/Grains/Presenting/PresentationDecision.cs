using System.Globalization;
using PbDecisionDay.Contracts.Presenting;
using PbDecisionDay.Grains.Texts;

namespace PbDecisionDay.Grains.Presenting;

/// <summary>Whether something may be shown, the first problem as a sentence for a person. Pure: no clock, no storage, no other grain.</summary>
internal static class PresentationDecision
{
    public static string? Turn(PresentedDeck deck, int page) =>
        deck is not (PresentedDeck.Papers or PresentedDeck.Result) ? "Say whether a page of the papers or of the result is shown."
        : page is < 0 or > IPresentationGrain.MostPages ? $"A page is between 0 and {IPresentationGrain.MostPages}."
        : null;

    public static string? Announce(Announcement announcement)
    {
        if (announcement.Minutes < 0 || announcement.Minutes > (announcement.LastCall.Length > 0 ? IPresentationGrain.LongestLastCall : IPresentationGrain.LongestAnnounced)) return $"An announcement stands for 1 to {IPresentationGrain.LongestAnnounced} minutes, or until it is taken off.";
        if (announcement.LastCall.Length > 0)
            return TimeOnly.TryParseExact(announcement.LastCall, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? null : "Say when voting ends by the clock, such as 14:45.";
        if (announcement.Texts.IsDefaultOrEmpty || announcement.Texts.Any(text => string.IsNullOrWhiteSpace(text.Text))) return "Write what the screens shall say.";
        foreach (var text in announcement.Texts)
        {
            if (!LanguageTag.IsValid(text.Language)) return $"'{text.Language}' is not a language tag, such as en, gd or zh-Hant.";
            if (PlainText.LineProblem(text.Text, IPresentationGrain.LongestAnnouncement, "The announcement") is { } problem) return problem;
        }
        return null;
    }

    public static string? BeginTalk(string proposal, int seconds) =>
        proposal.Length == 0 ? "Choose whose minutes begin."
        : seconds is < 1 or > IPresentationGrain.LongestTalk ? "A group has between one second and an hour."
        : null;
}
