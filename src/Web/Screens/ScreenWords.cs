namespace PbDecisionDay.Web.Screens;

/// <summary>Words of the hall's screens: <c>ScreenWords.resx</c>.</summary>
public sealed class ScreenWords;
