using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Tests.Pabulib;

/// <summary>Finished days of every ballot form and every rule, exported.</summary>
internal static class ExportedDays
{
    public static readonly PabulibFacts Facts = new("Troon decides, Town hall", "GB", "pb.south.example", "Troon decides", new(2026, 3, 7), new(2026, 3, 8));

    /// <summary>Each ballot form.</summary>
    public static IReadOnlyDictionary<string, BallotForm> Forms { get; } = new Dictionary<string,
        BallotForm>(StringComparer.Ordinal)
    {
        ["choose one"] = BallotForm.ApproveExactly(1),
        ["up to three"] = BallotForm.ApproveUpTo(3),
        ["up to a hundred"] = BallotForm.ApproveUpTo(100),
        ["exactly two"] = BallotForm.ApproveExactly(2),
        ["at least two"] = BallotForm.ApproveAtLeast(2),
        ["fit the pot"] = BallotForm.FitThePot(),
        ["two in each pot"] = new(BallotKind.Approve, 1, 2, PerPot: true),
        ["one and one extra"] = new(BallotKind.Approve, 1, 1, Extra: new("young", 1)),
        ["marks"] = BallotForm.Score(5),
        ["choose three, then marks"] = new(BallotKind.Score, 1, 3, 5),
        ["marks in each pot"] = new(BallotKind.Score, 1, 2, 5, PerPot: true),
        ["points"] = BallotForm.Points(10),
        ["points spread"] = BallotForm.Points(10, 2),
        ["points in each pot"] = BallotForm.Points(10) with { PerPot = true },
        ["ranks"] = BallotForm.RankUpTo(4),
        ["one rank"] = BallotForm.RankUpTo(1),
        ["ranks in each pot"] = new(BallotKind.Rank, 1, 2, PerPot: true),
    };

    /// <summary>Each rule with what changes its outcome.</summary>
    public static IReadOnlyDictionary<string, RuleSettings> Rules { get; } = new Dictionary<string,
        RuleSettings>(StringComparer.Ordinal)
    {
        ["most votes"] = new(),
        ["the unsupported too"] = new() { FundsUnsupported = true },
        ["threshold"] = new() { Threshold = 4 },
        ["threshold in per cent"] = new() { ThresholdPercent = 15 },
        ["stop"] = new() { Marginal = new(MarginalKind.Stop) },
        ["part"] = new() { Marginal = new(MarginalKind.Part) },
        ["reach"] = new() { Marginal = new(MarginalKind.Reach, 50) },
        ["cap"] = new() { CapPercent = 40 },
        ["lots"] = new() { Ties = [new(TieBreakKind.Lots, "seed")] },
        ["votes for its cost"] = new() { Rule = AllocationRule.VotesPerCost },
        ["score"] = new() { Rule = AllocationRule.Score },
        ["score with a threshold"] = new() { Rule = AllocationRule.Score, Threshold = 9 },
        ["score, part"] = new() { Rule = AllocationRule.Score, Marginal = new(MarginalKind.Part) },
        ["score, stop"] = new() { Rule = AllocationRule.Score, Marginal = new(MarginalKind.Stop) },
        ["score for its cost"] = new() { Rule = AllocationRule.ScorePerCost },
        ["average"] = new() { Rule = AllocationRule.AverageScore, FloorHundredths = 200 },
        ["shares"] = Shares(Utility.Cost, Completion.None),
        ["shares, then votes"] = Shares(Utility.Cost, Completion.Greedy),
        ["shares, add1"] = Shares(Utility.Cost, Completion.Add1),
        ["shares, add1 beyond what fits"] = Shares(Utility.Cost,
            Completion.Add1) with { Add1Start = Add1Start.Floor, Add1Stop = Add1Stop.OverBudget },
        ["shares, add1, then votes"] = Shares(Utility.Cost, Completion.Add1Greedy),
        ["shares by number"] = Shares(Utility.Cardinality, Completion.Add1),
        ["shares by points"] = Shares(Utility.Points, Completion.None),
        ["shares by Borda"] = Shares(Utility.Borda, Completion.Greedy),
        ["Phragmén"] = new() { Rule = AllocationRule.Phragmen },
    };

