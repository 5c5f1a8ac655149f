namespace PbDecisionDay.Web.Stations;

/// <summary>Words of pairing a station: <c>StationWords.resx</c>.</summary>
public sealed class StationWords;
