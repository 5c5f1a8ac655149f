using PbDecisionDay.Rehearsal.Checking;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rehearsal.Planning;

/// <summary>
/// What is changed of the paper on the way: before the opening a sponsor adds to the first pot, and while people vote the group of the project
/// that most of the planned ballots support withdraws it.
/// </summary>
/// <param name="Pot">The pot's id.</param>
/// <param name="Amount">Its new total in minor units.</param>
/// <param name="Withdrawn">The project's id.</param>
internal sealed record PlannedChanges(string Pot, long Amount, string Withdrawn)
{
    private const int Tenth = 10;

    /// <summary>The changes as the rules of a day take them.</summary>
    public PaperChanges OfPaper => PaperChanges.None.WithTotal(Pot, Amount).Without(Withdrawn);

    /// <summary>The changes of a planned day: a tenth is added, and at least one.</summary>
    public static PlannedChanges Of(PlannedDay plan)
    {
        Paper paper = plan.Paper;
        var support = IndependentCount.Support(plan.Ballots.Select(ballot => ballot.Canonical), paper.Proposals.ToDictionary(project => project.Id, project => project.Pot));
        Pot pot = paper.Pots[0];
        return new(
            pot.Id, pot.Amount + (pot.Amount / Tenth) + 1,
            paper.Proposals.OrderByDescending(project => support[project.Id]).ThenBy(project => project.Id, StringComparer.Ordinal).First().Id);
    }
}
