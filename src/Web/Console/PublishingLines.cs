using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.PlainRules;

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
        foreach (var pot in day.Settings.Pots) yield return say["Step.published.Pot", Isolated.Of(pot.Name), Money.Format(pot.Amount, day.Settings.Currency)];
        foreach (var line in RulesInWords.Of(day.Settings.Rules, rules)) yield return line;
        foreach (var line in draft) yield return line;
        yield return say["Step.published.Site", day.Site];
        if (day.Rehearsal) yield break;
        yield return approvers.Count < 2
            ? say["Step.published.TooFewApprovers", approvers.Count]
            : say["Step.published.Approvers", string.Join(", ", approvers.Select(organiser => Isolated.Of(organiser.Name)))];
        if (approvers.Count == 2) yield return say["Step.published.TwoApprovers"];
        yield return day.Settings.Witnesses.IsEmpty
            ? say["Step.published.NoWitness"]
            : say["Step.published.Witnesses", string.Join("; ", day.Settings.Witnesses.Select(witness => Isolated.Of($"{witness.Key}, {witness.Address}")))];
    }
}
