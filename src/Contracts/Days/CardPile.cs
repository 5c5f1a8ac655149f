using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;

namespace PbDecisionDay.Contracts.Days;

/// <summary>How many cards of a pile are left to hand out.</summary>
/// <param name="Batch">The batch that it is; empty where it is several batches that nobody tells apart, or the tubs from which people draw.</param>
/// <param name="Label">Who hands it out, as the organisers wrote: all batches of one label are one pile; <c>null</c> where nobody said.</param>
/// <param name="Station">The public id of the door it is kept for; empty for any.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Cards">How many it had.</param>
/// <param name="Left">How many are left.</param>
public sealed record CardPile(string Batch, string? Label, string Station, CardPileKind Kind, long Cards, long Left)
{
    /// <summary>Below so many a pile is low, however small it was.</summary>
    public const long FewestLeft = 10;

    /// <summary>Whether it is low: fewer than ten cards are left, or fewer than a tenth of the pile. One that is for exchanges or for times without a network is not watched.</summary>
    public bool IsLow => Kind == CardPileKind.People && (Left < FewestLeft || 10 * Left < Cards);

    /// <summary>The piles of a day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="box">Its box, over all logs.</param>
    /// <param name="ways">Its batches in counts, over all logs.</param>
    /// <param name="register">The register's totals.</param>
    public static ImmutableArray<CardPile> Of(DayView day, BoxStatus box, BoxWays ways, RegisterTotals register)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(box);
        ArgumentNullException.ThrowIfNull(ways);
        ArgumentNullException.ThrowIfNull(register);
        var usable = ways.Cards.ToDictionary(batch => batch.Batch, batch => (long)batch.Usable, StringComparer.Ordinal);
        var standing = box.Batches.Where(batch => !batch.Spoilt).ToArray();
        var people = standing.Where(batch => KindOf(batch.Batch) == CardPileKind.People).ToArray();
        var own = standing.Where(batch => KindOf(batch.Batch) != CardPileKind.People).Select(batch => Pile(batch, KindOf(batch.Batch)));
        return day.Settings.CheckIn == CheckInMode.Register
            ? [.. Tubs(people), .. own]
            : [.. people.GroupBy(batch => day.LabelOf(batch.Batch)).OrderBy(pile => pile.Key is null).Select(Together), .. own];

        // A batch that is used up is no alarm where the same hands have the next one.
        CardPile Together(IGrouping<string?, BatchStatus> batches) => new(
            "", batches.Key, "", CardPileKind.People, batches.Sum(batch => batch.Cards), batches.Sum(batch => Math.Max(0, batch.Cards - usable.GetValueOrDefault(batch.Batch))));

        CardPile Pile(BatchStatus batch, CardPileKind kind) => new(
            batch.Batch, day.LabelOf(batch.Batch), StationOf(day, batch.Batch), kind, batch.Cards,
            // What a door has handed out of its own pile without a network, it alone knows.
            kind == CardPileKind.Door ? batch.Cards : Math.Max(0, batch.Cards - usable.GetValueOrDefault(batch.Batch)));

        // People draw from them: nobody knows of which batch a card was.
        IEnumerable<CardPile> Tubs(BatchStatus[] batches) =>
            batches.Where(batch => batch.Active).Sum(batch => batch.Cards) is var cards && cards > 0
                ? [new CardPile("", null, "", CardPileKind.People, cards, Math.Max(0, cards - register.Drew))]
                : [];
    }

    private static CardPileKind KindOf(string batch) =>
        AddBatch.IsForExchange(batch) ? CardPileKind.Exchange : AddBatch.IsKeptForDoor(batch) ? CardPileKind.Door : CardPileKind.People;

    private static string StationOf(DayView day, string batch) =>
        day.Stations.FirstOrDefault(station => batch.StartsWith(AddBatch.PileOf(station.Station), StringComparison.Ordinal))?.Station ?? "";
}

/// <summary>What a pile of cards is for.</summary>
public enum CardPileKind
{
    /// <summary>For people who have none.</summary>
    People,

    /// <summary>In place of cards that were lost or opened as a test.</summary>
    Exchange,

    /// <summary>For one door, while it has no network.</summary>
    Door,
}
