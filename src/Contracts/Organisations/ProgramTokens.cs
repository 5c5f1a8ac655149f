using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Contracts.Organisations;

/// <summary>What a program with a token may do of its one day. It never agrees to what takes two.</summary>
[GenerateSerializer, Alias("pbdd.TokenStep")]
public enum TokenStep
{
    /// <summary>Create the day with its rules and proposals.</summary>
    Create,

    /// <summary>Register, spoil and activate batches of cards, and end cards.</summary>
    Cards,

    /// <summary>Get pairing codes for doors and other stations.</summary>
    Stations,

    /// <summary>Add people to the register.</summary>
    Register,

    /// <summary>Take the day a step on.</summary>
    Steps,

    /// <summary>Change a pot's total, withdraw a proposal.</summary>
    Changes,

    /// <summary>Announce other logs, join them, leave them out.</summary>
    Logs,

    /// <summary>Make shares of the openings key, read them back, restore the key.</summary>
    Keys,

    /// <summary>Close the ballot account, enter papers and dice.</summary>
    Count,
}

/// <summary>Makes a token for a program. Whoever asks has just given their password.</summary>
/// <param name="Organiser">In whose name the program acts.</param>
/// <param name="Day">The id of its one day, which need not be there yet.</param>
/// <param name="Steps">What it may do, at least one.</param>
/// <param name="Lasts">How long it is good, up to <see cref="Longest"/>.</param>
[GenerateSerializer, Immutable, Alias("pbdd.MakeToken")]
public sealed record MakeToken(
    [property: Id(0)] string Organiser, [property: Id(1)] string Day, [property: Id(2)] ImmutableArray<TokenStep> Steps, [property: Id(3)] TimeSpan Lasts)
{
    /// <summary>The longest that a token is good.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>The most tokens that an organisation has at a time.</summary>
    public const int Most = 200;
}

/// <summary>A token as it is listed; what opens it was shown once and is kept nowhere.</summary>
/// <param name="Id">Random and public, 16 characters.</param>
/// <param name="Organiser">In whose name its program acts.</param>
/// <param name="Day">Its day.</param>
/// <param name="Steps">What it may do.</param>
/// <param name="Made">When it was made.</param>
/// <param name="EndsAt">When it ends by itself.</param>
/// <param name="Used">The hour of its last use; <c>null</c> where it was never used.</param>
[GenerateSerializer, Immutable, Alias("pbdd.TokenView")]
public sealed record TokenView(
    [property: Id(0)] string Id, [property: Id(1)] string Organiser, [property: Id(2)] string Day, [property: Id(3)] ImmutableArray<TokenStep> Steps,
    [property: Id(4)] DateTimeOffset Made, [property: Id(5)] DateTimeOffset EndsAt, [property: Id(6)] DateTimeOffset? Used);

/// <summary>A program that showed a token.</summary>
/// <param name="Organiser">In whose name it acts.</param>
/// <param name="Day">Its one day; empty for a program that plays rehearsals, which may act on all of them.</param>
/// <param name="Steps">What it may do of it; none for a program that plays rehearsals, which may do everything.</param>
[GenerateSerializer, Immutable, Alias("pbdd.TokenHolder")]
public sealed record TokenHolder([property: Id(0)] OrganiserView Organiser, [property: Id(1)] string Day, [property: Id(2)] ImmutableArray<TokenStep> Steps)
{
    /// <summary>Whether the program may do something of a day.</summary>
    public bool May(TokenStep step, string day) => Organiser.RehearsalsOnly || (string.Equals(Day, day, StringComparison.Ordinal) && Steps.Contains(step));
}
