namespace PbDecisionDay.Web.Console;

/// <summary>Words of the organisers' console: <c>ConsoleWords.resx</c>.</summary>
public sealed class ConsoleWords;
