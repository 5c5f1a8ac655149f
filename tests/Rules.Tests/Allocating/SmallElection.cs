using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Tests.Allocating;

/// <summary>A small election in the plainest shape: a list of projects with costs and a list of ballots with values.</summary>
internal sealed record SmallElection(long[] Costs, long Budget, long Unit, BallotKind Kind, List<(int Project, int Value)[]> Ballots)
{
    /// <summary>Projects that were withdrawn after the paper was frozen.</summary>
    public IReadOnlySet<int> Withdrawn { get; init; } = new HashSet<int>();

    public int Voters => Ballots.Count;

    /// <summary>
    /// A random election of the kind that breaks engines: ties, equal costs, projects without a vote, one voter, a
    /// project dearer than the pot, empty ballots, voters whose money is exactly a cost.
    /// </summary>
    public static SmallElection Random(Random random, BallotKind kind)
    {
        int projects = random.Next(1, 7);
        int voters = random.Next(1, 9);
        long unit = random.Next(3) == 0 ? 10 : 1;
        long step = random.Next(3) == 0 ? 5 : 1;
        long budget = random.Next(1, 30) * step * unit;
        long[] costs = [.. Enumerable.Range(0, projects).Select(_ => random.Next(1, 16) * step * (random.Next(2) == 0 ? unit : 1))];
        if (random.Next(8) == 0)
            costs[0] = budget + 1;
        if (random.Next(8) == 0)
            Array.Fill(costs, costs[^1]);
        var ballots = new List<(int, int)[]>();
        for (int i = 0; i < voters; i++)
            ballots.Add(ballots.Count > 0 && random.Next(3) == 0 ? ballots[random.Next(ballots.Count)] : Ballot(random, kind, projects));
        return new(costs, budget, unit, kind, ballots);
    }

    /// <summary>The same ballots after some projects, perhaps all, were withdrawn and the pot got another total, perhaps nothing.</summary>
    public SmallElection Changed(Random random) => this with
    {
        Withdrawn = Enumerable.Range(0, Costs.Length).Where(_ => random.Next(3) == 0).ToHashSet(),
        Budget = random.Next(4) == 0 ? random.Next(0, 3) * Unit : random.Next(0, 60) * Unit,
    };

    public Election ToElection()
    {
        var builder = new BallotClassesBuilder(Kind);
        foreach (var ballot in Ballots)
            builder.Add(Array.ConvertAll(ballot, entry => entry.Project), Array.ConvertAll(ballot, entry => entry.Value));
        return new([.. Costs.Select((cost, i) => new Project(IdOf(i), cost) { Withdrawn = Withdrawn.Contains(i) })], [new Pot("pot", "", Budget)], [], builder.Build(), Unit);
    }

    public static string IdOf(int project) => ((char)('a' + project)).ToString();

    public long Votes(int project) => Ballots.Count(ballot => ballot.Any(entry => entry.Project == project));

    public long Points(int project) => Ballots.Sum(ballot => ballot.Where(entry => entry.Project == project).Sum(entry => (long)entry.Value));

    public override string ToString() =>
        $"costs {string.Join(' ', Costs)}; budget {Budget}; unit {Unit}; withdrawn {string.Join(' ', Withdrawn.Select(IdOf))}; ballots {string.Join(" | ", Ballots.Select(b => string.Join(' ', b.Select(e => $"{IdOf(e.Project)}={e.Value}"))))}";

    private static (int, int)[] Ballot(Random random, BallotKind kind, int projects)
    {
        int[] named = [.. Enumerable.Range(0, projects).Where(_ => random.Next(2) == 0)];
        if (kind == BallotKind.Rank)
            random.Shuffle(named);
        return [.. named.Select((project, i) => (project, kind switch
        {
            BallotKind.Approve => 1,
            BallotKind.Rank => named.Length - 1 - i,
            _ => random.Next(0, 5),
        }))];
    }
}
