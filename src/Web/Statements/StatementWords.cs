namespace PbDecisionDay.Web.Statements;

/// <summary>Words of the statement of result, which is public, and of what stands on it: <c>StatementWords.resx</c>.</summary>
public sealed class StatementWords;
