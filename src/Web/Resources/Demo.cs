namespace PbDecisionDay.Web.Resources;

/// <summary>Words of the demo's page: <c>Demo.resx</c>.</summary>
public sealed class Demo;
