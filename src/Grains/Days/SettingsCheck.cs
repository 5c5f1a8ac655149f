using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Days;

/// <summary>
/// Whether settings may stand, each problem as a sentence for a person. A draft may have gaps but nothing wrong;
/// what is published has neither.
/// </summary>
internal static class SettingsCheck
{
    private const int LongestText = 120, FirstYear = 2000, LastYear = 2199;

    /// <summary>The first thing that is wrong, gaps aside; <c>null</c> if nothing is.</summary>
    public static WrongMember? Wrong(DaySettings settings) =>
        WrongMember.Of(Unset(settings), null)
        ?? WrongMember.Of(Languages(settings.Languages), nameof(settings.Languages))
        ?? WrongMember.Of(Titles(settings), nameof(settings.Title))
        ?? WrongMember.Of(settings.EntryQuestion is { } question ? Long(question, "The question at the door") : null, nameof(settings.EntryQuestion))
        ?? WrongMember.Of(Questions(settings), nameof(settings.EntryTranslations))
        ?? WrongMember.Of(
            Enum.IsDefined(settings.VotesFrom) ? null : "Say from when on votes are taken: from the opening, or after the last group.", nameof(settings.VotesFrom))
        ?? WrongMember.Of(Long(settings.Place, "The place"), nameof(settings.Place))
        ?? WrongMember.Of(Long(settings.Hours, "The voting hours"), nameof(settings.Hours))
        ?? WrongMember.Of(Date(settings.Date), nameof(settings.Date))
        ?? WrongMember.Of(Zone(settings.TimeZone), nameof(settings.TimeZone))
        ?? WrongMember.Of(Currency(settings.Currency), nameof(settings.Currency))
        ?? WrongMember.Of(Pots(settings.Pots), nameof(settings.Pots))
        ?? WrongMember.Of(Venues(settings.Venues), nameof(settings.Venues))
        ?? WrongMember.Of(Witnesses(settings.Witnesses), nameof(settings.Witnesses))
        ?? WrongMember.Of(Enum.IsDefined(settings.Colour) ? null : "Choose a colour of the list.", nameof(settings.Colour))
        ?? WrongMember.Of(Limits(settings.Limits ?? []), nameof(settings.Limits))
        ?? WrongMember.Of(Rules(settings.Rules), nameof(settings.Rules));

    /// <summary>The first thing that is missing for publishing, of settings with nothing wrong; <c>null</c> if nothing is.</summary>
    public static string? Missing(DaySettings settings) => settings switch
    {
        { Languages.IsEmpty: true } => "Choose at least one language.",
        _ when settings.Languages.Where(language => !HasTitle(settings, language)).FirstOrDefault() is { } language => $"Give the day a title in the language '{language}'.",
        { Place: "" } => "Say where the day is held.",
        { Date: "" } => "Give the date.",
        { Hours: "" } => "Say when people can vote.",
        { TimeZone: "" } => "Choose the time zone.",
        { Currency: "" } => "Choose the currency.",
        { Pots.IsEmpty: true } => "Enter at least one pot of money.",
        { Venues.IsEmpty: true } => "Enter at least one place where people can vote.",
        { Rules: "" } => "Choose how people vote and how the money is shared out.",
        _ => null,
    };

    private static bool HasTitle(DaySettings settings, string language) =>
        settings.Title.Any(title => string.Equals(title.Language, language, StringComparison.Ordinal));

    private static string? Unset(DaySettings settings) =>
        settings.Title.IsDefault || settings.Languages.IsDefault || settings.Pots.IsDefault || settings.Venues.IsDefault || settings.Witnesses.IsDefault
            ? "The title, languages, pots, venues and witnesses have to be lists; send an empty list for none."
            : null;

    private static string? Languages(ImmutableArray<string> languages) =>
        languages.FirstOrDefault(tag => !LanguageTag.IsValid(tag)) is { } tag ? $"'{tag}' is not a language tag, such as en, gd or zh-Hant."
        : Twice(languages) is { } twice ? $"The language '{twice}' is chosen twice."
        : null;

    private static string? Titles(DaySettings settings)
    {
        if (Twice(settings.Title.Select(title => title.Language)) is { } twice) return $"The day has two titles in the language '{twice}'.";
        foreach (var title in settings.Title)
        {
            if (!settings.Languages.Contains(title.Language, StringComparer.Ordinal)) return $"The day has a title in '{title.Language}', which is not one of its languages.";
            if (string.IsNullOrWhiteSpace(title.Text)) return $"The day's title in '{title.Language}' is empty.";
            if (Long(title.Text, $"The day's title in '{title.Language}'") is { } problem) return problem;
        }

        return null;
    }

    private static string? Questions(DaySettings settings)
    {
        if (settings.EntryTranslations.IsDefaultOrEmpty) return null;
        if (settings.EntryQuestion is null || settings.Languages.IsEmpty) return "Give the question at the door in the day's default language too.";
        if (Twice(settings.ListEntryQuestions().Select(question => question.Language)) is { } twice) return $"The question at the door stands twice in the language '{twice}'.";
        foreach (var (language, text) in settings.EntryTranslations)
        {
            if (!settings.Languages.Contains(language, StringComparer.Ordinal)) return $"The question at the door stands in '{language}', which is not one of the day's languages.";
            if (string.IsNullOrWhiteSpace(text)) return $"The question at the door is empty in '{language}'.";
            if (Long(text, $"The question at the door in '{language}'") is { } problem) return problem;
        }

        return null;
    }

