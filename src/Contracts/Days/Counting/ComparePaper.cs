using Orleans;

namespace PbDecisionDay.Contracts.Days.Counting;

/// <summary>What the hall found when a paper that the dice named was held beside its slip.</summary>
/// <param name="Batch">The paper batch's name.</param>
/// <param name="Number">The number inked on the slip.</param>
/// <param name="Same">Whether the slip says what was keyed; otherwise it says something else, or was not found.</param>
[GenerateSerializer, Immutable, Alias("pbdd.ComparePaper")]
public sealed record ComparePaper([property: Id(0)] string Batch, [property: Id(1)] int Number, [property: Id(2)] bool Same)
{
    /// <summary>Whether this is of a paper.</summary>
    public bool IsOf(string batch, int number) => Number == number && string.Equals(Batch, batch, StringComparison.Ordinal);
}
