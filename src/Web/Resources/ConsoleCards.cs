namespace PbDecisionDay.Web.Resources;

/// <summary>Words printed on cards and passes: <c>ConsoleCards.resx</c>.</summary>
public sealed class ConsoleCards;
