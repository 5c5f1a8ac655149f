using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Contracts.Running;

/// <summary>Something that happened, to write down.</summary>
/// <param name="Clock">When it happened, by the hall's clock, as <c>14:05</c>.</param>
/// <param name="Place">Where: a venue, a station.</param>
/// <param name="What">What happened.</param>
/// <param name="Handled">What was done; may be empty.</param>
[GenerateSerializer, Immutable, Alias("pbdd.WriteIncident")]
public sealed record WriteIncident([property: Id(0)] string Clock, [property: Id(1)] string Place, [property: Id(2)] string What, [property: Id(3)] string Handled);

/// <summary>An entry of the incident book.</summary>
/// <param name="Id">Its id: its number in the book.</param>
/// <param name="Told">What was written down.</param>
/// <param name="By">The id of the organiser who wrote it.</param>
/// <param name="At">When it was written.</param>
/// <param name="Additions">What was added later, the oldest first.</param>
[GenerateSerializer, Immutable, Alias("pbdd.Incident")]
public sealed record Incident(
    [property: Id(0)] string Id,
    [property: Id(1)] WriteIncident Told,
    [property: Id(2)] string By,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] ImmutableArray<IncidentAddition> Additions);

/// <summary>What was added to an entry.</summary>
/// <param name="Text">What.</param>
/// <param name="By">The organiser's id.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("pbdd.IncidentAddition")]
public sealed record IncidentAddition([property: Id(0)] string Text, [property: Id(1)] string By, [property: Id(2)] DateTimeOffset At);
