using Orleans;

namespace PbDecisionDay.Contracts.Days.Openings;

/// <summary>That the openings of a day left the service: for an appointed auditor, or in a dispute.</summary>
/// <param name="Reason">Who gets them and why, as it was typed.</param>
/// <param name="By">The organiser's id.</param>
/// <param name="SecondBy">The second organiser's id.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("pbdd.OpeningsRelease")]
public sealed record OpeningsRelease(
    [property: Id(0)] string Reason,
    [property: Id(1)] string By,
    [property: Id(2)] string SecondBy,
    [property: Id(3)] DateTimeOffset At);
