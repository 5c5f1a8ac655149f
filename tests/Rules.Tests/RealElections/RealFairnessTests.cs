using System.Text.Json;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Allocation.Explaining;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;

namespace PbDecisionDay.Rules.Tests.RealElections;

public class RealFairnessTests
{
    public static TheoryData<string> Names => [.. RealElection.Names];

    /// <summary>Source: Brill, Peters 2023; the bound as ../shared/pabulib/README.md states it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Equal_Shares_leaves_no_group_short_of_EJR_plus(string name)
    {
        Election election = RealElection.Read(name).Election;
        foreach (Utility utility in new[] { Utility.Cost, Utility.Cardinality })
        {
            var found = Allocator.Allocate(election, new RuleSettings { Rule = AllocationRule.EqualShares, Utility = utility });
            var awards = found.Awards.ToDictionary(award => award.Project, award => award.Amount, StringComparer.Ordinal);
            Assert.Empty(EjrPlus.Violations(election, awards, utility == Utility.Cardinality));
        }
    }

    [Fact]
    public void Greedy_by_votes_leaves_groups_short_in_some_of_them() =>
        Assert.Contains(RealElection.Names, name => !Fairness.Of(Allocator.Allocate(RealElection.Read(name).Election, new RuleSettings())).EjrViolations.IsEmpty);

    /// <summary>
    /// Where a city names its rule and its winners, that rule gives them. Left out: rules named unknown or exclusive
    /// (Budapest, Bielany). Ranks count from the most that a ballot may rank, as in Krakow: three, two, one.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_published_winners_are_those_of_the_rule_that_the_city_names(string name)
    {
        PabulibFile file = RealElection.Read(name);
        string[] published = [.. RealElection.Expected(name).GetProperty("published_selected").EnumerateArray().Select(id => id.GetString()!)];
        string? key = file["rule"] switch
        {
            "greedy" when file.Election.Ballots.Kind == BallotKind.Rank => "real/greedy-borda-max/",
            "greedy" => "real/greedy/",
            "greedy-no-skip" => "real/greedy-no-skip/",
            "greedy-threshold" => "real/greedy-threshold/",
            "greedy-custom" => "real/poznan80/",
            "equalshares/add1-comparison" => "mes/cost/add1-noexh/",
            _ => null,
        };
        if (published.Length == 0 || key is null)
            return;
        file = RealElection.Read(name, ReferenceRule.Reading(key));
        string[] ties = key.StartsWith("mes", StringComparison.Ordinal) ? ["lex"] : ["mincost", "file"];
        Assert.Contains(ties, tie => Allocator.Allocate(file.Election, ReferenceRule.Settings(key + tie, file)).Order.ToHashSet(StringComparer.Ordinal).SetEquals(published));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Writing_what_was_read_gives_the_same_election(string name)
    {
        PabulibFile file = RealElection.Read(name, new() { KeepVotes = true });
        using var stream = new MemoryStream();
        PabulibWriter.Write(stream, file);
        stream.Position = 0;
        Election again = PabulibReader.Read(stream).Election;
        Assert.Equal(file.Election.Projects.Select(project => (project.Id, project.Cost)), again.Projects.Select(project => (project.Id, project.Cost)));
        Assert.Equal(file.Election.Ballots.Weights, again.Ballots.Weights);
        Assert.Equal(file.Election.Ballots.Projects, again.Ballots.Projects);
        Assert.Equal(file.Election.Ballots.Values, again.Ballots.Values);
        Assert.Equal((file.Election.Pots[0].Amount, file.Election.Unit, file.Election.Ballots.Voters), (again.Pots[0].Amount, again.Unit, again.Ballots.Voters));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_vote_counts_agree_with_the_reference(string name)
    {
        JsonElement expected = RealElection.Expected(name);
        Election election = RealElection.Read(name).Election;
        Assert.Equal(expected.GetProperty("votes").GetInt64(), election.Ballots.Voters);
        Assert.Equal(expected.GetProperty("projects").GetInt32(), election.Projects.Length);
        Assert.Equal(expected.GetProperty("budget").GetString(), new Fraction(election.Pots[0].Amount, election.Unit).ToString());
    }
}
