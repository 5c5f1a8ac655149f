using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.PlainRules;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.PlainRules;

/// <summary>Rules of every kind in plain words: each is named in every language, and no two are told alike.</summary>
public sealed class RulesInWordsTests(RunningSite site) : IClassFixture<RunningSite>
{
    private static readonly BallotForm Three = BallotForm.ApproveUpTo(3);

    private static readonly BallotForm[] Forms =
    [
        Three, BallotForm.ApproveUpTo(1), BallotForm.ApproveExactly(3), BallotForm.ApproveAtLeast(3), BallotForm.ApproveAtLeast(1),
        new(BallotKind.Approve, 2, 3), Three with { PerPot = true }, BallotForm.FitThePot(), BallotForm.FitThePot() with { PerPot = true },
        Three with { Extra = new ExtraVote("theme/food", 1) }, Three with { Extra = new ExtraVote("theme/food", 2) },
        BallotForm.Score(5), BallotForm.Score(10), BallotForm.Points(10), BallotForm.Points(10, 3), BallotForm.RankUpTo(4), BallotForm.RankUpTo(1),
    ];

    /// <summary>The first words of each rule, by language: what a statement has to name.</summary>
    private static readonly Dictionary<AllocationRule, (string English, string Gaelic, string Arabic)> Names = new()
    {
        [AllocationRule.MostVotes] = ("Most votes:", "A’ mhòr-chuid bhòtaichean:", "الأكثر أصواتًا:"),
        [AllocationRule.VotesPerCost] = ("Most votes for the money:", "Na bhòtaichean as motha airson an airgid:", "الأكثر أصواتًا مقابل المال:"),
        [AllocationRule.Score] = ("Most points:", "Na puingean as motha:", "الأكثر نقاطًا:"),
        [AllocationRule.ScorePerCost] = ("Most points for the money:", "Na puingean as motha airson an airgid:", "الأكثر نقاطًا مقابل المال:"),
        [AllocationRule.AverageScore] = ("Best average mark:", "An comharra cuibheasach as fheàrr:", "أفضل متوسط علامات:"),
        [AllocationRule.EqualShares] = ("Method of Equal Shares:", "Modh nan Cuibhreannan Co-ionann:", "طريقة الحصص المتساوية:"),
        [AllocationRule.Phragmen] = ("Phragmén’s rule:", "Riaghailt Phragmén:", "قاعدة فراغمين:"),
    };

    /// <summary>Every rule with all that goes with it, under every marginal policy.</summary>
    private static IEnumerable<RuleSettings> Allocations()
    {
        MarginalPolicy[] marginals =
            [new(MarginalKind.Skip), new(MarginalKind.Stop), new(MarginalKind.Part), new(MarginalKind.Reach, 80), new(MarginalKind.Reach, 50)];
        foreach (var rule in Enum.GetValues<AllocationRule>().Where(rule => rule != AllocationRule.EqualShares))
            foreach (var marginal in marginals) yield return new() { Rule = rule, Marginal = marginal };
        foreach (var utility in Enum.GetValues<Utility>())
            foreach (var completion in Enum.GetValues<Completion>())
                foreach (var start in Enum.GetValues<Add1Start>())
                    foreach (var stop in Enum.GetValues<Add1Stop>())
                        foreach (var marginal in completion is Completion.None or Completion.Add1 ? marginals[..1] : marginals)
                            yield return new()
                            {
                                Rule = AllocationRule.EqualShares, Utility = utility, Completion = completion, Add1Start = start, Add1Stop = stop,
                                Marginal = marginal,
                            };
        var plain = new RuleSettings();
        var average = new RuleSettings { Rule = AllocationRule.AverageScore };
        var shares = new RuleSettings { Rule = AllocationRule.EqualShares, Completion = Completion.Greedy };
        foreach (var rule in new[] { plain, average, shares })
        {
            yield return rule with { Threshold = 1 };
            yield return rule with { Threshold = 2 };
            yield return rule with { ThresholdPercent = 2 };
            yield return rule with { CapPercent = 2 };
            yield return rule with { FundsUnsupported = true };
            foreach (var kind in Enum.GetValues<TieBreakKind>())
                yield return rule with { Ties = [new(kind, kind == TieBreakKind.Lots ? "the draw of Friday" : ""), new(TieBreakKind.Lots, "x")] };
        }
        yield return average with { FloorHundredths = 250 };
        yield return average with { FloorHundredths = 255 };
        yield return shares with { CompletionTies = [new(TieBreakKind.MoreVotes), new(TieBreakKind.File)] };
    }

    private static List<FrozenRules> Walk()
    {
        var rules = new List<FrozenRules>();
        foreach (var form in Forms)
            foreach (var allocation in Allocations())
                if (FrozenRules.TryCreate(form, allocation, LiveResults.Turnout, true, ["en"], out var made, out _)) rules.Add(made!);
        foreach (var live in Enum.GetValues<LiveResults>())
            foreach (bool replacement in new[] { true, false })
                rules.Add(FrozenRules.Create(Three, new RuleSettings(), live, replacement, "en"));
        return [.. rules.DistinctBy(one => one.Text)];
    }

