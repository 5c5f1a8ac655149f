namespace PbDecisionDay.Web.Organisers;

/// <summary>What organisers are refused, in the console and through the API alike: <c>OrganiserWords.resx</c>.</summary>
public sealed class OrganiserWords;
