using Orleans;

namespace PbDecisionDay.Contracts.Days.Counting;

/// <summary>Two numbers of an account that should agree.</summary>
/// <param name="Check">What they are, and how they should agree.</param>
/// <param name="Venue">The venue's id where it is one venue's alone; otherwise empty.</param>
/// <param name="Log">What the log says; for <see cref="AccountCheck.Venue"/> what the venue was given.</param>
/// <param name="Hand">What was counted by hand.</param>
[GenerateSerializer, Immutable, Alias("pbdd.AccountLine")]
public sealed record AccountLine(
    [property: Id(0)] AccountCheck Check,
    [property: Id(1)] string Venue,
    [property: Id(2)] long Log,
    [property: Id(3)] long Hand)
{
    /// <summary>Whether the two numbers agree.</summary>
    public bool Agrees => Check switch
    {
        AccountCheck.Venue => Hand <= Log,
        AccountCheck.Unreturned => Log <= Hand,
        AccountCheck.Printed or AccountCheck.HandedOut or AccountCheck.Slips or AccountCheck.Papers => Log == Hand,
    };
}

/// <summary>Why two numbers do not agree, in the count team's words. It stands on the public statement: no names.</summary>
/// <param name="Check">What they are.</param>
/// <param name="Venue">The venue's id where it is one venue's alone; otherwise empty.</param>
/// <param name="Text">1 to 500 characters.</param>
[GenerateSerializer, Immutable, Alias("pbdd.Explanation")]
public sealed record Explanation(
    [property: Id(0)] AccountCheck Check,
    [property: Id(1)] string Venue,
    [property: Id(2)] string Text)
{
    /// <summary>The most characters an explanation may have.</summary>
    public const int Longest = 500;

    /// <summary>Whether it is about this line.</summary>
    public bool Explains(AccountLine line) =>
        line is not null && Check == line.Check && string.Equals(Venue, line.Venue, StringComparison.Ordinal);
}

/// <summary>The equations of a ballot account.</summary>
[GenerateSerializer, Alias("pbdd.AccountCheck")]
public enum AccountCheck
{
    /// <summary>A venue gave back and destroyed at most what it was given.</summary>
    Venue,

    /// <summary>Printed = received by the venues + kept back.</summary>
    Printed,

    /// <summary>Cards issued, or people checked in = received - unused - destroyed.</summary>
    HandedOut,

    /// <summary>Cards that voted or were handed in are at most those handed out.</summary>
    Unreturned,

    /// <summary>Surrendered cards = paper ballots in the boxes.</summary>
    Slips,

    /// <summary>Keyed paper ballots and spoilt slips = slips in the boxes.</summary>
    Papers,
}
