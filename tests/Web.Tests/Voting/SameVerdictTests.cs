using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Web.Tests.Voting;

/// <summary>The page's own check of a ballot comes to the engine's verdict, with its numbers, on the same ballots under every form.</summary>
public sealed class SameVerdictTests
{
    private const int Elections = 400, Ballots = 40, Seed = 20261128;

    [Fact]
    public void The_page_and_the_engine_find_the_same_fault_on_sixteen_thousand_ballots()
    {
        var draw = new Drawer(new Random(Seed));
        var elections = Enumerable.Range(0, Elections).Select(_ => draw.Election()).ToArray();

        var answers = Ask(elections);

        var (seen, valid) = (new HashSet<BallotProblemKind>(), 0);
        foreach (var (election, verdicts) in elections.Zip(answers))
        {
            Assert.Equal(election.Ballots.Length, verdicts.Length);
            foreach (var (ballot, page) in election.Ballots.Zip(verdicts))
            {
                var problem = election.Rules.Form.Check(ballot, election.Paper);
                var engine = problem is null
                    ? new Verdict(ballot.Canonical, null, 0, 0, null, null, false)
                    : new Verdict(ballot.Canonical, Words.Of(problem.Kind), problem.Given, problem.Allowed, problem.Project, problem.Pot, problem.Exactly);
                Assert.True(engine == page, $"{election.Rules.Text}\n{ballot.Canonical}\nengine: {engine}\npage: {page}");
                if (problem is null) valid++;
                else seen.Add(problem.Kind);
            }
        }
        // The draw is worth something: every fault that there is was found, and many ballots were right.
        Assert.Equal(Enum.GetValues<BallotProblemKind>().Order(), seen.Order());
        Assert.InRange(valid, 2_000, Elections * Ballots);
    }

    private static Verdict[][] Ask(Election[] elections)
    {
        var script = Path.Combine(Here(), "check-ballots.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        node.StandardInput.Write(JsonSerializer.Serialize(elections.Select(one => new
        {
            paper = JsonNode.Parse(one.Paper.Text), rules = JsonNode.Parse(one.Rules.Text), ballots = one.Ballots.Select(ballot => ballot.Canonical),
        })));
        node.StandardInput.Close();
        node.WaitForExit();
        Assert.True(node.ExitCode == 0, error.Result);
        return JsonSerializer.Deserialize<Verdict[][]>(output.Result, JsonSerializerOptions.Web)!;
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private sealed record Verdict(string Text, string? Rule, long Given, long Allowed, string? Project, string? Pot, bool Exactly);

    private sealed record Election(FrozenRules Rules, Paper Paper, Ballot[] Ballots);

    /// <summary>Papers, forms and ballots by lot; the ballots near enough to the form that many are right and each fault comes up.</summary>
    private sealed class Drawer(Random random)
    {
        private static readonly string[] Groups = ["theme/food", "theme/moving"];

        public Election Election()
        {
            var pots = Enumerable.Range(1, random.Next(1, 4)).Select(at => new Pot($"pot-{at}", $"Pot {at}", random.Next(0, 400))).ToArray();
            var proposals = Enumerable.Range(1, random.Next(1, 9)).Select(at => new Proposal
            {
                Id = at % 3 == 0 ? $"area/{at}" : $"{at}", Title = $"Project {at}", Pot = pots[random.Next(pots.Length)].Id,
                Ask = random.Next(1, 200), Minimum = 1, Theme = random.Next(3) == 0 ? null : Groups[random.Next(Groups.Length)],
            }).ToArray();
            var paper = Paper.Create("test.example/day", "Day", "en", "GBP", 2, pots, Groups.Select(id => new Group(id, GroupKind.Theme, id)), proposals);
            var form = Form();
            var rules = FrozenRules.Create(form, RuleOf(form), LiveResults.Turnout, true, "en");
            return new Election(rules, paper, [.. Enumerable.Range(0, Ballots).Select(_ => BallotUnder(form, paper))]);
        }

        private BallotForm Form()
        {
            var kind = (BallotKind)random.Next(1, 5);
            var least = random.Next(1, 4);
            var most = random.Next(3) == 0 ? 0 : least + random.Next(0, 3);
            var top = kind switch { BallotKind.Score => random.Next(1, 6), BallotKind.Points => random.Next(least, 12), _ => 0 };
            var approve = kind == BallotKind.Approve;
            return new BallotForm(
                kind, least, most, top, PerPot: random.Next(3) == 0, Knapsack: approve && random.Next(3) == 0,
                Extra: approve && most > 0 && random.Next(3) == 0 ? new ExtraVote(Groups[0], random.Next(1, 3)) : null);
        }

        private static RuleSettings RuleOf(BallotForm form) =>
            new() { Rule = form.Kind is BallotKind.Approve ? AllocationRule.MostVotes : AllocationRule.Score };

        private Ballot BallotUnder(BallotForm form, Paper paper)
        {
            if (random.Next(20) == 0) return Ballot.Blank;
            var kind = random.Next(20) == 0 ? (BallotKind)random.Next(1, 5) : form.Kind;
            var ids = paper.Proposals.Select(proposal => proposal.Id).Append(random.Next(12) == 0 ? "stranger" : "").Where(id => id.Length > 0).ToArray();
            random.Shuffle(ids);
            var chosen = ids.Take(Math.Min(ids.Length, random.Next(1, Math.Max(2, form.Least + 3)))).ToArray();
            return kind switch
            {
                BallotKind.Score => Ballot.Score(chosen.Select(id => KeyValuePair.Create(id, random.Next(0, Math.Max(1, form.Top) + (random.Next(8) == 0 ? 3 : 1))))),
                BallotKind.Points => Ballot.Points(Dealt(chosen, Math.Max(1, form.Top) + (random.Next(4) == 0 ? random.Next(-2, 3) : 0))),
                BallotKind.Rank => Ballot.Rank(chosen),
                BallotKind.Approve or BallotKind.Blank => Ballot.Approve(chosen),
            };
        }

        // A number of points, dealt one by one.
        private Dictionary<string, int> Dealt(string[] ids, int total)
        {
            var dealt = ids.ToDictionary(id => id, _ => 0, StringComparer.Ordinal);
            for (var point = 0; point < total; point++) dealt[ids[random.Next(ids.Length)]]++;
            return dealt;
        }
    }
}
