using System.Globalization;
using System.Text;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Patterns;

namespace PbDecisionDay.Web.Tests.Days;

/// <summary>Files of other elections, of the kind that is not kept: each row has an age and a place.</summary>
public static class BesideFiles
{
    /// <summary>An election by approval.</summary>
    /// <param name="projects">The ids of its projects.</param>
    /// <param name="vote">What each voter, from 1, chose: ids with commas between.</param>
    /// <param name="votes">How many voted.</param>
    public static byte[] Votes(IEnumerable<string> projects, Func<int, string> vote, int votes = 60) => Encoding.UTF8.GetBytes(
        $"META\nkey;value\nbudget;1000\nvote_type;approval\nPROJECTS\nproject_id;cost\n{string.Concat(projects.Select(id => $"{id};100\n"))}VOTES\nvoter_id;age;neighborhood;vote\n"
        + string.Concat(Enumerable.Range(1, votes).Select(voter => string.Create(CultureInfo.InvariantCulture, $"{voter};{voter % 80 + 16};Saltmarket;{vote(voter)}\n"))));

    /// <summary>Keeps a rehearsal and last year's election beside a closed day, in which half of the votes were blank.</summary>
    public static async Task KeepAsync(IGrainFactory grains, string day)
    {
        var grain = grains.GetGrain<IDecisionDayGrain>(day);
        var view = (await grain.GetAsync(default))!;
        Assert.True(Paper.TryParse(view.Paper, out var paper, out _));
        Assert.True(FrozenRules.TryParse(view.Rules, out var rules, out _));
        string[] own = [.. paper!.Proposals.Select(proposal => proposal.Id)];
        foreach (var (kind, name, from, projects) in new[]
        {
            (BesideKind.Rehearsal, "", "Our rehearsal in May", own), (BesideKind.Other, "last year, 2025", "The council’s web page", new[] { "a", "b" }),
        })
        {
            using var file = new MemoryStream(Votes(projects, voter => voter % 2 == 0 ? "" : projects[0], 120));
            var totals = BallotTotals.Of(paper, rules!.Form, PabulibReader.Read(file));
            Assert.Equal(DayOutcome.Done, await grain.KeepBesideAsync(BesideElection.Of(kind, name, from, Convert.ToBase64String(new byte[32]), totals), "one", default));
        }
    }
}
