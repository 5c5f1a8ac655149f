using Orleans;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Contracts.Days.Openings;

/// <summary>That the openings of a day left the service: for an appointed auditor, or in a dispute.</summary>
/// <param name="To">For whom, as the log says it.</param>
/// <param name="Reason">Who gets them and why, as it was typed.</param>
/// <param name="By">The organiser's id.</param>
/// <param name="SecondBy">The second organiser's id.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("pbdd.OpeningsRelease")]
public sealed record OpeningsRelease(
    [property: Id(0)] ReleasedTo To,
    [property: Id(1)] string Reason,
    [property: Id(2)] string By,
    [property: Id(3)] string SecondBy,
    [property: Id(4)] DateTimeOffset At);
