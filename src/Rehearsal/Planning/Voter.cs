using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rehearsal.Planning;

/// <summary>Somebody who comes to vote, and what befalls them on the way.</summary>
/// <param name="Ballot">The ballot that counts in the end.</param>
internal sealed record Voter(Ballot Ballot)
{
    /// <summary>What they vote on.</summary>
    public Way Way { get; init; } = Way.Phone;

    /// <summary>The ballot they cast first and then replace, or null.</summary>
    public Ballot? FirstThought { get; init; }

    /// <summary>
    /// Whether they have their cast opened, to see that it was sealed as they sent it, and then cast again: on a phone with the same card, at a kiosk with
    /// another one, for which the door takes theirs in.
    /// </summary>
    public bool Challenges { get; init; }

    /// <summary>Whether the answer to their cast is asked for again.</summary>
    public Repeat Repeat { get; init; }

    /// <summary>Whether somebody else tries the version they have just used, with another attempt.</summary>
    public bool HasRival { get; init; }

    /// <summary>Whether another door scans their card too.</summary>
    public bool IsScannedTwice { get; init; }

    /// <summary>Whether they lose their card before voting and get a spare one.</summary>
    public bool LosesCard { get; init; }

    /// <summary>Whether they arrive while others vote already.</summary>
    public bool ComesLate { get; init; }

    /// <summary>Whether they are still casting the same ballot again and again when the day closes.</summary>
    public bool CastsAtClose { get; init; }

    /// <summary>How many versions of their card they use before the close.</summary>
    public int Versions => (FirstThought is null ? 1 : 2) + (Challenges ? 2 : 0);
}

/// <summary>What a vote is cast on.</summary>
internal enum Way
{
    /// <summary>A phone, with the versions of a card one after another.</summary>
    Phone,

    /// <summary>A kiosk, which uses the last version that may cast, so that nothing can replace it.</summary>
    Kiosk,

    /// <summary>Paper: the card is handed in, and the slip keyed after the close.</summary>
    Paper,
}

/// <summary>How a phone asks for one receipt more than once.</summary>
internal enum Repeat
{
    /// <summary>It does not.</summary>
    Never,

    /// <summary>Again after the receipt came, as a phone does that lost the answer.</summary>
    AfterReceipt,

    /// <summary>Twice at once, as after an impatient second tap.</summary>
    AtOnce,
}
