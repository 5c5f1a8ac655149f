using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Contracts.Ballots;

/// <summary>
/// How the ballots of a box came. All numbers are counts, of what the log says for anyone to see; nothing says what a ballot names, nor at which station it
/// was cast, which nobody writes down.
/// </summary>
/// <param name="OnPhones">Counted casts of the versions 1 to 5: those that their card could still replace.</param>
/// <param name="Final">Counted casts of version 6: at a kiosk, with a helper, without script, or a phone's last.</param>
/// <param name="Cards">The batches of cards that vote in this log, in log order.</param>
/// <param name="Papers">The batches of paper slips that have entries, by name.</param>
[GenerateSerializer, Immutable, Alias("pbdd.BoxWays")]
public sealed record BoxWays(
    [property: Id(0)] int OnPhones,
    [property: Id(1)] int Final,
    [property: Id(2)] ImmutableArray<CardBatchWays> Cards,
    [property: Id(3)] ImmutableArray<PaperBatchWays> Papers)
{
    /// <summary>The boxes of a day together.</summary>
    public static BoxWays Sum(IEnumerable<BoxWays> boxes)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        return boxes.Aggregate(
            new BoxWays(0, 0, [], []),
            (sum, one) => new BoxWays(sum.OnPhones + one.OnPhones, sum.Final + one.Final, sum.Cards.AddRange(one.Cards), sum.Papers.AddRange(one.Papers)));
    }
}

/// <summary>A batch of cards, in counts.</summary>
/// <param name="Batch">Its id.</param>
/// <param name="Usable">Cards made usable.</param>
/// <param name="Counted">Cards whose ballot counts.</param>
/// <param name="Replaced">Casts that a later cast of the same card replaced.</param>
[GenerateSerializer, Immutable, Alias("pbdd.CardBatchWays")]
public sealed record CardBatchWays(
    [property: Id(0)] string Batch, [property: Id(1)] int Usable, [property: Id(2)] int Counted, [property: Id(3)] int Replaced);

/// <summary>A batch of paper slips, in counts.</summary>
/// <param name="Batch">Its name.</param>
/// <param name="Slips">Slips in the log.</param>
/// <param name="Blank">Those that name nothing; <c>null</c> once nobody here knows any more what they say.</param>
[GenerateSerializer, Immutable, Alias("pbdd.PaperBatchWays")]
public sealed record PaperBatchWays([property: Id(0)] string Batch, [property: Id(1)] int Slips, [property: Id(2)] int? Blank);
