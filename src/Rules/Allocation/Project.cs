using System.Collections.Immutable;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>A project as an allocation rule sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Cost">What it costs, in minor units, 0 or more.</param>
/// <param name="Minimum">The least award with which it goes ahead, in minor units, at most the cost.</param>
/// <param name="Pot">The index of its pot.</param>
/// <param name="Groups">The indices of its groups.</param>
/// <param name="Conflicts">The indices of projects that cannot be funded beside it.</param>
public sealed record Project(string Id, long Cost, long Minimum, int Pot, ImmutableArray<int> Groups, ImmutableArray<int> Conflicts)
{
    /// <summary>Whether it was withdrawn after the paper was frozen, so that it cannot be funded. Its votes, points and ranks stand.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>A project in the first pot, in no group, without conflicts, that may be part-funded from one minor unit.</summary>
    public Project(string id, long cost)
        : this(id, cost, Math.Min(cost, 1), 0, [], [])
    {
    }
}
