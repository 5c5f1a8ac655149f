namespace PbDecisionDay.Web.Resources;

/// <summary>Words of the residents' pages and of the refusals they can meet: <c>Resident.resx</c>.</summary>
public sealed class Resident;
