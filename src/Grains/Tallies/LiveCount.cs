using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Tallies;

/// <summary>
/// A day's ballots counted twice over: all of them, for the result, and those that the live standings may show. The shown ones move in
/// steps of ten changes, each taken only once ten more are in, so that no step, the last one included, is one person's.
/// </summary>
internal sealed class LiveCount(Paper paper, FrozenRules rules)
{
    private const int Step = 10;

    private readonly BallotCount all = new(paper);
    private readonly BallotCount shown = new(paper);
    private readonly Queue<CountedChange> held = new();

    /// <summary>How many changes are shown: a multiple of ten.</summary>
    public long ShownChanges { get; private set; }

    /// <summary>How many changes are missing until the standings move.</summary>
    public long NextStepIn => 2 * Step - held.Count;

    /// <summary>Takes the next changes of the log in.</summary>
    /// <returns>Whether the shown standings moved.</returns>
    public bool Take(IEnumerable<CountedChange> changes)
    {
        foreach (var change in changes)
        {
            all.Apply(change);
            held.Enqueue(change);
        }
        var moved = false;
        while (held.Count >= 2 * Step)
        {
            for (var i = 0; i < Step; i++)
                shown.Apply(held.Dequeue());
            ShownChanges += Step;
            moved = true;
        }
        return moved;
    }

    /// <summary>Everything counted, in ordinal order.</summary>
    public IEnumerable<CountedBallots> Ballots() => all.Ballots();

    /// <summary>The standings of the shown ballots, in the order to show.</summary>
    public IEnumerable<Standing> Standings(LiveResults live) => live switch
    {
        LiveResults.Turnout => [],
        LiveResults.Standings => ShownChanges == 0 ? [] : Ordered(Numbers()),
        LiveResults.Rounded => ShownChanges == 0 ? [] : Ordered(Bands()),
    };

    private IEnumerable<Standing> Numbers()
    {
        var funded = shown.Allocate(rules).Order.ToHashSet(StringComparer.Ordinal);
        var support = rules.Allocation.CountsPoints ? shown.Standings.Points : shown.Standings.Votes;
        return paper.Proposals.Select((proposal, at) => new Standing(proposal.Id, support[at], funded.Contains(proposal.Id)));
    }

    private IEnumerable<Standing> Bands() => paper.Proposals.Select((proposal, at) =>
        new Standing(proposal.Id, shown.Standings.Votes[at] * 10 / Math.Max(1, shown.Standings.Ballots) * 10, Funded: false));

    // Ties keep the order of the paper: a screen that shuffled equals would seem to say something.
    private static IEnumerable<Standing> Ordered(IEnumerable<Standing> standings) => standings.OrderByDescending(standing => standing.Support);
}

/// <summary>Counted ballots, identical ones together.</summary>
internal sealed class BallotCount(Paper paper)
{
    private readonly Dictionary<string, (Ballot Ballot, int Number)> ballots = new(StringComparer.Ordinal);

    public Standings Standings { get; } = new(paper);

    public void Apply(CountedChange change)
    {
        if (change.Removed.Length > 0)
            Add(change.Removed, -1);
        if (change.Added.Length > 0)
            Add(change.Added, 1);
    }

    public Allocation Allocate(FrozenRules rules) => Allocator.Allocate(
        Election.Of(paper, rules.Form.Kind, ballots.Values.SelectMany(same => Enumerable.Repeat(same.Ballot, same.Number))), rules);

    public IEnumerable<CountedBallots> Ballots() => ballots
        .Where(same => same.Value.Number > 0)
        .OrderBy(same => same.Key, StringComparer.Ordinal)
        .Select(same => new CountedBallots(same.Key, same.Value.Number));

    private void Add(string canonical, int number)
    {
        var known = ballots.GetValueOrDefault(canonical);
        var ballot = known.Ballot ?? Read(canonical);
        ballots[canonical] = (ballot, known.Number + number);
        if (number > 0)
            Standings.Add(ballot);
        else
            Standings.Remove(ballot);
    }

    private static Ballot Read(string canonical) => Ballot.TryParse(canonical, out var ballot, out var problem)
        ? ballot!
        : throw new InvalidDataException($"A counted ballot cannot be read: {problem}.");
}