    /// <summary>
    /// A paper with one pot or two, an area that may get one project, and two projects that cannot stand beside each
    /// other.
    /// </summary>
    public static Paper PaperOf(int pots, bool limits = false, long unit = 100) => Paper.Create(
        "pb.south.example/troon-2026", "Troon decides", "en", "GBP", 2,
        pots == 1
            ? [new("all", "All", 200 * unit)]
            : [new("small", "Small grants", 120 * unit), new("large", "Large; \"grants\"", 180 * unit)],
        [
            new("young", GroupKind.Theme, "Young people"),
            new("north", GroupKind.Area, "North", MostProjects: limits ? 1 : 0),
        ],
        Enumerable.Range(1, 8).Select(i => SmallPaper.Of(
            $"p{i}", i == 3 ? " Youth café\n\"Den\"; two " : $"Project {i}",
            pots == 1 ? "all" : i % 2 == 0 ? "large" : "small", ((20 * i) - (2 * (i / 3))) * unit / 2) with
        {
            Minimum = unit,
            Theme = i is 1 or 4 ? "young" : null,
            Area = i is 5 or 6 or 7 ? "north" : null,
            Conflicts = limits && i is 2 or 8 ? [i == 2 ? "p8" : "p2"] : [],
        }));

    /// <summary>Valid ballots of a form, the same for one seed. Project p8 is on none of them.</summary>
    public static Ballot[] BallotsOf(Paper paper, BallotForm form, int number, int blank, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Repeat(Ballot.Blank, blank), .. Enumerable.Range(0, number).Select(_ =>
            BallotOf(paper, form, random))];
    }

    /// <summary>The whole day's file and those of its pots, as text.</summary>
    public static string[] Export(Paper paper, FrozenRules rules, Ballot[] ballots)
    {
        var allocation = Allocator.Allocate(Election.Of(paper, rules.Form.Kind, ballots), rules);
        return
        [
            PabulibWriter.ToText(PabulibExport.Of(paper, rules, ballots, Facts, allocation)),
            .. PabulibExport.OfPots(paper, rules, ballots, Facts, allocation).Select(PabulibWriter.ToText),
        ];
    }

    /// <summary>The rules of a day, or null where the form and the rule do not go together.</summary>
    public static FrozenRules? Freeze(BallotForm form, RuleSettings settings) =>
        FrozenRules.TryCreate(form, settings, LiveResults.Turnout, true, ["en"], out FrozenRules? rules, out _)
            ? rules : null;

    private static RuleSettings Shares(Utility utility, Completion completion) =>
        new() { Rule = AllocationRule.EqualShares, Utility = utility, Completion = completion };

    private static Ballot BallotOf(Paper paper, BallotForm form, Random random)
    {
        while (true)
        {
            string[][] parts = form.PerPot
                ? [.. paper.Pots.Select(pot => paper.Proposals.Where(proposal => proposal.Pot == pot.Id)
                    .Select(proposal => proposal.Id).ToArray())]
                : [[.. paper.Proposals.Select(proposal => proposal.Id)]];
            KeyValuePair<string, int>[] choices = [.. parts.SelectMany(part => Choices([.. part.Where(id =>
                id != "p8")], form, random))];
            Ballot ballot = form.Kind switch
            {
                BallotKind.Approve => Ballot.Approve(choices.Select(choice => choice.Key)),
                BallotKind.Rank => Ballot.Rank(choices.Select(choice => choice.Key)),
                BallotKind.Score => Ballot.Score(choices),
                _ => Ballot.Points(choices),
            };
            if (ballot.Kind != BallotKind.Blank && form.Check(ballot, paper) is null)
                return ballot;
        }
    }

    private static IEnumerable<KeyValuePair<string, int>> Choices(string[] ids, BallotForm form, Random random)
    {
        // The lower its number, the more like a project is; so support differs.
        string[] liked = [.. ids.OrderBy(id => random.Next(10) + int.Parse(id[1..],
            System.Globalization.CultureInfo.InvariantCulture))];
        int most = form.Most == 0 ? ids.Length : Math.Min(form.Most + (form.Extra?.Votes ?? 0), ids.Length);
        string[] named = [.. liked.Take(random.Next(Math.Min(form.Least, most), most + 1))];
        if (form.Kind != BallotKind.Points)
            return named.Select(id => KeyValuePair.Create(id, random.Next(form.Top + 1)));
        int[] dealt = new int[named.Length];
        for (int point = 0; point < form.Top && named.Length > 0; point++)
            dealt[point < named.Length ? point : random.Next(named.Length)]++;
        return named.Zip(dealt, KeyValuePair.Create);
    }
}
