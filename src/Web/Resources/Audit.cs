namespace PbDecisionDay.Web.Resources;

/// <summary>Words of the auditor's page: <c>Audit.resx</c>.</summary>
public sealed class Audit;
