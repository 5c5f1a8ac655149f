namespace PbDecisionDay.Web.Localisation;

/// <summary>Words of the residents' pages and of the refusals they can meet: <c>ResidentWords.resx</c>.</summary>
public sealed class ResidentWords;
