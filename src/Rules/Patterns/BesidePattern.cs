using System.Collections.Immutable;

namespace PbDecisionDay.Rules.Patterns;

/// <summary>A day's ballots beside those of another election, such as the rehearsal or last year.</summary>
/// <param name="There">All ballots of the other election.</param>
/// <param name="Shares">Ballots by how many projects they name, here and there; empty where here or there are too few.</param>
/// <param name="Pots">
/// The pots and places of the other election, as many as here; empty where it had other projects, or too few ballots: its file says nothing then of pots
/// and places on its paper.
/// </param>
public sealed record BesidePattern(int There, ImmutableArray<BesideShare> Shares, ImmutableArray<ToldPot> Pots)
{
    // Blank ballots and those with one project are what a page or a paper gets wrong; testing more would find something by chance.
    private const int MostTested = 1;

    /// <summary>Compares.</summary>
    /// <param name="here">This day's ballots.</param>
    /// <param name="other">The other election's, which <see cref="BallotTotals.Fit"/> this day.</param>
    public static BesidePattern Of(BallotPattern here, BallotTotals other)
    {
        ArgumentNullException.ThrowIfNull(here);
        ArgumentNullException.ThrowIfNull(other);
        int all = other.Ballots;
        if (all < BallotPattern.FewestBallots || here.Ballots < BallotPattern.FewestBallots)
            return new(all, [], []);
        ToldPattern own = ToldPattern.Of(here);
        ImmutableArray<SizeCount> there = [.. here.BySize.Select((size, at) => Line(size, at + 1 == here.BySize.Length ? null : here.BySize[at + 1].Projects, other))];
        ToldPattern? same = other.Pots.IsEmpty ? null : ToldPattern.Of(new()
        {
            Ballots = all,
            BySize = there,
            Pots = [.. here.Pots.Zip(other.Pots, Pot)],
        });
        ImmutableArray<ToldNumber> told = same is null ? ToldPattern.Of(there, all) : [.. same.BySize.Select(size => size.Told)];
        return new(
            all,
            [
                .. own.BySize.Select((size, at) => new BesideShare(
                    size.Projects, there[at].OrMore, size.Told, told[at],
                    size.Projects <= MostTested && ShareTest.Of(here.BySize[at].Ballots, here.Ballots, other.BySize[size.Projects], all).IsUnlikely)),
            ],
            same?.Pots ?? []);
    }

    // What stands in the last line there may be more than this day's rules allow.
    private static SizeCount Line(SizeCount here, int? next, BallotTotals other) => here with
    {
        Ballots = other.BySize.Take(here.Projects..(next ?? other.BySize.Length)).Sum(),
        OrMore = here.OrMore || (next is null && other.BySize[^1] > 0),
    };

    private static PotPattern Pot(PotPattern here, PotTotals other) => here with
    {
        BySize = [.. here.BySize.Zip(other.BySize, (line, ballots) => line with { Ballots = ballots })],
        Places = [.. here.Places.Zip(other.Places, (place, ballots) => place with { Ballots = ballots })],
    };
}

/// <summary>Ballots with so many projects, here and there.</summary>
/// <param name="Projects">How many projects they name.</param>
/// <param name="OrMore">Whether those that name more are among them.</param>
/// <param name="Here">This day's.</param>
/// <param name="There">The other election's.</param>
/// <param name="IsUnlikely">Whether fewer than one in a hundred random deals of all these ballots lie so far apart; told of blank ballots and of one project alone.</param>
public readonly record struct BesideShare(int Projects, bool OrMore, ToldNumber Here, ToldNumber There, bool IsUnlikely);
