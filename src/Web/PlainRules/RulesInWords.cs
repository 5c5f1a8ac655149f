using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.PlainRules;

/// <summary>
/// Rules of every kind as plain sentences, wherever a day's rules are told: console, statement, stalls and audit. All that can change
/// what becomes of a vote is said; the day's languages are not. What is frozen and without effect under the rule is left out.
/// </summary>
public static class RulesInWords
{
    /// <summary>The sentences; one that says so where the rules cannot be read.</summary>
    public static IReadOnlyList<string> Of(string text, IStringLocalizer<RuleWords> say)
    {
        ArgumentNullException.ThrowIfNull(say);
        return FrozenRules.TryParse(text, out var rules, out var problem) ? Of(rules!, say) : [say["Unreadable", problem ?? ""]];
    }

    /// <summary>The sentences.</summary>
    public static IReadOnlyList<string> Of(FrozenRules rules, IStringLocalizer<RuleWords> say)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return
        [
            .. Ballot(rules.Form, say),
            say[rules.Replacement ? "Ballot.Replaced" : "Ballot.Final"],
            .. Sharing(rules.Allocation, rules.Form.Kind, say),
            .. Least(rules.Allocation, say),
            .. Ties(rules.Allocation, say),
            say[$"Live.{Words.Of(rules.Live)}"],
            .. Changes(rules, say),
        ];
    }

    /// <summary>What the limits of groups say; nothing of a group without one.</summary>
    public static IEnumerable<string> Of(IEnumerable<Group> groups, string currency, IStringLocalizer<RuleWords> say)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(say);
        foreach (var group in groups)
        {
            if (group.MostProjects > 0) yield return say["Limit.Projects", Isolated.Of(group.Title), group.MostProjects];
            if (group.MostMoney > 0) yield return say["Limit.Money", Isolated.Of(group.Title), Money.Format(group.MostMoney, currency)];
        }
    }

    /// <summary>Which projects exclude each other.</summary>
    public static IEnumerable<string> Of(IEnumerable<(string One, string Other)> pairs, IStringLocalizer<RuleWords> say)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(say);
        return pairs.Select(pair => say["Exclusive", Isolated.Of(pair.One), Isolated.Of(pair.Other)].Value);
    }

    /// <summary>What a frozen paper adds to the rules: limits of groups, and projects that exclude each other, in the reader's language.</summary>
    public static IEnumerable<string> Of(Paper paper, IStringLocalizer<RuleWords> say)
    {
        ArgumentNullException.ThrowIfNull(paper);
        var language = SiteLanguage.Current.Written;
        return
        [
            .. Of(paper.Groups, paper.Currency, say),
            .. Of(from one in paper.Proposals
                  from other in one.Conflicts
                  where string.CompareOrdinal(one.Id, other) < 0
                  select (one.TitleIn(language), paper.Find(other)!.TitleIn(language)), say),
            .. paper.Pots.Length > 1 ? [say["Pots.Alone"].Value] : Array.Empty<string>(),
        ];
    }

    // What may change after the paper was fixed; with live standings or bands nothing but a group's own withdrawal, once voting has opened.
    private static IEnumerable<string> Changes(FrozenRules rules, IStringLocalizer say)
    {
        var shown = rules.Live != LiveResults.Turnout;
        yield return say[$"Money.{(shown && rules.Money != MoneyChanges.Never ? "until-open" : Words.Of(rules.Money))}"];
        yield return say[$"Withdrawal.{Words.Of(rules.Withdrawal)}"];
        if (shown && rules.Withdrawal is Withdrawals.UntilLast or Withdrawals.UntilMix) yield return say["Withdrawal.Group"];
    }

    private static IEnumerable<string> Ballot(BallotForm form, IStringLocalizer say)
    {
        yield return say[$"Ballot.{Words.Of(form.Kind)}", form.Top];
        yield return say[$"Ballot.Number.{Number(form)}", form.Least == 1 && form.Most > 1 ? form.Most : form.Least, form.Most];
        if (form.Extra is { } extra) yield return say["Ballot.Extra", Isolated.Of(extra.Group), extra.Votes];
        if (form.PerPot) yield return say["Ballot.PerPot"];
        if (form.Knapsack) yield return say["Ballot.Knapsack"];
        yield return say["Ballot.Blank"];
    }

    private static string Number(BallotForm form) => form switch
    {
        { Least: 1, Most: 0 } => "any",
        { Most: 0 } => "at-least",
        { Most: var most, Least: var least } when most == least => "exactly",
        { Least: 1 } => "up-to",
        _ => "between",
    };

    private static IEnumerable<string> Sharing(RuleSettings settings, BallotKind kind, IStringLocalizer say)
    {
        yield return say[$"Sharing.{Words.Of(settings.Rule)}"];
        if (kind == BallotKind.Rank && settings.CountsPoints) yield return say["Sharing.PlacePoints"];
        if (settings.Rule == AllocationRule.EqualShares)
        {
            yield return say[$"Worth.{Words.Of(settings.Utility)}"];
            if (settings.Completion is Completion.Add1 or Completion.Add1Greedy)
                foreach (var sentence in Rise(settings, say)) yield return sentence;
            if (settings.Completion is Completion.None or Completion.Add1)
            {
                // No project is looked at that costs more than is left: what its supporters hold decides.
                yield return say["Rest.None"];
                yield break;
            }
            yield return say[settings.CountsPoints ? "Rest.ByPoints" : "Rest.ByVotes"];
        }
        yield return say[$"Dear.{Words.Of(settings.Marginal.Kind)}", settings.Marginal.Percent];
    }

    private static IEnumerable<string> Rise(RuleSettings settings, IStringLocalizer say)
    {
        yield return say[$"Rise.From.{Words.Of(settings.Add1Start)}"];
        yield return say["Rise.Again"];
        yield return settings.Add1Stop == Add1Stop.Exhaustive
            ? say[$"Rise.Until.exhaustive.{Words.Of(settings.Add1Start)}"]
            : say[$"Rise.Until.{Words.Of(settings.Add1Stop)}"];
        yield return say["Rise.Always"];
    }

    private static IEnumerable<string> Least(RuleSettings settings, IStringLocalizer say)
    {
        if (settings.Threshold > 0) yield return say[settings.CountsPoints ? "Least.Points" : "Least.Votes", settings.Threshold];
        if (settings.ThresholdPercent > 0) yield return say["Least.Percent", settings.ThresholdPercent];
        if (settings.Rule == AllocationRule.AverageScore && settings.FloorHundredths > 0)
            yield return say["Least.Average", settings.FloorHundredths / 100m];
        if (settings.CapPercent > 0) yield return say["Cap", settings.CapPercent];
        yield return say[settings.FundsUnsupported ? "Unsupported.yes" : "Unsupported.no"];
    }

    private static IEnumerable<string> Ties(RuleSettings settings, IStringLocalizer say)
    {
        yield return say["Ties", InTurn(settings.Ties, say)];
        bool completed = settings.Rule == AllocationRule.EqualShares && settings.Completion is Completion.Greedy or Completion.Add1Greedy;
        if (completed && !settings.CompletionTies.IsEmpty) yield return say["Ties.Rest", InTurn(settings.CompletionTies, say)];
    }

    private static string InTurn(ImmutableArray<TieBreak> ties, IStringLocalizer say) => ties
        .Select(tie => say[$"Tie.{Words.Of(tie.Kind)}", tie.Seed].Value)
        .Aggregate((before, next) => say["Ties.Then", before, next]);
}
