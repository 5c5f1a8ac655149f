namespace PbDecisionDay.Web.Audit;

/// <summary>Words of the auditor's page: <c>AuditWords.resx</c>.</summary>
public sealed class AuditWords;
