namespace PbDecisionDay.Ledger.Auditing;

/// <summary>
/// The numbers of a day as its log has them, for the account of ballots: <c>Casts = Replaced + Challenged + GivenUp +
/// CountedCards</c>, and <c>CountedCards + Papers</c> ballots count.
/// </summary>
public sealed record BallotAccount
{
    /// <summary>Cards in all batches, spares included.</summary>
    public int Printed { get; init; }

    /// <summary>Cards made usable: at the close those in <c>issued.txt</c>, before it the last running total.</summary>
    public int Issued { get; init; }

    /// <summary>People checked in, the last running total.</summary>
    public int CheckedIn { get; init; }

    /// <summary>Cards that cast or were surrendered.</summary>
    public int CardsUsed { get; init; }

    /// <summary>Casts, counted or not.</summary>
    public int Casts { get; init; }

    /// <summary>Casts that a later cast of the same card replaced.</summary>
    public int Replaced { get; init; }

    /// <summary>Casts that were opened by a challenge.</summary>
    public int Challenged { get; init; }

    /// <summary>Casts that do not count because their card was surrendered.</summary>
    public int GivenUp { get; init; }

    /// <summary>Cards whose last use is a cast, which counts.</summary>
    public int CountedCards { get; init; }

    /// <summary>Cards exchanged for a paper ballot.</summary>
    public int Surrendered { get; init; }

    /// <summary>Cards voided as lost.</summary>
    public int Lost { get; init; }

    /// <summary>Cards voided as found.</summary>
    public int Found { get; init; }

    /// <summary>Cards exchanged after a challenge that left them no cast.</summary>
    public int Exchanged { get; init; }

    /// <summary>Cards voided as unused.</summary>
    public int Unused { get; init; }

    /// <summary>Paper ballots, each counted once however often it was corrected.</summary>
    public int Papers { get; init; }

    /// <summary>Times that a keyed paper ballot was corrected.</summary>
    public int Corrections { get; init; }

    /// <summary>Ballots that count.</summary>
    public int Counted => CountedCards + Papers;

    /// <summary>The numbers of a main log with those of another: what is printed stands in the main log for both.</summary>
    public static BallotAccount operator +(BallotAccount main, BallotAccount other) => main with
    {
        Issued = main.Issued + other.Issued,
        CheckedIn = main.CheckedIn + other.CheckedIn,
        CardsUsed = main.CardsUsed + other.CardsUsed,
        Casts = main.Casts + other.Casts,
        Replaced = main.Replaced + other.Replaced,
        Challenged = main.Challenged + other.Challenged,
        GivenUp = main.GivenUp + other.GivenUp,
        CountedCards = main.CountedCards + other.CountedCards,
        Surrendered = main.Surrendered + other.Surrendered,
        Lost = main.Lost + other.Lost,
        Found = main.Found + other.Found,
        Exchanged = main.Exchanged + other.Exchanged,
    };
}
