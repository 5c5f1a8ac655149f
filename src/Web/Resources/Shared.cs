namespace PbDecisionDay.Web.Resources;

/// <summary>Words of the frame round every page: <c>Shared.resx</c>.</summary>
public sealed class Shared;
