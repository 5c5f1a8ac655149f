using Orleans;

namespace PbDecisionDay.Contracts.Days;

/// <summary>
/// The flat colour that a day's pages stand on. Each is dark enough for white words, or light enough for dark ones, at 7:1 and more, in the light theme and the
/// dark one: <c>tokens.css</c>.
/// </summary>
[GenerateSerializer, Alias("pbdd.DayColour")]
public enum DayColour
{
    /// <summary>A dark green.</summary>
    Pine,

    /// <summary>A dark blue.</summary>
    Sea,

    /// <summary>A dark violet.</summary>
    Plum,

    /// <summary>A dark red, towards blue.</summary>
    Berry,

    /// <summary>A dark red, towards yellow.</summary>
    Brick,

    /// <summary>A light yellow, with dark words; in the dark theme a dark one.</summary>
    Sun,
}
