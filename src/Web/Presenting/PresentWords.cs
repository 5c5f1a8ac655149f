namespace PbDecisionDay.Web.Presenting;

/// <summary>Words of the presenter's page: <c>PresentWords.resx</c>.</summary>
public sealed class PresentWords;
