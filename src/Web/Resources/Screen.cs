namespace PbDecisionDay.Web.Resources;

/// <summary>Words of the hall's screens: <c>Screen.resx</c>.</summary>
public sealed class Screen;
