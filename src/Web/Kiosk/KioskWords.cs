namespace PbDecisionDay.Web.Kiosk;

/// <summary>Words of the kiosk: <c>KioskWords.resx</c>.</summary>
public sealed class KioskWords;
