using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>Amounts are bounded where they enter, so that no sum of a day can overflow; decimals are the currency's own.</summary>
public sealed class MoneyBoundTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Theory]
    [InlineData(long.MaxValue, 1)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(Paper.MostMoney + 1, 1)]
    [InlineData(Paper.MostMoney, 1)]
    [InlineData(Paper.MostMoney / 2, (Paper.MostMoney / 2) + 1)]
    public async Task Pots_that_hold_more_than_a_day_can_are_refused_one_by_one_and_together(long one, long other)
    {
        var day = new TownDay(shared.Begin());
        TownDay.Done(await day.CreateAsync());
        var refused = await day.Grain.ConfigureAsync(With(one, other), TownDay.Anna, default);
        Assert.Equal(DayRefusal.Invalid, refused.Refusal);
        Assert.Contains("most of a day", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(TownDay.Settings.Pots, (await day.ViewAsync()).Settings.Pots);
    }

    [Fact]
    public async Task The_most_of_a_day_itself_is_taken()
    {
        var day = new TownDay(shared.Begin());
        TownDay.Done(await day.CreateAsync());
        TownDay.Done(await day.Grain.ConfigureAsync(With(Paper.MostMoney - 1, 1), TownDay.Anna, default));
    }

    [Theory]
    [InlineData(Paper.MostMoney, true)]
    [InlineData(Paper.MostMoney + 1, false)]
    [InlineData(long.MaxValue, false)]
    public async Task An_ask_is_bounded_too(long ask, bool taken)
    {
        var day = new TownDay(shared.Begin());
        Assert.Equal(taken, (await day.Proposal("pool").WriteAsync(TownDay.Garden with { Ask = ask, Minimum = ask }, TownDay.Anna, default)).Done);
    }

    [Theory]
    [InlineData("XYZ")]
    [InlineData("gbp")]
    [InlineData("XAU")]
    [InlineData("GBPX")]
    public async Task A_code_that_names_no_money_is_refused(string code)
    {
        var day = new TownDay(shared.Begin());
        Assert.Contains("no currency", (await day.CreateAsync(TownDay.Settings with { Currency = code })).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("JPY", 0)]
    [InlineData("KWD", 3)]
    [InlineData("EUR", 2)]
    public async Task A_paper_is_frozen_with_the_decimals_of_its_currency(string code, int digits)
    {
        var day = await new TownDay(shared.Begin()).DraftAsync(TownDay.Settings with { Currency = code });
        TownDay.Done(await day.StepAsync(DayPhase.Published));
        Assert.True(Paper.TryParse((await day.ViewAsync()).Paper, out var paper, out var problem), problem);
        Assert.Equal((code, digits), (paper!.Currency, paper.MinorDigits));
    }

    [Fact]
    public async Task The_currency_does_not_change_its_decimals_under_asks_that_are_written()
    {
        var day = await new TownDay(shared.Begin()).DraftAsync();
        Assert.Contains("other decimals", (await day.Grain.ConfigureAsync(TownDay.Settings with { Currency = "JPY" }, TownDay.Anna, default)).Detail, StringComparison.Ordinal);
        TownDay.Done(await day.Grain.ConfigureAsync(TownDay.Settings with { Currency = "EUR" }, TownDay.Anna, default));
    }

    private static DaySettings With(long one, long other) =>
        TownDay.Settings with { Pots = [TownDay.Settings.Pots[0] with { Amount = one }, new PotSetting("other", "Other", other)] };
}
