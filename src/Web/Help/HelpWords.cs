namespace PbDecisionDay.Web.Help;

/// <summary>Words of the role cards: <c>HelpWords.resx</c>.</summary>
public sealed class HelpWords;
