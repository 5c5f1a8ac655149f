namespace PbDecisionDay.Web.Papers;

/// <summary>Words of typing paper slips in: <c>PaperWords.resx</c>.</summary>
public sealed class PaperWords;
