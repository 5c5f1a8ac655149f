using System.Collections.Immutable;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Web.Console;
using PbDecisionDay.Web.Tests.Audit;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>The figures of a real election that the rules page shows, counted again from its ballots.</summary>
public sealed class OldElectionTests
{
    [Fact]
    public void The_figures_are_what_the_files_ballots_give()
    {
        const string Reason = "The real elections are not here: put them in ../shared/pabulib beside the repository or name their folder in PABULIB_DIR.";
        var folder = Environment.GetEnvironmentVariable("PABULIB_DIR") is { Length: > 0 } named ? named : Path.Combine(Checkers.Repository(), "..", "shared", "pabulib");
        if (!Directory.Exists(folder))
        {
            if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 }) Assert.Fail(Reason);
            Assert.Skip(Reason);
        }
        var file = PabulibReader.ReadFile(Path.Combine(folder, OldElection.File), new PabulibReading());
        var election = file.Election;
        Assert.Equal(
            (OldElection.Ballots, OldElection.Projects, OldElection.Budget * election.Unit),
            ((int)election.Ballots.Voters, election.Projects.Length, election.Pots[0].Amount));
        var usual = UsualRules.For(election.Ballots.Kind).ToDictionary(rule => rule.Key, rule => Allocator.Allocate(election, rule.Settings), StringComparer.Ordinal);
        var (votes, shares) = (usual["most-votes"], usual["equal-shares-add1"]);
        Assert.Equal((OldElection.SpentByMostVotes * election.Unit, OldElection.SpentByEqualShares * election.Unit), (votes.Spent, shares.Spent));

        // A part is written "17 - Mirail-Université / Reynerie / Bellefontaine".
        string Part(int project) => file.OfProject(project, "district")!.Split(" / ")[0].Trim();
        int Funded(IEnumerable<int> places, Allocation by) => places.Count(at => by.Order.Contains(election.Projects[at].Id, StringComparer.Ordinal));
        ImmutableArray<PartOfTown> counted =
        [
            .. Enumerable.Range(0, election.Projects.Length).GroupBy(Part, StringComparer.Ordinal)
                .Select(part => new PartOfTown(
                    int.Parse(part.Key.Split(" - ")[0], System.Globalization.CultureInfo.InvariantCulture), part.Key.Split(" - ")[1], part.Count(), Funded(part, votes), Funded(part, shares)))
                .OrderBy(part => part.Number),
        ];
        Assert.Equal(OldElection.Parts, counted);
        Assert.Equal(
            (OldElection.ByMostVotes, OldElection.ByEqualShares, OldElection.WithoutByMostVotes, OldElection.ReachedByEqualShares), (72, 130, 2, 20));
    }
}