    private static List<IReadOnlyList<string>> Told(string language, IEnumerable<FrozenRules> walk)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var say = services.GetRequiredService<IStringLocalizer<RuleWords>>();
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return [.. walk.Select(rules => RulesInWords.Of(rules, say))];
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static string Name(AllocationRule rule, string language) =>
        language switch { "gd" => Names[rule].Gaelic, "ar" => Names[rule].Arabic, _ => Names[rule].English };

    [Fact]
    public void The_walk_meets_every_word_of_the_rules()
    {
        var walk = Walk();
        Assert.Equal(Enum.GetValues<AllocationRule>(), walk.Select(one => one.Allocation.Rule).Distinct().Order());
        Assert.Equal(Enum.GetValues<BallotKind>().Where(kind => kind != BallotKind.Blank), walk.Select(one => one.Form.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<Utility>(), walk.Select(one => one.Allocation.Utility).Distinct().Order());
        Assert.Equal(Enum.GetValues<Completion>(), walk.Select(one => one.Allocation.Completion).Distinct().Order());
        Assert.Equal(Enum.GetValues<MarginalKind>(), walk.Select(one => one.Allocation.Marginal.Kind).Distinct().Order());
    }

    [Theory]
    [InlineData("en")]
    [InlineData("gd")]
    [InlineData("ar")]
    public void Every_rule_is_named_and_no_two_are_told_alike(string language)
    {
        var walk = Walk();
        var told = Told(language, walk);
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (rules, sentences) in walk.Zip(told))
        {
            Assert.Contains(sentences, sentence => sentence.StartsWith(Name(rules.Allocation.Rule, language), StringComparison.Ordinal));
            Assert.All(sentences, sentence => Assert.True(sentence.Length > 8 && sentence.Contains(' ', StringComparison.Ordinal), sentence));
            Assert.DoesNotContain(sentences, sentence => sentence.Contains('{', StringComparison.Ordinal));
            var all = string.Join('\n', sentences);
            Assert.True(seen.TryAdd(all, rules.Text), $"{all}\nis told of\n{rules.Text}\nand of\n{seen[all]}");
        }
    }

    [Theory]
    [InlineData("gd")]
    [InlineData("ar")]
    public void No_sentence_is_left_in_English(string language)
    {
        var walk = Walk();
        foreach (var (english, other) in Told("en", walk).Zip(Told(language, walk)))
        {
            Assert.Equal(english.Count, other.Count);
            Assert.Empty(english.Intersect(other, StringComparer.Ordinal));
        }
    }

    [Fact]
    public void The_rule_of_add1_greedy_is_told_from_the_ballot_to_the_screens()
    {
        var shares = new RuleSettings { Rule = AllocationRule.EqualShares, Completion = Completion.Add1Greedy, Threshold = 1 };
        var rules = FrozenRules.Create(Three, shares, LiveResults.Turnout, replacement: true, "en");
        Assert.Equal(
            [
                "Each voter chooses projects.",
                "How many projects to choose: up to 3.",
                "A voter may also choose no project. This is called a blank vote.",
                "A voter may vote again until voting closes. Only the last vote counts.",
                "Method of Equal Shares: each voter gets the same share of the money. Voters pay together, from their shares, for projects that they chose.",
                "To those who chose it, a project is worth what it costs.",
                "The first share is all the money divided by the number of voters.",
                "If money is left, every share grows by 1, for example by £1. Then the sharing starts again.",
                "This ends when what is left is too little for any other project that somebody chose.",
                "It always ends before the projects cost more than there is, or when every chosen project is funded.",
                "Money that is left after that goes to the projects with the most votes.",
                "If a project costs more than is left, it gets nothing. Then comes the next project.",
                "To get money, a project needs at least this many votes: 1",
                "A project that nobody chose gets no money.",
                "If two projects are equal, this decides: the cheaper one goes first; if they are still equal, the order of the projects’ ids.",
                "While voting is open, screens show only how many people have voted.",
                "The money stays as it is on the ballot paper.",
                "No project can be withdrawn.",
            ],
            Told("en", [rules])[0]);
    }

    [Fact]
    public async Task A_day_of_Equal_Shares_names_its_rule_on_its_page_its_audit_and_its_statement()
    {
        var shares = new RuleSettings { Rule = AllocationRule.EqualShares, Completion = Completion.Greedy };
        var day = await OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}"[..24], cards: 4, rule: shares);
        await day.EveryoneVotesAsync();
        foreach (var phase in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared }) await day.StepAsync(phase);
        foreach (var (language, name) in new[] { ("en", "Method of Equal Shares:"), ("gd", "Modh nan Cuibhreannan Co-ionann:"), ("ar", "طريقة الحصص المتساوية:") })
        {
            using var reader = site.Client(language);
            foreach (var page in new[] { $"/days/{day.Id}", $"/audit/{day.Id}", $"/audit/{day.Id}/statement" })
                Assert.Contains(name, WebUtility.HtmlDecode(await reader.GetStringAsync(page)), StringComparison.Ordinal);
        }
    }
}
