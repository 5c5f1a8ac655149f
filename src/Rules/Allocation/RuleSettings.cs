using System.Collections.Immutable;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>An allocation rule with everything that can change its outcome.</summary>
public sealed record RuleSettings
{
    /// <summary>The rule. The default value is most votes.</summary>
    public AllocationRule Rule { get; init; }

    /// <summary>For Equal Shares, what a project is worth. The default value is its cost.</summary>
    public Utility Utility { get; init; }

    /// <summary>For Equal Shares, what follows. The default value is nothing.</summary>
    public Completion Completion { get; init; }

    /// <summary>For add1, where it starts. The default value is the exact share.</summary>
    public Add1Start Add1Start { get; init; }

    /// <summary>For add1, when it stops. The default value is when nothing further fits.</summary>
    public Add1Stop Add1Stop { get; init; }

    /// <summary>What happens when the next project does not fit. The default value is to pass it over.</summary>
    public MarginalPolicy Marginal { get; init; }

    /// <summary>The least support to be funded: votes, or points where the rule counts points. The default value is 0, no threshold.</summary>
    public long Threshold { get; init; }

    /// <summary>The least support as a share of all ballots, in votes, 0 to 100 percent. The default value is 0, no threshold.</summary>
    public int ThresholdPercent { get; init; }

    /// <summary>For the average score, the least average, in hundredths of a mark. The default value is 0, no floor.</summary>
    public int FloorHundredths { get; init; }

    /// <summary>The largest share of its pot one project may cost, 1 to 100 percent, or 0 for no cap. A dearer project is not funded. The default value is 0.</summary>
    public int CapPercent { get; init; }

    /// <summary>
    /// Whether a project that no ballot supports may be funded where money is left. The default value is false: a council does not pay for
    /// what nobody chose. Outcomes published with Pabulib files were made with true.
    /// </summary>
    public bool FundsUnsupported { get; init; }

    /// <summary>In what order tied projects go; ends in one that always decides.</summary>
    public ImmutableArray<TieBreak> Ties { get; init; } = TieBreak.Default;

    /// <summary>In what order tied projects go in the greedy completion of Equal Shares. The default value is empty: as in <see cref="Ties"/>.</summary>
    public ImmutableArray<TieBreak> CompletionTies { get; init; } = [];

    /// <summary>Whether support is counted in points rather than votes.</summary>
    public bool CountsPoints =>
        Rule is AllocationRule.Score or AllocationRule.ScorePerCost or AllocationRule.AverageScore
        || (Rule == AllocationRule.EqualShares && Utility is Utility.Points or Utility.Borda);

    /// <summary>Why these settings cannot be used, in one plain sentence, or null.</summary>
    public string? Problem =>
        Threshold < 0 ? "The threshold is below 0."
        : ThresholdPercent is < 0 or > 100 ? "The threshold's percentage is not between 0 and 100."
        : CapPercent is < 0 or > 100 ? "The cap is not between 0 and 100 percent."
        : FloorHundredths < 0 ? "The least average is below 0."
        : Marginal.Kind == MarginalKind.Reach != Marginal.Percent is >= 1 and <= 100 ? "Reach needs a percentage from 1 to 100, the other marginal policies none."
        : TieBreak.Problem(Ties) ?? (CompletionTies.IsEmpty ? null : TieBreak.Problem(CompletionTies));
}
