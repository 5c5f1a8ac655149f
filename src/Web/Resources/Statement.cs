namespace PbDecisionDay.Web.Resources;

/// <summary>Words of the statement of result, which is public, and of what stands on it: <c>Statement.resx</c>.</summary>
public sealed class Statement;
