using Microsoft.Extensions.Localization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Web.Statements;

/// <summary>Rules as sentences, for whoever is about to freeze them.</summary>
public static class RulesInWords
{
    /// <summary>The sentences; none where the rules cannot be read.</summary>
    public static IEnumerable<string> Of(string text, IStringLocalizer<StatementWords> say)
    {
        ArgumentNullException.ThrowIfNull(say);
        if (!FrozenRules.TryParse(text, out var rules, out _)) yield break;
        var (form, allocation) = (rules!.Form, rules.Allocation);
        yield return form.Most == 0 ? say["Rule.AtLeast", form.Least] : form.Least == form.Most ? say["Rule.Exactly", form.Most] : say["Rule.UpTo", form.Most];
        yield return say[rules.Replacement ? "Rule.Replacement" : "Rule.NoReplacement"];
        yield return say[$"Rule.Marginal.{Words.Of(allocation.Marginal.Kind)}"];
        if (allocation.Threshold > 0) yield return say["Rule.Threshold", allocation.Threshold];
        if (allocation.CapPercent > 0) yield return say["Rule.Cap", allocation.CapPercent];
        yield return say[$"Rule.Ties.{Words.Of(allocation.Ties[0].Kind)}", allocation.Ties[0].Seed];
        yield return say[$"Rule.Live.{Words.Of(rules.Live)}"];
    }
}
