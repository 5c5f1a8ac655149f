namespace PbDecisionDay.Web.Resources;

/// <summary>Words of the organisers' console: <c>Console.resx</c>.</summary>
public sealed class Console;
