using Microsoft.Extensions.Localization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Console;

/// <summary>Rules of every kind as sentences, for a page that shows them and does not change them.</summary>
internal static class RulesSentences
{
    /// <summary>The sentences; one that says so where the rules cannot be read.</summary>
    public static IEnumerable<string> Of(string text, IStringLocalizer say) =>
        FrozenRules.TryParse(text, out var rules, out var problem)
            ? Ballot(rules!.Form, say).Concat(Sharing(rules.Allocation, say))
            : [say["Rules.Unreadable", problem ?? ""]];

    private static IEnumerable<string> Ballot(BallotForm form, IStringLocalizer say)
    {
        yield return say[$"Rules.Say.{Words.Of(form.Kind)}", form.Top];
        yield return say["Rules.Say.Least", form.Least];
        yield return form.Most == 0 ? say["Rules.Say.NoMost"] : say["Rules.Say.Most", form.Most];
        if (form.PerPot) yield return say["Rules.Say.PerPot"];
        if (form.Knapsack) yield return say["Rules.Say.Knapsack"];
        if (form.Extra is { } extra) yield return say["Rules.Say.Extra", Isolated.Of(extra.Group), extra.Votes];
    }

    private static IEnumerable<string> Sharing(RuleSettings settings, IStringLocalizer say)
    {
        yield return say[$"Rules.Say.Rule.{Words.Of(settings.Rule)}"];
        if (settings.Rule == AllocationRule.EqualShares)
        {
            yield return say[$"Rules.Say.Utility.{Words.Of(settings.Utility)}"];
            yield return say[$"Rules.Say.Completion.{Words.Of(settings.Completion)}"];
        }
        yield return say[$"Rules.Say.Marginal.{Words.Of(settings.Marginal.Kind)}", settings.Marginal.Percent];
        if (settings.Threshold > 0) yield return say["Rules.Say.Threshold", settings.Threshold];
        if (settings.ThresholdPercent > 0) yield return say["Rules.Say.ThresholdPercent", settings.ThresholdPercent];
        if (settings.FloorHundredths > 0) yield return say["Rules.Say.Floor", settings.FloorHundredths];
        if (settings.CapPercent > 0) yield return say["Rules.Say.Cap", settings.CapPercent];
        if (settings.FundsUnsupported) yield return say["Rules.Say.Unsupported"];
        yield return say["Rules.Say.Ties", string.Join(", ", settings.Ties)];
        if (!settings.CompletionTies.IsEmpty) yield return say["Rules.Say.CompletionTies", string.Join(", ", settings.CompletionTies)];
    }
}
