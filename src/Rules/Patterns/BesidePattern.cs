using System.Collections.Immutable;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;

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
    /// <param name="paper">This day's paper.</param>
    /// <param name="form">What a valid ballot looks like here.</param>
    /// <param name="here">This day's ballots.</param>
    /// <param name="other">The other election, read with its votes.</param>
    public static BesidePattern Of(Paper paper, BallotForm form, BallotPattern here, PabulibFile other)
    {
        int vote = other.VoteColumns.IndexOf("vote");
        int[] sizes = [.. other.Votes.Select(row => row[vote] is "" or PabulibExport.Blank ? 0 : row[vote].Split(',').Length)];
        if (sizes.Length < BallotPattern.FewestBallots || here.Ballots < BallotPattern.FewestBallots)
            return new(sizes.Length, [], []);
        ToldPattern own = ToldPattern.Of(here), same = ToldPattern.Of(Same(paper, form, other));
        ImmutableArray<SizeCount> there = [.. here.BySize.Select((size, at) => size with
        {
            Ballots = sizes.Count(many => many >= size.Projects && (at + 1 == here.BySize.Length || many < here.BySize[at + 1].Projects)),
            // What stands in the last line there may be more than this day's rules allow.
            OrMore = size.OrMore || (at + 1 == here.BySize.Length && sizes.Max() > size.Projects),
        })];
        ImmutableArray<ToldNumber> told = same.BySize.IsEmpty ? ToldPattern.Of(there, sizes.Length) : [.. same.BySize.Select(size => size.Told)];
        return new(
            sizes.Length,
            [
                .. own.BySize.Select((size, at) => new BesideShare(
                    size.Projects, there[at].OrMore, size.Told, told[at],
                    size.Projects <= MostTested && ShareTest.Of(
                        here.BySize[at].Ballots, here.Ballots, sizes.Count(many => many == size.Projects), sizes.Length).IsUnlikely)),
            ],
            same.Pots);
    }

    // A rehearsal of the same paper, or nothing.
    private static BallotPattern Same(Paper paper, BallotForm form, PabulibFile other)
    {
        int id = other.ProjectColumns.IndexOf("project_id");
        bool same = other.Projects.Length == paper.Proposals.Length && other.Projects.All(row => paper.Find(row[id]) is not null);
        ImmutableArray<Ballot> ballots = [];
        if (same)
            PublishedVotes.TryRead(other, paper, form, out ballots, out _);
        return BallotPattern.Of(paper, form, ballots.Select(ballot => (ballot, 1)));
    }
}

/// <summary>Ballots with so many projects, here and there.</summary>
/// <param name="Projects">How many projects they name.</param>
/// <param name="OrMore">Whether those that name more are among them.</param>
/// <param name="Here">This day's.</param>
/// <param name="There">The other election's.</param>
/// <param name="IsUnlikely">Whether fewer than one in a hundred random deals of all these ballots lie so far apart; told of blank ballots and of one project alone.</param>
public readonly record struct BesideShare(int Projects, bool OrMore, ToldNumber Here, ToldNumber There, bool IsUnlikely);
