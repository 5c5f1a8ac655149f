using System.Collections.Immutable;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Pabulib.Exporting;

/// <summary>What one exported file is about: a whole day, or one of its pots with every voter.</summary>
internal sealed class ExportedPart
{
    private ExportedPart(
        Paper paper, FrozenRules rules, int? pot, ImmutableArray<Proposal> proposals, Election election,
        IEnumerable<Ballot> ballots, ImmutableArray<PotAllocation> outcome)
    {
        (Paper, Rules, Pot, Proposals, Election, Outcome) = (paper, rules, pot, proposals, election, outcome);
        Ballots = [.. ballots.OrderBy(ballot => ballot.Canonical, StringComparer.Ordinal)];
        BlankBallots = Ballots.Count(ballot => ballot.Kind == BallotKind.Blank);
        Measure = HasScore ? Points() : election.Support.Votes;
        int[] ties = TieOrder.Places(election, rules.Allocation.Ties);
        Ranking = [.. Enumerable.Range(0, proposals.Length).OrderByDescending(i => Measure[i]).ThenBy(i => ties[i])];
        Dictionary<string, Selection> selected = Outcome.SelectMany(Selections).ToDictionary(StringComparer.Ordinal);
        Selected = [.. proposals.Select(proposal => selected.GetValueOrDefault(proposal.Id))];
    }

    /// <summary>The day's paper.</summary>
    public Paper Paper { get; }

    /// <summary>The day's rules.</summary>
    public FrozenRules Rules { get; }

    /// <summary>The pot's index, or null for the whole day.</summary>
    public int? Pot { get; }

    /// <summary>The projects, in the order of the paper.</summary>
    public ImmutableArray<Proposal> Proposals { get; }

    /// <summary>The projects, money and ballots of this part; projects by the same indices.</summary>
    public Election Election { get; }

    /// <summary>The outcome of its pots.</summary>
    public ImmutableArray<PotAllocation> Outcome { get; }

    /// <summary>The ballots, or of each what it says about the pot, sorted ordinally.</summary>
    public ImmutableArray<Ballot> Ballots { get; }

    /// <summary>How many of them are blank.</summary>
    public int BlankBallots { get; }

    /// <summary>Votes of each project, or points where the file has a score, by index.</summary>
    public IReadOnlyList<long> Measure { get; }

    /// <summary>Projects as the file lists them: most support first, equal ones in the day's tie order.</summary>
    public ImmutableArray<int> Ranking { get; }

    /// <summary>What became of each project, by index.</summary>
    public ImmutableArray<Selection> Selected { get; }

    /// <summary>The ballots' form.</summary>
    public BallotForm Form => Rules.Form;

    /// <summary>Whether the file is about several pots at once.</summary>
    public bool HasSeveralPots => Election.Pots.Length > 1;

    /// <summary>Whether ballots state points.</summary>
    public bool HasPoints => Form.Kind is BallotKind.Points or BallotKind.Score;

    /// <summary>
    /// Whether projects have a score. The checker goes by it wherever it stands, so it does not under a rule that
    /// counts votes.
    /// </summary>
    public bool HasScore =>
        Form.Kind != BallotKind.Approve
        && Rules.Allocation.Rule is not (AllocationRule.MostVotes or AllocationRule.VotesPerCost);

    /// <summary>All money of this part, in minor units.</summary>
    public long Budget => Election.Pots.Sum(pot => pot.Amount);

    /// <summary>All money of this part on the paper, by which ballots were valid, in minor units.</summary>
    public long BudgetOnPaper => Pot is { } pot ? Paper.Pots[pot].Amount : Paper.Pots.Sum(one => one.Amount);

    /// <summary>
    /// Whether every amount is a whole number of the currency's unit. The checker rounds amounts down before it adds
    /// them.
    /// </summary>
    public bool IsWhole =>
        Election.Pots.All(pot => pot.Amount % Election.Unit == 0)
        && Proposals.All(proposal => proposal.Ask % Election.Unit == 0);

    /// <summary>Whether the money is enough for all, as the checker reckons it, in whole units.</summary>
    public bool IsFullyFunded => Proposals.Sum(proposal => proposal.Ask / Election.Unit) <= Budget / Election.Unit;

    /// <summary>The whole day.</summary>
    public static ExportedPart Whole(
        Paper paper, FrozenRules rules, IReadOnlyCollection<Ballot> ballots, Allocation.Allocation allocation) => new(
            paper, rules, pot: null, paper.Proposals, allocation.Election, ballots, allocation.Pots);

    /// <summary>One pot.</summary>
    public static ExportedPart OfPot(
        Paper paper, FrozenRules rules, IReadOnlyCollection<Ballot> ballots, Allocation.Allocation allocation,
        int pot) =>
        new(
            paper, rules, pot, [.. paper.Proposals.Where(proposal => IsIn(proposal, paper.Pots[pot]))],
            allocation.Election.In(pot),
            ballots.Select(ballot => Within(ballot, paper, paper.Pots[pot])), [allocation.Pots[pot]]);

    private static bool IsIn(Proposal proposal, Pot pot) =>
        string.Equals(proposal.Pot, pot.Id, StringComparison.Ordinal);

    private static Ballot Within(Ballot ballot, Paper paper, Pot pot)
    {
        Choice[] choices = [.. ballot.Choices.Where(choice => IsIn(paper.Find(choice.Project)!, pot))];
        IEnumerable<string> ids = choices.Select(choice => choice.Project);
        IEnumerable<KeyValuePair<string, int>> values =
            choices.Select(choice => KeyValuePair.Create(choice.Project, choice.Value));
        return ballot.Kind switch
        {
            BallotKind.Blank => ballot,
            BallotKind.Approve => Ballot.Approve(ids),
            BallotKind.Rank => Ballot.Rank(ids),
            BallotKind.Score => Ballot.Score(values),
            BallotKind.Points => Ballot.Points(values),
        };
    }

    private static IEnumerable<KeyValuePair<string, Selection>> Selections(PotAllocation pot)
    {
        var reached = pot.Steps.Where(step => step.Kind == StepKind.Reached).Select(step => step.Project)
            .ToHashSet(StringComparer.Ordinal);
        for (int i = 0; i < pot.Awards.Length; i++)
        {
            Award award = pot.Awards[i];
            bool plain = i < pot.Completed && award.Amount == award.Cost && !reached.Contains(award.Project);
            yield return new(award.Project, plain ? Selection.Yes : Selection.Otherwise);
        }
    }

    /// <summary>
    /// Points as Pabulib counts them. A rank counts from the ballot's length down to 1 there, one more than its Borda
    /// points.
    /// </summary>
    private long[] Points() => Form.Kind != BallotKind.Rank
        ? [.. Election.Support.Points]
        : [.. Election.Support.Points.Zip(Election.Support.Votes, (points, votes) => points + votes)];
}
