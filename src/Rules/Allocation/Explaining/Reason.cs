using System.Collections.Immutable;

namespace PbDecisionDay.Rules.Allocation.Explaining;

/// <summary>Why a project got what it got, as numbers, so that a page can say it in the reader's language. One for each project.</summary>
public sealed record Reason
{
    /// <summary>What became of the project: the kind of its last step.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>The project's id.</summary>
    public required string Project { get; init; }

    /// <summary>The rule that decided.</summary>
    public required AllocationRule Rule { get; init; }

    /// <summary>Whether the greedy completion of Equal Shares decided.</summary>
    public bool InCompletion { get; init; }

    /// <summary>Whether support is counted in points rather than votes.</summary>
    public bool CountsPoints { get; init; }

    /// <summary>Its votes, or its points.</summary>
    public required long Support { get; init; }

    /// <summary>What it asked for, in minor units.</summary>
    public required long Cost { get; init; }

    /// <summary>Its award, in minor units, or 0.</summary>
    public long Amount { get; init; }

    /// <summary>What was left in the pot after its turn, in minor units.</summary>
    public long Left { get; init; }

    /// <summary>What was missing: money in minor units, or votes or points below a threshold, or hundredths of a mark below a floor.</summary>
    public long Short { get; init; }

    /// <summary>How many more votes (or points) would have funded it, all else the same; null where that is not known or no number would have.</summary>
    public long? SupportShort { get; init; }

    /// <summary>Under Equal Shares, the most that a supporter paid, in minor units (for each point, where points are the utility).</summary>
    public Fraction? Price { get; init; }

    /// <summary>Under Equal Shares, how many supporters paid that much.</summary>
    public long FullPayers { get; init; }

    /// <summary>The conflicting project or the full group, or null.</summary>
    public string? Blocker { get; init; }

    /// <summary>Projects with equal support that went unfunded, so that the tie order decided about money.</summary>
    public ImmutableArray<string> WonTieAgainst { get; init; } = [];

    /// <summary>Funded projects with equal support, where this one went unfunded.</summary>
    public ImmutableArray<string> LostTieTo { get; init; } = [];
}
