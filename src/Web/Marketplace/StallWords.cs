namespace PbDecisionDay.Web.Marketplace;

/// <summary>The words of what a marketplace shows and asks beside the paper: <c>StallWords.resx</c> and its translations.</summary>
public sealed class StallWords;
