using System.Collections.Immutable;
using PbDecisionDay.Rules.Pabulib;

namespace PbDecisionDay.Rules.Patterns;

/// <summary>A day's ballots beside those of another election, such as the rehearsal or last year: how many are blank, and how many name one project.</summary>
/// <param name="There">All ballots of the other election.</param>
/// <param name="Shares">Blank ballots, then ballots with one project; empty where here or there are too few.</param>
public sealed record BesidePattern(int There, ImmutableArray<BesideShare> Shares)
{
    private const int MostProjects = 1;

    /// <summary>Compares.</summary>
    /// <param name="here">This day's ballots.</param>
    /// <param name="other">The other election, read with its votes.</param>
    public static BesidePattern Of(BallotPattern here, PabulibFile other)
    {
        int vote = other.VoteColumns.IndexOf("vote");
        int[] sizes = [.. other.Votes.Select(row => row[vote] is "" or PabulibExport.Blank ? 0 : row[vote].Split(',').Length)];
        if (sizes.Length < BallotPattern.FewestBallots || here.Ballots < BallotPattern.FewestBallots)
            return new(sizes.Length, []);
        ImmutableArray<ToldNumber> told = ToldNumber.Parts(here.ByProjects);
        return new(sizes.Length, [.. Enumerable.Range(0, MostProjects + 1).Select(projects =>
        {
            int some = here.ByProjects.ElementAtOrDefault(projects), there = sizes.Count(size => size == projects);
            return new BesideShare(
                projects, told.Length > projects ? told[projects] : ToldNumber.Of(0, here.Ballots), ToldNumber.Of(there, sizes.Length),
                ShareTest.Of(some, here.Ballots, there, sizes.Length).IsUnlikely);
        })]);
    }
}

/// <summary>Ballots with so many projects, here and there.</summary>
/// <param name="Projects">How many projects they name.</param>
/// <param name="Here">This day's.</param>
/// <param name="There">The other election's.</param>
/// <param name="IsUnlikely">Whether fewer than one in a hundred random deals of all these ballots lie so far apart.</param>
public readonly record struct BesideShare(int Projects, ToldNumber Here, ToldNumber There, bool IsUnlikely);
