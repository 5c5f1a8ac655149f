namespace PbDecisionDay.Web.Outcomes;

/// <summary>Words of the page that says what became of one project and why: <c>OutcomeWords.resx</c> and its translations.</summary>
public sealed class OutcomeWords;
