using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Console;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>The settings page's questions about the rules, written and read again.</summary>
public sealed class RulesFormTests
{
    public static TheoryData<RulesForm> Forms =>
    [
        new RulesForm(),
        new RulesForm { Choose = "exactly", Number = 3, Marginal = "stop", Threshold = 0 },
        new RulesForm { Choose = "at-least", Number = 2, Marginal = "part", CapPercent = 40 },
        new RulesForm { Ties = "lower-cost-id" },
        new RulesForm { Ties = "file" },
        new RulesForm { Ties = "lots", Seed = "drawn-on-Saturday", Live = LiveResults.Standings, Replacement = false },
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_is_asked_is_what_the_written_rules_give_back(RulesForm asked)
    {
        Assert.True(asked.TryWrite(["en", "gd"], out var text, out var problem), problem);
        Assert.True(RulesForm.Holds(text));
        asked.Seed ??= "";
        Assert.Equivalent(asked, RulesForm.Of(text), strict: true);
    }
}
