using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Rehearsal.Planning;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>A voter with the card in their hand.</summary>
internal sealed class Holder(Voter voter, Card card)
{
    public Voter Voter { get; } = voter;

    /// <summary>The card they hold now.</summary>
    public Card Card { get; private set; } = card;

    /// <summary>The card they lost, or null.</summary>
    public Card? Lost { get; private set; }

    /// <summary>The receipt for the card they handed in for a slip of paper, or null.</summary>
    public Receipt? HandedIn { get; private set; }

    /// <summary>The card that a door took in after a challenge that left it no vote, or null.</summary>
    public Card? TakenIn { get; private set; }

    /// <summary>Takes another card for one that a door took in.</summary>
    public void Exchange(Card other) => (TakenIn, Card) = (Card, other);

    /// <summary>Notes that the card was handed in.</summary>
    public void HandIn(Receipt receipt) => HandedIn = receipt;

    /// <summary>Takes a spare for a card that was lost.</summary>
    public void Take(Card spare) => (Lost, Card) = (Card, spare);
}
