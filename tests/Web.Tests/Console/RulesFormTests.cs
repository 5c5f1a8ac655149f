using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Console;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>The rules page's form: whatever rules it reads, it writes again.</summary>
public sealed class RulesFormTests
{
    private const int Seed = 20_261_130, Drawn = 20_000;

    private static readonly string[] Key = ["witness.example/anna+0a1b2c3d+AnB5", "other.example/ben+1a1b2c3d+AnB6="];

    [Fact]
    public void Whatever_frozen_rules_say_the_form_says_again_word_for_word()
    {
        var random = new Random(Seed);
        var (forms, rules, texts) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<AllocationRule>(), 0);
        for (var at = 0; at < Drawn; at++)
        {
            if (!FrozenRules.TryCreate(Form(random), Settings(random), Any<LiveResults>(random), random.Next(2) == 0, ["en", "gd"], out var made, out _)) continue;
            made = made!.Allowing(Any<MoneyChanges>(random), Any<Withdrawals>(random)).WitnessedBy([.. Key.Take(random.Next(3))]);
            var form = RulesForm.Of(made.Text);
            Assert.True(form.TryWrite(made.Languages, out var again, out var fault), $"{fault}: {made.Text}");
            Assert.Equal(made.Text, again);
            texts++;
            forms.Add(form.Choose);
            rules.Add(made.Allocation.Rule);
        }
        Assert.True(texts > Drawn / 10, $"Only {texts} of the drawn rules could be made.");
        Assert.Equal(["at-least", "between", "exactly", "knapsack", "points", "rank", "score", "up-to"], forms.Order(StringComparer.Ordinal));
        Assert.Equal(Enum.GetValues<AllocationRule>(), rules.Order());
    }

    [Fact]
    public void New_rules_are_ones_that_can_be_frozen() => Assert.True(new RulesForm().TryWrite(["en"], out _, out _));

    [Fact]
    public void What_stands_in_a_box_of_another_form_or_rule_is_not_applied()
    {
        var form = new RulesForm
        {
            Choose = "exactly", Number = 3, Fewest = -1, Most = -1, TopMark = 0, Points = 0, ExtraVotes = 0, ReachPercent = 700, Floor = "a lot", Utility = Utility.Borda,
        };
        Assert.True(form.TryWrite(["en"], out var text, out var fault), $"{fault}");
        var plain = FrozenRules.Create(
            BallotForm.ApproveExactly(3), new RuleSettings { Threshold = 1, Ties = [new(TieBreakKind.LowerCost), new(TieBreakKind.File)] }, LiveResults.Turnout, true, "en");
        Assert.Equal(plain.Text, text);
    }

    public static TheoryData<RulesForm, string, string> Faults => new()
    {
        { new RulesForm { Number = 0 }, "Number", "Number" },
        { new RulesForm { Choose = "rank", Fewest = 3, Most = 2 }, "Range", "Most" },
        { new RulesForm { Choose = "score", TopMark = 0, Rule = AllocationRule.Score }, "Top", "TopMark" },
        { new RulesForm { Choose = "points", Points = 2, Fewest = 3, Rule = AllocationRule.Score }, "Spread", "Fewest" },
        { new RulesForm { ExtraGroup = "area/north", ExtraVotes = 0 }, "Number", "ExtraVotes" },
        { new RulesForm { Choose = "knapsack", ExtraGroup = "area/north" }, "ExtraNeedsMost", "ExtraGroup" },
        { new RulesForm { Rule = AllocationRule.AverageScore }, "NeedsMarks", "Rule" },
        { new RulesForm { Rule = AllocationRule.Score }, "NeedsPoints", "Rule" },
        { new RulesForm { Rule = AllocationRule.EqualShares, Utility = Utility.Points }, "WorthPoints", "Utility" },
        { new RulesForm { Rule = AllocationRule.EqualShares, Utility = Utility.Borda }, "WorthPlaces", "Utility" },
        { new RulesForm { Marginal = MarginalKind.Reach, ReachPercent = 101 }, "Percent", "ReachPercent" },
        { new RulesForm { ThresholdPercent = -1 }, "Percent", "ThresholdPercent" },
        { new RulesForm { CapPercent = 101 }, "Percent", "CapPercent" },
        { new RulesForm { Threshold = -1 }, "Below", "Threshold" },
        { new RulesForm { Choose = "score", Rule = AllocationRule.AverageScore, Floor = "2.345" }, "Floor", "Floor" },
        { new RulesForm { Ties = [new TieRow { Kind = "lots", Seed = "a,b" }] }, "Lots", "Ties[0].Seed" },
        { new RulesForm { Ties = [new TieRow { Kind = "lower-cost" }] }, "Ties", "Ties[0].Kind" },
        { new RulesForm { RestTies = [new TieRow { Kind = "more-votes" }] }, "Ties", "RestTies[0].Kind" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Each_mistake_is_named_with_its_box(RulesForm form, string word, string field)
    {
        Assert.False(form.TryWrite(["en"], out _, out var fault));
        Assert.Equal((word, field, ""), (fault!.Word, fault.Field, fault.Detail));
    }

    [Fact]
    public void A_slip_of_the_space_bar_draws_no_other_lots_and_saved_words_stay()
    {
        var saved = FrozenRules.Create(BallotForm.ApproveUpTo(2), new RuleSettings { Ties = [new(TieBreakKind.Lots, " as they are ")] }, LiveResults.Turnout, true, "en").Text;
        var form = RulesForm.Of(saved);
        form.Trim(saved);
        Assert.Equal(" as they are ", form.Ties[0].Seed);
        form.Ties[0].Seed = " anew ";
        form.Trim(saved);
        Assert.Equal("anew", form.Ties[0].Seed);
    }

    private static BallotForm Form(Random random)
    {
        var least = random.Next(4) == 0 ? 3_000 : random.Next(1, 4);
        return Form(random, least, random.Next(3) switch { 0 => 0, 1 => least, _ => random.Next(4_000) });
    }

    private static BallotForm Form(Random random, int least, int most) => new(
        Any<BallotKind>(random), least, most, random.Next(2) * random.Next(1, 20),
        random.Next(2) == 0, random.Next(4) == 0, random.Next(4) == 0 ? new ExtraVote("theme/food", random.Next(1, 3)) : null);

    private static RuleSettings Settings(Random random)
    {
        var marginal = Any<MarginalKind>(random);
        return new()
        {
            Rule = Any<AllocationRule>(random), Utility = Any<Utility>(random), Completion = Any<Completion>(random),
            Add1Start = Any<Add1Start>(random), Add1Stop = Any<Add1Stop>(random),
            Marginal = new(marginal, marginal == MarginalKind.Reach ? random.Next(1, 101) : 0),
            Threshold = random.Next(2) * random.NextInt64(long.MaxValue), ThresholdPercent = random.Next(2) * random.Next(101),
            FloorHundredths = random.Next(2) * random.Next(), CapPercent = random.Next(2) * random.Next(101), FundsUnsupported = random.Next(2) == 0,
            Ties = [.. Ties(random)], CompletionTies = random.Next(2) == 0 ? [] : [.. Ties(random)],
        };
    }

    private static IEnumerable<TieBreak> Ties(Random random)
    {
        for (var more = random.Next(5); more >= 0; more--)
        {
            var kind = more == 0 ? TieBreakKind.Id : Any<TieBreakKind>(random);
            yield return new(kind, kind == TieBreakKind.Lots ? new[] { "drawn on Saturday", " ", "lots:ß", "𝄞" }[random.Next(4)] : "");
        }
    }

    private static T Any<T>(Random random)
        where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];
}
