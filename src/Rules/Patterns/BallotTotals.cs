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
    /// <param name="other">The other election, read with its votes.</param>
    public static BallotTotals Of(Paper paper, BallotForm form, PabulibFile other)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(other);
        // As the reader takes a ballot: a project named twice counts once, and one that is not in the file does not count.
        BallotClasses ballots = other.Election.Ballots;
        int[] sizes = new int[Width(paper, form)];
        sizes[0] = (int)(ballots.Voters - ballots.Weights.Sum(weight => (long)weight));
        for (int c = 0; c < ballots.Count; c++)
            sizes[Math.Min(ballots.ProjectsOf(c).Length, sizes.Length - 1)] += ballots.Weights[c];
        return new([.. sizes], OfPots(paper, form, other));
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
    private static ImmutableArray<PotTotals> OfPots(Paper paper, BallotForm form, PabulibFile other)
    {
        int id = other.ProjectColumns.IndexOf("project_id");
        return other.Projects.Length == paper.Proposals.Length && other.Projects.All(row => paper.Find(row[id]) is not null)
            && PublishedVotes.TryRead(other, paper, form, out ImmutableArray<Ballot> ballots, out _)
                ? [.. BallotPattern.Of(paper, form, ballots.Select(ballot => (ballot, 1))).Pots.Select(pot => new PotTotals(
                    [.. pot.BySize.Select(size => size.Ballots)], [.. pot.Places.Select(place => place.Ballots)]))]
                : [];
    }
}

/// <summary>The totals of a pot, line by line as the day has them.</summary>
/// <param name="BySize">Ballots by how many of its projects they name.</param>
/// <param name="Places">Ballots that name each of its projects, in the order of the paper.</param>
public sealed record PotTotals(ImmutableArray<int> BySize, ImmutableArray<int> Places);
