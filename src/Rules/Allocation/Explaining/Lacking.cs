using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Patterns;

namespace PbDecisionDay.Rules.Allocation.Explaining;

/// <summary>
/// What would have funded a project that is not funded, all else the same, found by running the rule again with other numbers. What is called the
/// smallest was tried, and so was all below it that could differ. Source: docs/adr/0085.
/// </summary>
/// <param name="Voters">How many more ballots that name it alone, with the highest mark or all points; null where no such ballot is valid, or nothing was looked for.</param>
/// <param name="Cost">How much less it would have had to cost, in minor units; null where nothing was looked for.</param>
/// <param name="Money">How much more its pot would have had to hold, in minor units; null where nothing was looked for.</param>
public sealed record Lacking(Needed? Voters, Needed? Cost, Needed? Money)
{
    /// <summary>The most voters that are added.</summary>
    public const int MostVoters = 1_000_000;

    // How often a rule is run for one number at most: a greedy rule, of which a few runs tell thousands of numbers apart, and a rule by shares.
    private const int MostRuns = 5_000, MostShares = 200;

    // Under a rule by shares, how many choices on ballots all runs for one number may go through together: about two seconds.
    private const long MostChoices = 2_000_000;

    // With fewer runs than this the steps would be too wide to say anything.
    private const int FewestRuns = 20;

    /// <summary>
    /// Looks for it; null where the project is funded or withdrawn, or is not on the paper. Under rules by shares of fewer than
    /// <see cref="BallotPattern.FewestBallots"/> ballots, which are not published, nothing is looked for, nor where a run takes too long.
    /// </summary>
    /// <param name="paper">The frozen paper.</param>
    /// <param name="rules">The frozen rules.</param>
    /// <param name="ballots">The ballots, identical ones given together with their number.</param>
    /// <param name="changes">What was changed after the paper was frozen.</param>
    /// <param name="project">The project's id.</param>
    /// <param name="cancellation">Ends long work.</param>
    /// <exception cref="ArgumentException">A ballot names a project that is not on the paper, or is of another kind.</exception>
    public static Lacking? Of(
        Paper paper, FrozenRules rules, IEnumerable<(Ballot Ballot, int Number)> ballots, PaperChanges changes, string project, CancellationToken cancellation = default)
    {
        if (paper.Find(project) is not { } proposal || changes.Withdrawn.Contains(project))
            return null;
        Election election = Election.Of(paper, rules.Form.Kind, ballots, changes.Against(paper));
        int pot = paper.Pots.TakeWhile(one => !string.Equals(one.Id, proposal.Pot, StringComparison.Ordinal)).Count();
        var trial = new Trial(election.In(pot), rules.Allocation, project, cancellation);
        if (trial.AsItWas().Funded)
            return null;
        bool greedy = rules.Allocation.Rule is not (AllocationRule.EqualShares or AllocationRule.Phragmen);
        bool alone = rules.Form.Check(Alone(rules.Form, project), paper) is null;
        if (greedy)
            return new(
                alone ? Walk(MostVoters, more => trial.WithVoters(more, MarkOf(rules.Form))) : null,
                Walk(trial.Cost - 1, trial.CostingLess),
                Walk(trial.MostMissing, trial.WithMoreMoney));
        int runs = (int)Math.Min(MostShares, MostChoices / Math.Max(1, trial.Choices));
        return election.Ballots.Voters < BallotPattern.FewestBallots || runs < FewestRuns
            ? new(null, null, null)
            : new(
                alone ? Try(runs, 1, more => trial.WithVoters(more, MarkOf(rules.Form))) : null,
                TryIn(trial.Cost - 1, runs, trial.Unit, trial.CostingLess),
                TryIn(Math.Max(trial.Money, trial.Cost), runs, trial.Unit, trial.WithMoreMoney));
    }

    private static Ballot Alone(BallotForm form, string project) => form.Kind switch
    {
        BallotKind.Score => Ballot.Score([new(project, form.Top)]),
        BallotKind.Points => Ballot.Points([new(project, form.Top)]),
        BallotKind.Rank => Ballot.Rank(project),
        _ => Ballot.Approve(project),
    };

    // What a ballot that names one project alone counts for it: a rank counts how many stand below it.
    private static int MarkOf(BallotForm form) => form.Kind switch
    {
        BallotKind.Score or BallotKind.Points => form.Top,
        BallotKind.Rank => 0,
        _ => 1,
    };

    /// <summary>
    /// The smallest number that funds the project under a greedy rule, where each step of such a rule changes over once as the number grows: two numbers
    /// with the same steps up to the project's own have none between them with others, so whole stretches are passed over.
    /// </summary>
    private static Needed Walk(long last, Func<long, Trial.Run> run)
    {
        int runs = 0;
        long at = 1;
        while (at <= last)
        {
            Trial.Run here = Once(at);
            if (here.Funded)
                return new(at, last, 1);
            long same = at, differs = last + 1;
            for (long leap = 1; same < last && differs > last; leap *= 2)
            {
                long next = Math.Min(last, at + leap);
                (same, differs) = Once(next).Steps == here.Steps ? (next, differs) : (same, next);
            }
            while (differs <= last && differs - same > 1)
            {
                long middle = same + (differs - same) / 2;
                (same, differs) = Once(middle).Steps == here.Steps ? (middle, differs) : (same, middle);
            }
            if (runs > MostRuns)
                return new(null, same, 1);
            at = differs;
        }
        return new(null, last, 1);

        Trial.Run Once(long number)
        {
            runs++;
            return run(number);
        }
    }

    private static Needed TryIn(long range, int runs, long unit, Func<long, Trial.Run> run)
    {
        long step = RoundStep(range, runs, unit);
        return Try((int)(range / step), step, run);
    }

    /// <summary>The first multiple of a step that funds the project, each tried in turn.</summary>
    private static Needed Try(int times, long step, Func<long, Trial.Run> run)
    {
        for (int time = 1; time <= times; time++)
            if (run(time * step).Funded)
                return new(time * step, times * step, step);
        return new(null, times * step, step);
    }

    /// <summary>One, two or five times a power of ten of the currency's unit, the smallest that goes into the range so often or less.</summary>
    private static long RoundStep(long range, int times, long unit)
    {
        for (long ten = unit; ; ten *= 10)
            foreach (long step in new[] { ten, 2 * ten, 5 * ten })
                if (range / step <= times)
                    return step;
    }
}

/// <summary>The smallest change that would have funded a project.</summary>
/// <param name="Smallest">That change; null where none up to the last would have.</param>
/// <param name="Last">The largest change that was looked at.</param>
/// <param name="Step">Its multiples were looked at; 1 where no number was left out.</param>
public readonly record struct Needed(long? Smallest, long Last, long Step);
