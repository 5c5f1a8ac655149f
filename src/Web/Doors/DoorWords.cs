namespace PbDecisionDay.Web.Doors;

/// <summary>Words of the door and the pairing of stations: <c>DoorWords.resx</c>.</summary>
public sealed class DoorWords;
