using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.PlainRules;
using Words = PbDecisionDay.Rules.Text.Words;

namespace PbDecisionDay.Web.Console;

/// <summary>What becomes final when a day is published, as whoever publishes it and whoever signs beside them read it.</summary>
internal static class PublishingLines
{
    /// <summary>The sentences.</summary>
    /// <param name="day">A draft.</param>
    /// <param name="draft">What its proposals add to the rules, in words.</param>
    /// <param name="approvers">Who may approve the day's steps if it is published now.</param>
    /// <param name="say">The console's words.</param>
    /// <param name="rules">The words of rules.</param>
    public static IEnumerable<string> Of(
        DayView day, IEnumerable<string> draft, IReadOnlyList<OrganiserView> approvers, IStringLocalizer say, IStringLocalizer<RuleWords> rules)
    {
        yield return say["Step.published.Proposals", day.Proposals.Length];
        yield return say["Step.published.When", ReadableDate.Of(day.Settings.Date), Isolated.Of(day.Settings.Hours), Isolated.Of(day.Settings.Place), day.Settings.TimeZone];
        foreach (var chosen in new[] { $"CheckIn.{Words.Of(day.Settings.CheckIn)}", $"VotesFrom.{Words.Of(day.Settings.VotesFrom)}" })
            yield return $"{say[chosen].Value.TrimEnd('.')}. {say[$"{chosen}.More"].Value}";
        yield return say["Step.published.Languages", string.Join(", ", day.Settings.Languages.Select(SiteLanguage.NameOf))];
        foreach (var pot in day.Settings.Pots) yield return say["Step.published.Pot", Isolated.Of(pot.Name), Money.Format(pot.Amount, day.Settings.Currency)];
        foreach (var line in RulesInWords.Of(day.Settings.Rules, rules)) yield return line;
        foreach (var line in draft) yield return line;
        yield return say["Step.published.Site", day.Site];
        if (day.Rehearsal) yield break;
        yield return say["Task.projects.Mind"];
        yield return approvers.Count < 2
            ? say["Step.published.TooFewApprovers", approvers.Count]
            : say["Step.published.Approvers", string.Join(", ", approvers.Select(organiser => Isolated.Of(organiser.Name)))];
        if (approvers.Count == 2) yield return say["Step.published.TwoApprovers"];
        yield return day.Settings.Witnesses.IsEmpty
            ? say["Step.published.NoWitness"]
            : say["Step.published.Witnesses", string.Join("; ", day.Settings.Witnesses.Select(witness => Isolated.Of($"{witness.Key}, {witness.Address}")))];
    }
}
