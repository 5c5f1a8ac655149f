using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Days;

/// <summary>What the published ballots say of a day: from settings that were frozen when it was published, so that it never changes.</summary>
internal static class DayFacts
{
    public static BallotFacts Of(DayState day)
    {
        var (settings, origin) = (day.Settings, day.Created!.Origin);
        var title = settings.Title.Single(title => string.Equals(title.Language, settings.Languages[0], StringComparison.Ordinal)).Text;
        // The settings name no country but by their money; the council is known by the address that its residents open.
        return new BallotFacts(
            $"{title}, {settings.Place}", Currencies.CountryOf(settings.Currency) ?? "", origin[..origin.LastIndexOf('/')],
            title, settings.Date, settings.Date);
    }
}
