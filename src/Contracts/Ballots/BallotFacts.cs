using Orleans;

namespace PbDecisionDay.Contracts.Ballots;

/// <summary>What the published ballots say of the day beside its paper and rules. From the frozen settings alone, so that it never changes.</summary>
/// <param name="Description">One line on what was voted on.</param>
/// <param name="Country">The country; may be empty.</param>
/// <param name="Unit">Who held the vote.</param>
/// <param name="Instance">Which vote of theirs.</param>
/// <param name="DateBegin">The first day of voting as <c>yyyy-MM-dd</c>.</param>
/// <param name="DateEnd">The last day of voting as <c>yyyy-MM-dd</c>.</param>
[GenerateSerializer, Immutable, Alias("pbdd.BallotFacts")]
public sealed record BallotFacts(
    [property: Id(0)] string Description,
    [property: Id(1)] string Country,
    [property: Id(2)] string Unit,
    [property: Id(3)] string Instance,
    [property: Id(4)] string DateBegin,
    [property: Id(5)] string DateEnd);
