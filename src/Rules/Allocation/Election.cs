using System.Collections.Immutable;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>What an allocation rule starts from: projects, money and ballots.</summary>
public sealed class Election
{
    /// <summary>An election with one pot or more.</summary>
    /// <param name="projects">The projects, in the order of the paper or file.</param>
    /// <param name="pots">The pots, in the order in which they are awarded.</param>
    /// <param name="groups">The groups whose limits hold.</param>
    /// <param name="ballots">The ballots.</param>
    /// <param name="unit">Minor units in one unit of the currency, by which add1 rises.</param>
    /// <param name="defaultScore">On ballots with marks, what a project counts that a ballot does not name; null where it counts nothing.</param>
    public Election(
        ImmutableArray<Project> projects, ImmutableArray<Pot> pots, ImmutableArray<Group> groups, BallotClasses ballots, long unit, int? defaultScore = null)
    {
        (Projects, Pots, Groups, Ballots, Unit, DefaultScore) = (projects, pots, groups, ballots, unit, defaultScore);
        Support = new Support(projects.Length, ballots, defaultScore);
    }

    /// <summary>The projects, in the order of the paper or file.</summary>
    public ImmutableArray<Project> Projects { get; }

    /// <summary>The pots, in the order in which they are awarded.</summary>
    public ImmutableArray<Pot> Pots { get; }

    /// <summary>The groups whose limits hold.</summary>
    public ImmutableArray<Group> Groups { get; }

    /// <summary>The ballots, identical ones merged.</summary>
    public BallotClasses Ballots { get; }

    /// <summary>Minor units in one unit of the currency.</summary>
    public long Unit { get; }

    /// <summary>On ballots with marks, what a project counts that a ballot does not name; null where it counts nothing.</summary>
    public int? DefaultScore { get; }

    /// <summary>Votes, points and first preferences of each project.</summary>
    public Support Support { get; }

    /// <summary>The election that a frozen paper and valid ballots make.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="kind">What the ballots say.</param>
    /// <param name="ballots">The ballots.</param>
    /// <param name="changes">What was changed after the paper was frozen; null for nothing.</param>
    /// <exception cref="ArgumentException">A ballot names a project that is not on the paper, or is of another kind.</exception>
    public static Election Of(Paper paper, BallotKind kind, IEnumerable<Ballot> ballots, PaperChanges? changes = null) =>
        Of(paper, kind, ballots.Select(ballot => (ballot, 1)), changes);

    /// <summary>The election that a frozen paper and valid ballots make, identical ballots given together with their number.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="kind">What the ballots say.</param>
    /// <param name="ballots">The ballots.</param>
    /// <param name="changes">What was changed after the paper was frozen; null for nothing.</param>
    /// <exception cref="ArgumentException">A ballot names a project that is not on the paper, or is of another kind.</exception>
    public static Election Of(
        Paper paper, BallotKind kind, IEnumerable<(Ballot Ballot, int Number)> ballots, PaperChanges? changes = null)
    {
        changes ??= PaperChanges.None;
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Proposal proposal in paper.Proposals)
            index.Add(proposal.Id, index.Count);
        var builder = new BallotClassesBuilder(kind);
        foreach ((Ballot ballot, int number) in ballots)
            Add(builder, kind, ballot, number, index);
        long unit = 1;
        for (int i = 0; i < paper.MinorDigits; i++)
            unit *= 10;
        return new(
            [.. paper.Proposals.Select(p => Of(p, paper, index) with { Withdrawn = changes.Withdrawn.Contains(p.Id) })],
            [.. paper.Pots.Select(pot => pot with { Amount = changes.TotalOf(pot) })], paper.Groups, builder.Build(), unit);
    }

    /// <summary>The part of the election that is about one pot: its projects alone, and every voter.</summary>
    internal Election In(int pot)
    {
        if (Pots.Length == 1)
            return this;
        int[] place = new int[Projects.Length];
        var kept = ImmutableArray.CreateBuilder<Project>();
        for (int i = 0; i < Projects.Length; i++)
        {
            place[i] = Projects[i].Pot == pot ? kept.Count : -1;
            if (place[i] >= 0)
                kept.Add(Projects[i]);
        }
        for (int i = 0; i < kept.Count; i++)
            kept[i] = kept[i] with { Pot = 0, Conflicts = [.. kept[i].Conflicts.Where(c => place[c] >= 0).Select(c => place[c])] };
        return new(kept.ToImmutable(), [Pots[pot]], Groups, Ballots.Within(place), Unit, DefaultScore);
    }

    private static Project Of(Proposal proposal, Paper paper, Dictionary<string, int> index) => new(
        proposal.Id, proposal.Ask, proposal.Minimum,
        paper.Pots.TakeWhile(pot => !string.Equals(pot.Id, proposal.Pot, StringComparison.Ordinal)).Count(),
        [.. Enumerable.Range(0, paper.Groups.Length).Where(g => proposal.IsIn(paper.Groups[g].Id))],
        [.. proposal.Conflicts.Select(id => index[id])]);

    private static void Add(BallotClassesBuilder builder, BallotKind kind, Ballot ballot, int number, Dictionary<string, int> index)
    {
        if (ballot.Kind != kind && ballot.Kind != BallotKind.Blank)
            throw new ArgumentException($"A ballot of the kind {ballot.Kind} stands among ballots of the kind {kind}.");
        int length = ballot.Choices.Length;
        int[] projects = new int[length];
        int[] values = new int[length];
        for (int i = 0; i < length; i++)
        {
            Choice choice = ballot.Choices[i];
            if (!index.TryGetValue(choice.Project, out projects[i]))
                throw new ArgumentException($"A ballot names project {choice.Project}, which is not on the paper.");
            values[i] = kind switch { BallotKind.Rank => length - 1 - i, BallotKind.Approve => 1, _ => choice.Value };
        }
        builder.Add(projects, values, number);
    }
}
