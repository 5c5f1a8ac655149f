using System.Collections.Immutable;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>One step of an allocation. Each project has at least one; its last says what became of it.</summary>
public sealed record Step
{
    /// <summary>What was done.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>The project's id.</summary>
    public required string Project { get; init; }

    /// <summary>The award, in minor units; 0 when there is none.</summary>
    public long Amount { get; init; }

    /// <summary>What was left in the pot after the step, in minor units.</summary>
    public long Left { get; init; }

    /// <summary>What was missing: money in minor units, or votes or points below a threshold, or hundredths below a floor.</summary>
    public long Short { get; init; }

    /// <summary>The conflicting project or the full group, or null.</summary>
    public string? Blocker { get; init; }

    /// <summary>Under Equal Shares the most a supporter paid (for utility by points or Borda: for each point), in minor units; under Phragmén the load. Otherwise null.</summary>
    public Fraction? Price { get; init; }

    /// <summary>Under Equal Shares, how many supporters paid the full price; the others gave all they had left.</summary>
    public long FullPayers { get; init; }

    /// <summary>Projects that stood equal with this one, which went first by the tie order. Ids in that order.</summary>
    public ImmutableArray<string> Tied { get; init; } = [];
}
