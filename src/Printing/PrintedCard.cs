using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;


namespace PbDecisionDay.Printing;

/// <summary>
/// A card while it is being printed. It lives in the one response that prints it and nowhere else: nothing stores or logs it,
/// and its text form shows the outside alone.
/// </summary>
public sealed class PrintedCard
{
    private readonly CardLink _link;

    private PrintedCard(CardLink link, Digest number)
    {
        _link = link;
        Number = number;
        Outside = ShortNumber.Of(number);
    }

    /// <summary>The card's public number A.</summary>
    public Digest Number { get; }

    /// <summary>The short number on the outside.</summary>
    public ShortNumber Outside { get; }

    /// <summary>The link inside the card, secret included.</summary>
    public string InsideLink => _link.Text;

    /// <summary>The typed code inside the card: six groups of four.</summary>
    public IReadOnlyList<string> InsideCode => _link.Secret.Code.Split('-');

    /// <summary>A card that was drawn before.</summary>
    /// <param name="site">The address residents open.</param>
    /// <param name="day">The day's id.</param>
    /// <param name="origin">The name of the log the card belongs to.</param>
    /// <param name="secret">What stands inside it.</param>
    /// <exception cref="ArgumentException">The site, the day or the origin cannot be one.</exception>
    public static PrintedCard Of(string site, string day, string origin, CardSecret secret) => new(CardLink.Of(site, day, secret), secret.Derive(origin).Number);

    /// <summary>Draws new cards for a day.</summary>
    /// <param name="site">The address residents open.</param>
    /// <param name="day">The day's id.</param>
    /// <param name="origin">The name of the log the cards belong to.</param>
    /// <param name="count">How many, 1 or more.</param>
    public static IReadOnlyList<PrintedCard> Draw(string site, string day, string origin, int count)
    {
        var cards = new PrintedCard[count];
        for (var i = 0; i < count; i++) cards[i] = Of(site, day, origin, CardSecret.Draw());
        return cards;
    }

    /// <summary>The outside alone.</summary>
    public override string ToString() => $"card {Outside}";
}
