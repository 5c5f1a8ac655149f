namespace PbDecisionDay.Rules.Allocation.Explaining;

/// <summary>How many more votes or points would have funded a project under a greedy rule, all other ballots the same.</summary>
internal sealed class Shortfall(Election election, RuleSettings settings, PotAllocation pot, Dictionary<string, int> index)
{
    private readonly int[] _tiePlaces = TieOrder.Places(election, settings.Ties);

    /// <summary>
    /// A project that had come just before one that was given its turn would have met the money left at that turn. The
    /// last turn at which that was enough is the one it had to come before.
    /// </summary>
    public long? Of(Step step)
    {
        if (step.Kind is not (StepKind.DoesNotFit or StepKind.Stopped or StepKind.NotReached)
            || settings.Rule is AllocationRule.EqualShares or AllocationRule.Phragmen or AllocationRule.AverageScore)
            return null;
        int project = index[step.Project];
        Step? beat = pot.Steps
            .TakeWhile(turn => !ReferenceEquals(turn, step))
            .Where(turn => IsTurn(turn.Kind) && Enough(project, turn.Left + turn.Amount))
            .LastOrDefault();
        if (beat is null)
            return null;
        int rival = index[beat.Project];
        var (rivalNumerator, rivalDenominator) = Ranking.Measure(election, settings.Rule, rival);
        var (numerator, denominator) = Ranking.Measure(election, settings.Rule, project);
        if (rivalDenominator == 0)
            return null;
        Int128 product = (Int128)rivalNumerator * denominator;
        long needed = (long)((product + rivalDenominator - 1) / rivalDenominator);
        if ((Int128)needed * rivalDenominator == product && _tiePlaces[project] > _tiePlaces[rival])
            needed++;
        return needed - numerator;
    }

    private static bool IsTurn(StepKind kind) => kind is StepKind.Funded or StepKind.PartFunded or StepKind.Reached or StepKind.DoesNotFit or StepKind.Stopped;

    private bool Enough(int project, long left) => settings.Marginal.Kind switch
    {
        MarginalKind.Part => left > 0 && left >= election.Projects[project].Minimum,
        MarginalKind.Reach => (Int128)left * 100 >= (Int128)election.Projects[project].Cost * settings.Marginal.Percent,
        _ => left >= election.Projects[project].Cost,
    };
}
