namespace PbDecisionDay.Web.Resources;

/// <summary>Words of the door and the pairing of stations: <c>Door.resx</c>.</summary>
public sealed class Door;
