namespace PbDecisionDay.Web.Demo;

/// <summary>Words of the demo's page: <c>DemoWords.resx</c>.</summary>
public sealed class DemoWords;