    // A year that nobody means is a slip of the pen, and what is reckoned from the date has to stay a date.
    private static string? Date(string date) =>
        date.Length == 0 ? null
        : !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? $"'{date}' is not a date; write it as 2026-05-30."
        : day.Year is < FirstYear or > LastYear ? $"'{date}' is no year for a decision day: take one from {FirstYear} to {LastYear}."
        : null;

    private static string? Zone(string zone) =>
        zone.Length == 0 || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)
            ? null
            : $"This machine knows no time zone '{zone}'; choose one such as Europe/London.";

    private static string? Currency(string code) =>
        code.Length == 0 || Currencies.DigitsOf(code) is not null
            ? null
            : $"'{code}' is no currency that money can be paid in; give its code of three capital letters, for example GBP.";

    private static string? Pots(ImmutableArray<PotSetting> pots)
    {
        if (Twice(pots.Select(pot => pot.Id)) is { } twice) return $"Two pots have the id '{twice}'.";
        foreach (var pot in pots)
        {
            if (Place("pot", pot.Id, pot.Name) is { } problem) return problem;
            if (pot.Amount <= 0) return $"The pot '{pot.Id}' has to hold more than nothing.";
            if (pot.Amount > Paper.MostMoney) return $"The pot '{pot.Id}' holds more than {Paper.MostMoney:#,0} minor units, which is the most of a day.";
        }

        return pots.Aggregate((Int128)0, (sum, pot) => sum + pot.Amount) > Paper.MostMoney
            ? $"The pots together hold more than {Paper.MostMoney:#,0} minor units, which is the most of a day."
            : null;
    }

    private static string? Venues(ImmutableArray<VenueSetting> venues) =>
        Twice(venues.Select(venue => venue.Id)) is { } twice
            ? $"Two venues have the id '{twice}'."
            : venues.Select(venue => Place("venue", venue.Id, venue.Name)).FirstOrDefault(problem => problem is not null);

    private static string? Witnesses(ImmutableArray<NamedWitness> witnesses) =>
        witnesses.Length > BoxWitnesses.Most ? $"A day has at most {BoxWitnesses.Most} witnesses."
        : Twice(witnesses.Select(witness => witness.Name)) is { } twice ? $"The witness {twice} is named twice."
        : witnesses.Select(BoxWitnesses.Problem).FirstOrDefault(problem => problem is not null);

    private static string? Limits(ImmutableArray<GroupLimit> limits) =>
        limits.IsDefault ? "The limits have to be a list; leave them out for none."
        : Twice(limits.Select(limit => limit.Group)) is { } twice ? $"The group '{twice}' is limited twice."
        : limits.FirstOrDefault(limit => !ProjectId.IsValid(limit.Group)) is { } odd ? $"'{odd.Group}' is no group's id."
        : limits.FirstOrDefault(limit => limit.MostMoney is < 0 or > Paper.MostMoney || limit.MostProjects < 0) is { } wrong
            ? $"The limit of '{wrong.Group}' is an amount and a number of projects, 0 where there is none."
        : null;

    private static string? Rules(string text) =>
        text.Length == 0 ? null
        : !FrozenRules.TryParse(text, out var rules, out var problem) ? $"The rules cannot be read: {problem}"
        : rules!.Witnesses.IsEmpty ? null
        : "Witnesses are named beside the rules, each with an address, and put into the rules when the day is published.";

    private static string? Place(string kind, string id, string name) =>
        !DayId.IsSlug(id, 32) ? $"'{id}' cannot name a {kind}: take 1 to 32 of the characters a to z, 0 to 9 and the hyphen."
        : string.IsNullOrWhiteSpace(name) ? $"The {kind} '{id}' has no name."
        : Long(name, $"The name of the {kind} '{id}'");

    private static string? Long(string text, string what) => PlainText.LineProblem(text, LongestText, what);

    /// <summary>The settings with every text composed, see <see cref="PlainText.Composed"/>.</summary>
    public static DaySettings Composed(DaySettings settings) => Unset(settings) is not null ? settings : settings with
    {
        Title = [.. settings.Title.Select(title => title with { Text = PlainText.Composed(title.Text) })],
        Place = PlainText.Composed(settings.Place),
        Hours = PlainText.Composed(settings.Hours),
        Pots = [.. settings.Pots.Select(pot => pot with { Name = PlainText.Composed(pot.Name) })],
        Venues = [.. settings.Venues.Select(venue => venue with { Name = PlainText.Composed(venue.Name) })],
        EntryQuestion = settings.EntryQuestion is { } question ? PlainText.Composed(question) : null,
        EntryTranslations = settings.EntryTranslations.IsDefaultOrEmpty
            ? default
            : [.. settings.EntryTranslations.Select(text => text with { Text = PlainText.Composed(text.Text) })],
    };

    private static string? Twice(IEnumerable<string> ids) =>
        ids.GroupBy(id => id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
}
