using System.Collections.Immutable;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Patterns;

/// <summary>
/// The totals of another election's ballots that stand beside a day's, such as the rehearsal's or last year's. They are all that is kept of its file, whose
/// rows may hold people's ages and places. Small numbers are among them: what is told of them says <see cref="BesidePattern"/>. Source: docs/adr/0067.
/// </summary>
/// <param name="BySize">
/// Ballots by how many projects they name: 0, 1, 2 and so on as far as the day's own lines go, and last all that name more.
/// </param>
/// <param name="Pots">The day's pots, in the order of its paper; empty where the other election had other projects, or a ballot that the day's rules refuse.</param>
public sealed record BallotTotals(ImmutableArray<int> BySize, ImmutableArray<PotTotals> Pots)
{
    /// <summary>All ballots.</summary>
    public int Ballots => BySize.Sum();

    /// <summary>The totals of an election.</summary>
    /// <param name="paper">The day's paper.</param>
    /// <param name="form">What a valid ballot of the day looks like.</param>
    /// <param name="other">The other election.</param>
    public static BallotTotals Of(Paper paper, BallotForm form, PabulibFile other)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(other);
        // As the reader takes a ballot: a project named twice counts once, and one that is not in the file does not count.
        BallotClasses ballots = other.Election.Ballots;
        int[] sizes = new int[Width(paper, form)];
        sizes[0] = Blank(ballots);
        for (int c = 0; c < ballots.Count; c++)
            sizes[Math.Min(ballots.ProjectsOf(c).Length, sizes.Length - 1)] += ballots.Weights[c];
        return new([.. sizes], OfPots(paper, form, other.Election));
    }

    /// <summary>Whether they can be the totals of an election that stands beside a day with this paper and these rules; of fewer than 30 ballots none can.</summary>
    public bool Fit(Paper paper, BallotForm form)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(form);
        if (BySize.Length != Width(paper, form) || BySize.Any(ballots => ballots < 0) || BySize.Sum(ballots => (long)ballots) is < BallotPattern.FewestBallots or > int.MaxValue)
            return false;
        ImmutableArray<PotPattern> own = BallotPattern.Of(paper, form, []).Pots;
        return Pots.IsEmpty || (Pots.Length == own.Length && Pots.Zip(own).All(pot =>
            pot.First.BySize.Length == pot.Second.BySize.Length && pot.First.Places.Length == pot.Second.Places.Length
            && pot.First.BySize.All(ballots => ballots >= 0) && pot.First.BySize.Sum(ballots => (long)ballots) == Ballots
            && pot.First.Places.All(ballots => ballots >= 0 && ballots <= Ballots)));
    }

    private static int Width(Paper paper, BallotForm form) => SizeCounts.Of(form, paper).Counts[^1].Projects + 2;

    // Of a rehearsal of the same paper, or of nothing.
    private static ImmutableArray<PotTotals> OfPots(Paper paper, BallotForm form, Election other)
    {
        BallotClasses read = other.Ballots;
        if (read.Kind != form.Kind || other.Projects.Length != paper.Proposals.Length || other.Projects.Any(project => paper.Find(project.Id) is null)
            || read.Values.Any(value => value is < 0 or > Ballot.MaxValue))
            return [];
        var ballots = Enumerable.Range(0, read.Count).Select(c => (Ballot: Written(other, c), Number: read.Weights[c])).ToList();
        return ballots.Any(same => form.Check(same.Ballot, paper) is not null)
            ? []
            : [.. BallotPattern.Of(paper, form, ballots.Append((Ballot.Blank, Blank(read)))).Pots.Select(pot => new PotTotals(
                [.. pot.BySize.Select(size => size.Ballots)], [.. pot.Places.Select(place => place.Ballots)]))];
    }

    private static int Blank(BallotClasses read) => (int)(read.Voters - read.Weights.Sum(weight => (long)weight));

    // A class of ballots as one would stand in a day's box, whatever the order of the file.
    private static Ballot Written(Election election, int ballotClass)
    {
        int[] projects = [.. election.Ballots.ProjectsOf(ballotClass)], values = [.. election.Ballots.ValuesOf(ballotClass)];
        IEnumerable<string> ids = projects.Select(project => election.Projects[project].Id);
        IEnumerable<KeyValuePair<string, int>> marks = ids.Zip(values, KeyValuePair.Create);
        return election.Ballots.Kind switch
        {
            BallotKind.Approve => Ballot.Approve(ids),
            BallotKind.Rank => Ballot.Rank(ids),
            BallotKind.Points => Ballot.Points(marks),
            BallotKind.Score => Ballot.Score(marks),
            BallotKind.Blank => Ballot.Blank,
        };
    }
}

/// <summary>The totals of a pot, line by line as the day has them.</summary>
/// <param name="BySize">Ballots by how many of its projects they name.</param>
/// <param name="Places">Ballots that name each of its projects, in the order of the paper.</param>
public sealed record PotTotals(ImmutableArray<int> BySize, ImmutableArray<int> Places);
