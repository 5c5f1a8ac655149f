using System.Collections.Immutable;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rules.Pabulib.Exporting;

/// <summary>
/// The name that META gives the rule: one under which the file's own votes and costs give what the file says was
/// selected, or one that claims nothing.
/// Source: the functions <c>verify_greedy_selected</c>, <c>verify_greedy_no_skip_selected</c>, <c>check_budgets</c>
/// and
/// <c>verify_equalshares_selected</c> of Pabulib's checker.
/// </summary>
/// <param name="Name">A name that pabulib.org/format lists.</param>
/// <param name="Threshold">The least votes or score to be funded, or 0 for none.</param>
internal readonly record struct NamedRule(string Name, long Threshold = 0)
{
    /// <summary>A special rule that goes by votes, which the comment explains.</summary>
    public const string Custom = "greedy-custom";

    /// <summary>A rule that the format has no name for, which the comment explains.</summary>
    public const string Unknown = "unknown";

    private const long Sentinel = 999_999_999;

    private static readonly ImmutableArray<TieBreak> CheckersTies =
        [new(TieBreakKind.LowerCost), new(TieBreakKind.MoreVotes), new(TieBreakKind.Id)];

    /// <summary>The name for a file.</summary>
    public static NamedRule Of(ExportedPart part)
    {
        RuleSettings settings = part.Rules.Allocation;
        if (part.HasSeveralPots)
            return new(Unknown);
        if (settings.Rule is AllocationRule.MostVotes or AllocationRule.Score)
            return Greedy(part, settings);
        bool shares = settings is { Rule: AllocationRule.EqualShares, Utility: Utility.Cost };
        if (!shares || part.Form.Kind != BallotKind.Approve || !part.IsWhole)
            return new(Unknown);
        if (settings.Completion is Completion.Add1 or Completion.Add1Greedy && Add1Agrees(part))
            return new("equalshares/add1");
        return new(SharesAgree(part) ? "equalshares" : Unknown);
    }

    private static NamedRule Greedy(ExportedPart part, RuleSettings settings)
    {
        bool stops = settings.Marginal.Kind == MarginalKind.Stop;
        long needed = settings.Threshold;
        if (settings.Rule == AllocationRule.MostVotes)
            needed = Math.Max(needed, (part.Election.Ballots.Voters * settings.ThresholdPercent + 99) / 100);
        // Where a day has no threshold, one vote is what the unsupported lack.
        foreach (long threshold in needed > 0 ? [needed] : new long[] { 0, 1 })
            if (GreedyAgrees(part, stops, threshold))
                return new(stops ? "greedy-no-skip" : threshold > 0 ? "greedy-threshold" : "greedy", threshold);
        return new(Custom);
    }

    private static bool GreedyAgrees(ExportedPart part, bool stops, long threshold)
    {
        long left = part.Budget;
        bool ended = false;
        foreach (int project in part.Ranking)
        {
            long cost = part.Proposals[project].Ask;
            // The checker reckons in floating point, so fractions that just fit may not fit there.
            if (cost == Sentinel * part.Election.Unit || (cost == left && !part.IsWhole))
                return false;
            bool enough = part.Measure[project] >= threshold;
            bool wins = enough && cost <= left && !ended;
            ended |= stops && enough && !wins;
            if (wins != (part.Selected[project] == Selection.Yes))
                return false;
            left -= wins ? cost : 0;
        }
        return stops || part.IsFullyFunded || !LeavesMoneyUnused(part, threshold);
    }

    /// <summary>
    /// Whether a project that was not selected costs no more than is left when all amounts are rounded down.
    /// </summary>
    private static bool LeavesMoneyUnused(ExportedPart part, long threshold)
    {
        long unit = part.Election.Unit;
        IEnumerable<int> selected = part.Ranking.Where(i => part.Selected[i] == Selection.Yes);
        long left = (part.Budget / unit) - selected.Sum(i => part.Proposals[i].Ask / unit);
        return part.Ranking.Any(i =>
            part.Selected[i] == Selection.No && part.Proposals[i].Ask / unit <= left
            && (threshold == 0 || part.Measure[i] > threshold));
    }

    private static bool SharesAgree(ExportedPart part)
    {
        PotAllocation outcome = Shares(part, Completion.None);
        return Agrees(part, outcome)
            && !outcome.Steps.Any(step => step.Tied.Any(other => IsUndecided(part, step.Project, other)));
    }

    /// <summary>
    /// Whether the checker's add1 gives the same. It never ends where all that anybody supports is bought, and it
    /// throws at a tie in any round.
    /// </summary>
    private static bool Add1Agrees(ExportedPart part)
    {
        int[] supported = [.. part.Ranking.Where(part.Election.Support.IsSupported)];
        var unlike = supported.DistinctBy(i => (part.Proposals[i].Ask, part.Election.Support.Votes[i]));
        if (unlike.Count() < supported.Length)
            return false;
        PotAllocation outcome = Shares(part, Completion.Add1);
        if (outcome.Rise is not { End: RiseEnd.NextInfeasible } rise)
            return false;
        // The checker's first round is at the exact share, not at the rounded one.
        return Agrees(part, rise.Increments == 0 ? Shares(part, Completion.None) : outcome);
    }

    /// <summary>Equal Shares as the checker runs it: without groups, conflicts and thresholds.</summary>
    private static PotAllocation Shares(ExportedPart part, Completion completion)
    {
        Election own = part.Election;
        var plain = new Election(
            [.. own.Projects.Select(project => new Project(project.Id, project.Cost))], own.Pots, [],
            own.Ballots, own.Unit);
        return Allocator.Allocate(plain, new RuleSettings
        {
            Rule = AllocationRule.EqualShares,
            Completion = completion,
            Add1Start = Add1Start.Floor,
            Add1Stop = Add1Stop.OverBudget,
            FundsUnsupported = true,
            Ties = CheckersTies,
        }).Pots[0];
    }

    private static bool Agrees(ExportedPart part, PotAllocation outcome)
    {
        var bought = outcome.Awards.Select(award => award.Project).ToHashSet(StringComparer.Ordinal);
        return part.Ranking.All(i => bought.Contains(part.Proposals[i].Id) == (part.Selected[i] == Selection.Yes));
    }

    /// <summary>Whether lower cost and more votes leave two projects tied, where the checker gives up.</summary>
    private static bool IsUndecided(ExportedPart part, string one, string other)
    {
        int a = IndexOf(part, one), b = IndexOf(part, other);
        return part.Proposals[a].Ask == part.Proposals[b].Ask
            && part.Election.Support.Votes[a] == part.Election.Support.Votes[b];
    }

    private static int IndexOf(ExportedPart part, string id) =>
        part.Ranking.First(i => string.Equals(part.Proposals[i].Id, id, StringComparison.Ordinal));
}
