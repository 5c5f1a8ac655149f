namespace PbDecisionDay.Web.Receipts;

/// <summary>What an entry of a card is worth now.</summary>
public enum BallotStanding
{
    /// <summary>Not said: the entry is not under a checkpoint yet, or is none of a card's.</summary>
    NotSaid,

    /// <summary>The ballot that counts for its card.</summary>
    Counts,

    /// <summary>A ballot after which its card cast another.</summary>
    Replaced,

    /// <summary>A ballot that was opened to be checked, with none after it.</summary>
    Opened,

    /// <summary>A ballot that was opened to be checked, after which its card has no vote left.</summary>
    OpenedLast,

    /// <summary>A ballot whose card was handed in for a paper ballot.</summary>
    Over,

    /// <summary>A ballot whose card the organisers ended.</summary>
    Voided,

    /// <summary>The opening of a ballot, with none after it.</summary>
    Opening,

    /// <summary>The opening of a ballot, after which its card has no vote left.</summary>
    OpeningLast,

    /// <summary>The opening of a ballot, after which its card went on.</summary>
    OpeningPast,

    /// <summary>A card that was handed in for a paper ballot.</summary>
    HandedIn,

    /// <summary>A ballot of a log that was left out of the result.</summary>
    LeftOut,
}
