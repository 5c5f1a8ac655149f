using System.Collections.Immutable;

namespace PbDecisionDay.Rules.Papers;

/// <summary>
/// What entries of the log changed of a frozen paper, as it stands after them: totals of pots and withdrawn projects. The paper itself and
/// the ballots stay as they are. What it does to an allocation: docs/formats/rules.md, "Changes after the paper was frozen".
/// </summary>
/// <param name="Pots">New totals in minor units, by the pot's id.</param>
/// <param name="Withdrawn">Ids of the projects that are withdrawn.</param>
public sealed record PaperChanges(ImmutableSortedDictionary<string, long> Pots, ImmutableSortedSet<string> Withdrawn)
{
    /// <summary>The paper as it was frozen.</summary>
    public static PaperChanges None { get; } = new(
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal), ImmutableSortedSet.Create<string>(StringComparer.Ordinal));

    /// <summary>Whether nothing is changed.</summary>
    public bool AreNone => Pots.IsEmpty && Withdrawn.IsEmpty;

    /// <summary>With a pot's new total, in minor units.</summary>
    public PaperChanges WithTotal(string pot, long amount) => this with { Pots = Pots.SetItem(pot, amount) };

    /// <summary>With a project withdrawn.</summary>
    public PaperChanges Without(string project) => this with { Withdrawn = Withdrawn.Add(project) };

    /// <summary>With a project restored.</summary>
    public PaperChanges WithAgain(string project) => this with { Withdrawn = Withdrawn.Remove(project) };

    /// <summary>What a pot holds, in minor units.</summary>
    public long TotalOf(Pot pot) => Pots.GetValueOrDefault(pot.Id, pot.Amount);

    /// <summary>The same without totals that are the paper's own: what makes a difference.</summary>
    public PaperChanges Against(Paper paper) =>
        this with { Pots = Pots.RemoveRange(paper.Pots.Where(pot => TotalOf(pot) == pot.Amount).Select(pot => pot.Id)) };

    /// <summary>Whether all pots of a paper together hold no more than <see cref="Paper.MostMoney"/>.</summary>
    public bool IsWithinBounds(Paper paper) =>
        paper.Pots.Aggregate((Int128)0, (sum, pot) => sum + TotalOf(pot)) <= Paper.MostMoney;
}
