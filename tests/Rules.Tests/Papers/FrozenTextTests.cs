using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Tests.Papers;

public class FrozenTextTests
{
    private static readonly FrozenRules Rules = FrozenRules.Create(
        BallotForm.ApproveUpTo(3) with { PerPot = true, Extra = new("young", 1) },
        new RuleSettings
        {
            Rule = AllocationRule.EqualShares,
            Completion = Completion.Add1Greedy,
            Add1Stop = Add1Stop.OverBudget,
            Marginal = new(MarginalKind.Reach, 80),
            Threshold = 10,
            CapPercent = 50,
            Ties = [new(TieBreakKind.LowerCost), new(TieBreakKind.Lots, "drawn in the hall")],
        },
        LiveResults.Turnout, true, "en", "gd");

    [Fact]
    public void The_paper_reads_back_to_the_same_bytes_and_hash()
    {
        Assert.True(Paper.TryParse(SmallPaper.Paper.Text, out Paper? read, out string? problem), problem);
        Assert.Equal(SmallPaper.Paper.Text, read!.Text);
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(read.Text)), read.Hash);
        Assert.Equal("Cafaidh òigridh", read.Find("3")!.TitleIn("gd"));
        Assert.Equal("Walking football", read.Find("1")!.TitleIn("gd"));
    }

    [Fact]
    public void The_rules_read_back_to_the_same_bytes()
    {
        Assert.True(FrozenRules.TryParse(Rules.Text, out FrozenRules? read, out string? problem), problem);
        Assert.Equal(Rules.Text, read!.Text);
        Assert.Equal(Rules.Form, read.Form);
        Assert.Equal(Rules.Allocation.Ties, read.Allocation.Ties);
    }

    [Fact]
    public void What_may_change_stands_at_the_end_and_is_left_out_where_nothing_may()
    {
        Assert.Equal((MoneyChanges.Never, Withdrawals.Never), (Rules.Money, Rules.Withdrawal));
        Assert.Equal(Rules.Text, Rules.Allowing(MoneyChanges.Never, Withdrawals.Never).Text);
        foreach (MoneyChanges money in Enum.GetValues<MoneyChanges>())
        {
            foreach (Withdrawals withdrawal in Enum.GetValues<Withdrawals>())
            {
                FrozenRules rules = Rules.Allowing(money, withdrawal);
                Assert.True(FrozenRules.TryParse(rules.Text, out FrozenRules? read, out string? problem), problem);
                Assert.Equal((money, withdrawal, rules.Text), (read!.Money, read.Withdrawal, read.Text));
            }
        }
        Assert.EndsWith(
            """
              "replacement": true,
              "money": "until-last",
              "withdrawal": "until-open"
            }

            """, Rules.Allowing(MoneyChanges.UntilLast, Withdrawals.UntilOpen).Text, StringComparison.Ordinal);
        Assert.False(FrozenRules.TryParse(
            Rules.Text.Replace("\"replacement\": true", "\"replacement\": true,\n  \"money\": \"never\"", StringComparison.Ordinal), out _, out _));
    }

    [Fact]
    public void Witnesses_stand_last_each_once_by_key_and_are_left_out_where_nobody_is_named()
    {
        const string Anna = "witness.example/anna+0badcafe+AjBZ", Bela = "bela+00000001+AjBZ";
        FrozenRules rules = Rules.Allowing(MoneyChanges.UntilMix, Withdrawals.Never).WitnessedBy([Bela, Anna]);
        Assert.EndsWith($"\n  \"money\": \"until-mix\",\n  \"witnesses\": [\"{Bela}\", \"{Anna}\"]\n}}\n", rules.Text, StringComparison.Ordinal);
        Assert.True(FrozenRules.TryParse(rules.Text, out FrozenRules? read, out _));
        Assert.Equal([Bela, Anna], read!.Witnesses);
        Assert.Equal(rules.Text, read.Allowing(read.Money, read.Withdrawal).Text);
        Assert.Equal(Rules.Text, Rules.WitnessedBy([]).Text);
        foreach (string wrong in new[] { "anna", "two words+0badcafe+AjBZ", "anna+0BADCAFE+AjBZ", "anna+0badcafe+", Anna })
            Assert.Throws<ArgumentException>(() => Rules.WitnessedBy([Anna, wrong]));
        Assert.Throws<ArgumentException>(() => Rules.WitnessedBy([.. Enumerable.Range(0, 9).Select(number => $"w{number}+0badcafe+AjBZ")]));
        Assert.False(FrozenRules.TryParse(rules.Text.Replace(Bela, Anna, StringComparison.Ordinal), out _, out _));
        Assert.False(FrozenRules.TryParse(rules.Text.Replace($"\"{Bela}\", \"{Anna}\"", "", StringComparison.Ordinal), out _, out _));
    }

    [Fact]
    public void The_rules_are_these_bytes() => Assert.Equal(
        """
        {
          "format": "pbdd/1 rules",
          "languages": ["en", "gd"],
          "form": {
            "kind": "approve",
            "least": 1,
            "most": 3,
            "per_pot": true,
            "extra": {"group": "young", "votes": 1}
          },
          "allocation": {
            "rule": "equal-shares",
            "utility": "cost",
            "completion": "add1-greedy",
            "add1_start": "exact",
            "add1_stop": "over-budget",
            "marginal": "reach:80",
            "threshold": 10,
            "cap_percent": 50,
            "ties": ["lower-cost", "lots:drawn in the hall"]
          },
          "live": "turnout",
          "replacement": true
        }

        """, Rules.Text);

    [Theory]
    [InlineData("\"most\": 3", "\"most\":3", "line 7 ")]
    [InlineData("\"replacement\": true", "\"replacement\": true,\n  \"more\": 1", "line ")]
    [InlineData("\"turnout\"", "\"loud\"", "live is none of standings, turnout, rounded")]
    [InlineData("reach:80", "reach:0", "allocation.marginal")]
    [InlineData("\"least\": 1", "\"least\": 4", "fewest choices")]
    [InlineData(", \"lots:drawn in the hall\"", "", "tie order must end")]
    [InlineData("pbdd/1 rules", "pbdd/2 rules", "format")]
    [InlineData("{\n  \"format\"", "[\n  \"format\"", "")]
    public void Any_other_text_is_refused_with_the_place(string part, string instead, string reason)
    {
        string text = Rules.Text.Replace(part, instead, StringComparison.Ordinal);
        Assert.NotEqual(text, Rules.Text);
        Assert.False(FrozenRules.TryParse(text, out _, out string? problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"minimum\": 250000", "\"minimum\": 500001", "least award of project 2")]
    [InlineData("\"theme\": \"young\"", "\"theme\": \"north\"", "theme north")]
    [InlineData("\"id\": \"2\"", "\"id\": \"1\"", "Two projects")]
    [InlineData("\"pot\": \"large\", \"ask\": 4000000", "\"pot\": \"huge\", \"ask\": 4000000", "pot huge")]
    [InlineData(", \"conflicts\": [\"5\"]", "", "does not name it in return")]
    [InlineData("\"currency\": \"GBP\"", "\"currency\": \"gbp\"", "currency code")]
    public void A_paper_that_does_not_hold_together_is_refused_with_the_reason(string part, string instead, string reason)
    {
        string text = SmallPaper.Paper.Text.Replace(part, instead, StringComparison.Ordinal);
        Assert.NotEqual(text, SmallPaper.Paper.Text);
        Assert.False(Paper.TryParse(text, out _, out string? problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }
}
