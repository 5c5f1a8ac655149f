namespace PbDecisionDay.Web.PlainRules;

/// <summary>Words of a day's rules, which <see cref="RulesInWords"/> puts together: <c>RuleWords.resx</c>.</summary>
public sealed class RuleWords;
