using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;


namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>A card as its maker and its holder know it. Its secret never leaves this program.</summary>
internal sealed class Card
{
    private readonly DerivedCard derived;

    private Card(DerivedCard derived)
    {
        this.derived = derived;
        ShortNumber = Ledger.Cards.ShortNumber.Of(derived.Number).Symbols;
    }

    /// <summary>The number that the service may know.</summary>
    public Digest Number => derived.Number;

    /// <summary>What stands on the outside, for doors.</summary>
    public string ShortNumber { get; }

    /// <summary>Draws a new card for the log <paramref name="origin"/>.</summary>
    public static Card Draw(string origin) => new(CardSecret.Draw().Derive(origin));

    /// <summary>What only the card's inside gives, shown to the service once, when a door takes the card in.</summary>
    public Digest Inside => derived.Inside;

    /// <summary>What shows that this card's holder asks for <paramref name="version"/>.</summary>
    public Digest Proof(int version) => derived.Proof(version);
}
