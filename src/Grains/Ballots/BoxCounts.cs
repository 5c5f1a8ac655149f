namespace PbDecisionDay.Grains.Ballots;

/// <summary>The counters of a box, all over the log and the cards issued so far.</summary>
internal record struct BoxCounts
{
    /// <summary>Cards in all registered batches.</summary>
    public int Printed { get; set; }

    /// <summary>Cards made usable.</summary>
    public int Issued { get; set; }

    /// <summary>Usable cards of batches for exchange: each replaces one that was taken in.</summary>
    public int Replacements { get; set; }

    /// <summary>Cards that were handed out, and then lost or exchanged after a challenge: each may be replaced once.</summary>
    public int TakenIn { get; set; }

    /// <summary>Cards exchanged after a challenge that left them no cast.</summary>
    public int Exchanged { get; set; }

    /// <summary>Cards handed out to somebody who had none before. It never falls, whatever becomes of a card.</summary>
    public readonly int FirstHandOuts => Issued - Replacements;

    /// <summary>Distinct cards that have cast or were surrendered.</summary>
    public int CardsUsed { get; set; }

    /// <summary>Ballots that count, on cards and on paper.</summary>
    public int Ballots { get; set; }

    /// <summary>Casts ever accepted.</summary>
    public int Casts { get; set; }

    /// <summary>Casts that a later cast of the same card replaced.</summary>
    public int Replaced { get; set; }

    /// <summary>Casts that were opened by a challenge.</summary>
    public int Challenges { get; set; }

    /// <summary>Cards handed in for a paper ballot.</summary>
    public int Surrendered { get; set; }

    /// <summary>Cards ended without a ballot.</summary>
    public int Voided { get; set; }

    /// <summary>Paper ballots that count.</summary>
    public int Papers { get; set; }

    /// <summary>Ballots that count in the joined logs.</summary>
    public int JoinedBallots { get; set; }

    /// <summary>Cards handed in for a paper ballot in the joined logs and in what is left of the missing ones.</summary>
    public int SurrenderedElsewhere { get; set; }

    /// <summary>Ballots that count in the whole day.</summary>
    public readonly int DayBallots => Ballots + JoinedBallots;
}
