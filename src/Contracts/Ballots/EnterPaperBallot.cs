using Orleans;

namespace PbDecisionDay.Contracts.Ballots;

/// <summary>The entering of a paper ballot, or the correction of one that was entered under the same batch and number.</summary>
/// <param name="Batch">The paper batch's name, 1 to 32 of <c>[a-z0-9-]</c>, first a letter or digit.</param>
/// <param name="Number">The slip's number in its batch, 1 to 9,999,999, given after the box was emptied and mixed.</param>
/// <param name="Ballot">The canonical ballot.</param>
[GenerateSerializer, Immutable, Alias("pbdd.EnterPaperBallot")]
public sealed record EnterPaperBallot(
    [property: Id(0)] string Batch,
    [property: Id(1)] int Number,
    [property: Id(2)] string Ballot)
{
    /// <summary>Whether it may correct a ballot that was entered under this number.</summary>
    [Id(3)]
    public bool MayCorrect { get; init; }
}
