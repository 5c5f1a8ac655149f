using System.Collections.Immutable;

namespace PbDecisionDay.Rules.Allocation.Explaining;

/// <summary>Reads out of the trace of an allocation why each project got what it got.</summary>
public static class Reasons
{
    /// <summary>One reason for each project, pot after pot, in the order in which the rule came to decide.</summary>
    public static ImmutableArray<Reason> Of(Allocation allocation) =>
        [.. Enumerable.Range(0, allocation.Pots.Length).SelectMany(pot => OfPot(allocation.Election.In(pot), allocation.Settings, allocation.Pots[pot]))];

    private static IEnumerable<Reason> OfPot(Election election, RuleSettings settings, PotAllocation pot)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Project project in election.Projects)
            index.Add(project.Id, index.Count);
        var funded = pot.Awards.Select(award => award.Project).ToHashSet(StringComparer.Ordinal);
        var early = pot.Awards.Take(pot.Completed).Select(award => award.Project).ToHashSet(StringComparer.Ordinal);
        var last = new Dictionary<string, Step>(StringComparer.Ordinal);
        foreach (Step step in pot.Steps)
            last[step.Project] = step;
        var shortfall = new Shortfall(election, settings, pot, index);
        bool completes = settings.Rule == AllocationRule.EqualShares && settings.Completion is Completion.Greedy or Completion.Add1Greedy;
        foreach (Step step in pot.Steps.Where(step => ReferenceEquals(last[step.Project], step)))
        {
            int project = index[step.Project];
            yield return new()
            {
                Kind = step.Kind,
                Project = step.Project,
                Rule = settings.Rule,
                InCompletion = completes && !early.Contains(step.Project) && step.Kind is not (StepKind.BelowThreshold or StepKind.AboveCap or StepKind.Withdrawn),
                CountsPoints = settings.CountsPoints,
                Support = settings.CountsPoints ? election.Support.Points[project] : election.Support.Votes[project],
                Cost = election.Projects[project].Cost,
                Amount = step.Amount,
                Left = step.Left,
                Short = step.Short,
                SupportShort = shortfall.Of(step),
                Price = step.Price,
                FullPayers = step.FullPayers,
                Blocker = step.Blocker,
                WonTieAgainst = funded.Contains(step.Project) ? [.. step.Tied.Where(other => !funded.Contains(other))] : [],
                LostTieTo = funded.Contains(step.Project) ? [] : [.. pot.Steps.Where(other => other.Amount > 0 && other.Tied.Contains(step.Project, StringComparer.Ordinal)).Select(other => other.Project)],
            };
        }
    }
}
