using PbDecisionDay.Rules.Allocation;

namespace PbDecisionDay.Rules.Pabulib;

/// <summary>The names that the META key <c>rule</c> has for rules. Source: pabulib.org/format.</summary>
public static class PabulibRule
{
    /// <summary>The name of a rule; our own word for one that has no name there.</summary>
    public static string Of(RuleSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Rule switch
        {
            AllocationRule.EqualShares => settings.Completion is Completion.Add1 or Completion.Add1Greedy ? "equalshares/add1" : "equalshares",
            AllocationRule.MostVotes or AllocationRule.Score => settings.Marginal.Kind switch
            {
                MarginalKind.Skip => settings is { Threshold: > 0 } or { ThresholdPercent: > 0 } ? "greedy-threshold" : "greedy",
                MarginalKind.Stop => "greedy-no-skip",
                MarginalKind.Part or MarginalKind.Reach => "greedy-custom",
            },
            _ => Text.Words.Of(settings.Rule),
        };
    }
}
