using System.Collections.Concurrent;
using System.Collections.Immutable;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rehearsal.Planning;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>The cards of the day: one a voter, and for each that will be lost or taken in one of the batch for exchange, by whose name the service knows it.</summary>
internal sealed class CardBox
{
    /// <summary>The batch that is registered while people vote.</summary>
    public const string LateName = "late";

    private const string CardsName = "cards", SparesName = "exchange";

    /// <param name="crowd">Who comes.</param>
    /// <param name="origin">The log's name.</param>
    public CardBox(ImmutableArray<Voter> crowd, string origin)
    {
        Holders = [.. crowd.Select(voter => new Holder(voter, Card.Draw(origin)))];
        Card[] spares = [.. crowd.SelectMany(voter => Enumerable.Repeat(voter, (voter.LosesCard ? 1 : 0) + (voter is { Challenges: true, Way: Way.Kiosk } ? 1 : 0))).Select(_ => Card.Draw(origin))];
        Spares = new(spares);
        // The cards run out, and those who come last get others. A day does not open without any.
        bool runOut = Holders.Any(holder => holder.Voter.ComesLate) && !Holders.All(holder => holder.Voter.ComesLate);
        Late = runOut ? Manifest.Of(Holders.Where(holder => holder.Voter.ComesLate).Select(holder => holder.Card.Number)) : null;
        Batches = ImmutableSortedDictionary.Create<string, Manifest>(StringComparer.Ordinal)
            .Add(CardsName, Manifest.Of(Holders.Where(holder => !runOut || !holder.Voter.ComesLate).Select(holder => holder.Card.Number)))
            .Add(SparesName, Manifest.Of(spares.Select(card => card.Number)));
    }

    /// <summary>The voters with their cards, in the order of arrival.</summary>
    public ImmutableArray<Holder> Holders { get; }

    /// <summary>Those whose cards were handed in for paper, in the order of arrival. Of a day whose doors are closed.</summary>
    public IEnumerable<Holder> OnPaper => Holders.Where(holder => holder.HandedIn is not null);

    /// <summary>The spares that nobody holds yet.</summary>
    public ConcurrentQueue<Card> Spares { get; }

    /// <summary>The numbers of both batches that are registered before the day is published.</summary>
    public ImmutableSortedDictionary<string, Manifest> Batches { get; }

    /// <summary>The numbers of the batch that is registered while people vote, or null where nobody comes late.</summary>
    public Manifest? Late { get; }

    /// <summary>The numbers of every batch.</summary>
    public ImmutableSortedDictionary<string, Manifest> AllBatches => Late is { } late ? Batches.Add(LateName, late) : Batches;

    /// <summary>Every card that was handed out, those that were lost or taken in included. Of a day whose doors are closed.</summary>
    public Manifest Issued() => Manifest.Of(Holders.Select(holder => holder.Card.Number).Concat(Lost()).Concat(TakenIn()));

    /// <summary>The cards that a door took in after a challenge.</summary>
    public IReadOnlySet<Digest> TakenIn() => Holders.Select(holder => holder.TakenIn?.Number).OfType<Digest>().ToHashSet();

    /// <summary>The cards that were lost.</summary>
    public IReadOnlySet<Digest> Lost() => Holders.Select(holder => holder.Lost?.Number).OfType<Digest>().ToHashSet();
}
