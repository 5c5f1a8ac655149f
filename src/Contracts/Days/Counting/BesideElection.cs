using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Rules.Patterns;

namespace PbDecisionDay.Contracts.Days.Counting;

/// <summary>What stands beside a day.</summary>
[GenerateSerializer, Alias("pbdd.BesideKind")]
public enum BesideKind
{
    /// <summary>The rehearsal of the same day.</summary>
    Rehearsal,

    /// <summary>Another election, such as last year's.</summary>
    Other,
}

/// <summary>
/// Another election whose totals stand beside a day's. Its file is not kept: the rows may hold people's ages and places. Whoever has the file can work
/// the totals out of it again, and knows it by its hash.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What another election is called, 1 to 60 characters; empty of a rehearsal.</param>
/// <param name="From">Where its file came from, 1 to 80 characters.</param>
/// <param name="File">SHA-256 of the file, base64.</param>
/// <param name="BySize">As <see cref="BallotTotals.BySize"/>.</param>
/// <param name="Pots">As <see cref="BallotTotals.Pots"/>.</param>
[GenerateSerializer, Immutable, Alias("pbdd.BesideElection")]
public sealed record BesideElection(
    [property: Id(0)] BesideKind Kind,
    [property: Id(1)] string Name,
    [property: Id(2)] string From,
    [property: Id(3)] string File,
    [property: Id(4)] ImmutableArray<int> BySize,
    [property: Id(5)] ImmutableArray<BesidePot> Pots)
{
    /// <summary>Its totals.</summary>
    public BallotTotals Totals => new(BySize, [.. Pots.Select(pot => new PotTotals(pot.BySize, pot.Places))]);

    /// <summary>An election with its totals.</summary>
    public static BesideElection Of(BesideKind kind, string name, string from, string file, BallotTotals totals)
    {
        ArgumentNullException.ThrowIfNull(totals);
        return new(kind, name, from, file, totals.BySize, [.. totals.Pots.Select(pot => new BesidePot(pot.BySize, pot.Places))]);
    }
}

/// <summary>A pot of an election that stands beside a day.</summary>
/// <param name="BySize">As <see cref="PotTotals.BySize"/>.</param>
/// <param name="Places">As <see cref="PotTotals.Places"/>.</param>
[GenerateSerializer, Immutable, Alias("pbdd.BesidePot")]
public sealed record BesidePot([property: Id(0)] ImmutableArray<int> BySize, [property: Id(1)] ImmutableArray<int> Places);

/// <summary>An election that is kept with a day.</summary>
/// <param name="Election">The election.</param>
/// <param name="By">The organiser's id who brought it.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("pbdd.KeptBeside")]
public sealed record KeptBeside([property: Id(0)] BesideElection Election, [property: Id(1)] string By, [property: Id(2)] DateTimeOffset At);
