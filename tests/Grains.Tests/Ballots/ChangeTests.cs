using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Tests.Ballots;

/// <summary>Changes of money and withdrawals at the ballot box: what the frozen rules allow is written, the rest is refused with its reason.</summary>
public sealed class ChangeTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task Money_and_projects_change_before_the_opening_and_until_the_mix_and_the_count_goes_by_them()
    {
        var (running, frozen) = await SetUpAsync(MoneyChanges.UntilMix, Withdrawals.UntilMix);
        Assert.Equal(Done, await running.Box.WithdrawAsync(new("p1", WithdrawReason.Ineligible, frozen), default));
        await OpenAsync(running, frozen);
        for (var card = 0; card < 31; card++)
            Assert.Equal(CastStatus.Accepted, (await running.CastAsync(card, ballot: "approve p1 p2")).Status);
        Assert.Equal(Done, await running.Box.WithdrawAsync(new("p2", WithdrawReason.Withdrawn, frozen), default));
        Assert.Equal(Done, await running.Box.WithdrawAsync(new("p1", WithdrawReason.Restored, frozen), default));
        await running.Box.EndAndCloseAsync();
        Assert.Equal(Done, await running.Box.ChangePotAsync(new("main", 20_000_00, PotSource.Sponsor, PotReason.Added, frozen), default));
        Assert.Equal(new ChangeAnswer(BoxResult.AlreadyDone, ChangeRefusal.None), await running.Box.ChangePotAsync(new("main", 20_000_00, PotSource.Sponsor, PotReason.Added, frozen), default));
        Assert.Equal(new ChangeAnswer(BoxResult.AlreadyDone, ChangeRefusal.None), await running.Box.WithdrawAsync(new("p2", WithdrawReason.Withdrawn, frozen), default));

        var counted = await CountedAsync(running);
        Assert.Contains("""    "pots": [{"pot": "main", "paper": 1000000, "amount": 2000000}],""", counted, StringComparison.Ordinal);
        Assert.Contains("""    "withdrawn": ["p2"],""", counted, StringComparison.Ordinal);
        Assert.Contains("""    "without": {"order": ["p1", "p2"], "spent": 300000, "left": 700000}""", counted, StringComparison.Ordinal);
        Assert.Contains("""  "order": ["p1"],""", counted, StringComparison.Ordinal);
        Assert.Equal(Refused(ChangeRefusal.AfterMix), await running.Box.ChangePotAsync(new("main", 1, PotSource.Sponsor, PotReason.Withdrawn, frozen), default));
        Assert.Equal(Refused(ChangeRefusal.AfterMix), await running.Box.WithdrawAsync(new("p3", WithdrawReason.Withdrawn, frozen), default));
    }

    [Fact]
    public async Task Changes_are_there_after_a_restart()
    {
        await using var silo = await TestSilo.StartAsync();
        var running = await RunningBox.SetUpAsync(silo);
        var frozen = new OpenBox(RunningBox.RulesWith(live: LiveResults.Turnout).Allowing(MoneyChanges.UntilMix, Withdrawals.UntilMix).Text, running.DayPaper.Text);
        await running.Box.WithdrawAsync(new("p4", WithdrawReason.Merged, frozen), default);
        await running.Box.ChangePotAsync(new("main", 0, PotSource.Council, PotReason.Withdrawn, frozen), default);
        await silo.RestartAsync();
        var status = await running.Box.GetStatusAsync(default);
        Assert.Equal(["p4"], status.Withdrawn);
        Assert.Equal([new PotTotal("main", 0)], status.PotTotals);
    }

    [Fact]
    public async Task What_the_rules_forbid_is_refused_with_the_reason()
    {
        var (running, frozen) = await SetUpAsync(MoneyChanges.Never, Withdrawals.UntilOpen);
        Assert.Equal(Refused(ChangeRefusal.NeverAllowed), await running.Box.ChangePotAsync(new("main", 1, PotSource.Other, PotReason.Corrected, frozen), default));
        Assert.Equal(Refused(ChangeRefusal.NotOnPaper), await running.Box.ChangePotAsync(new("x", 1, PotSource.Other, PotReason.Corrected, frozen), default));
        Assert.Equal(Refused(ChangeRefusal.NotOnPaper), await running.Box.WithdrawAsync(new("x", WithdrawReason.Withdrawn, frozen), default));
        Assert.Equal(Refused(ChangeRefusal.NotWithdrawn), await running.Box.WithdrawAsync(new("p1", WithdrawReason.Restored, frozen), default));
        Assert.Equal(Done, await running.Box.WithdrawAsync(new("p1", WithdrawReason.Ineligible, frozen), default));
        Assert.Equal(Refused(ChangeRefusal.WithdrawnBefore), await running.Box.WithdrawAsync(new("p1", WithdrawReason.Merged, frozen), default));
        await OpenAsync(running, frozen);
        Assert.Equal(Refused(ChangeRefusal.AfterOpening), await running.Box.WithdrawAsync(new("p2", WithdrawReason.Withdrawn, frozen), default));
    }

    [Fact]
    public async Task Until_the_end_of_casting_is_not_after_it()
    {
        var (running, frozen) = await SetUpAsync(MoneyChanges.UntilLast, Withdrawals.UntilLast);
        await OpenAsync(running, frozen);
        Assert.Equal(Done, await running.Box.ChangePotAsync(new("main", 1, PotSource.Other, PotReason.Corrected, frozen), default));
        await running.Box.EndAndCloseAsync();
        Assert.Equal(Refused(ChangeRefusal.AfterLast), await running.Box.ChangePotAsync(new("main", 2, PotSource.Other, PotReason.Corrected, frozen), default));
        Assert.Equal(Refused(ChangeRefusal.AfterLast), await running.Box.WithdrawAsync(new("p2", WithdrawReason.Withdrawn, frozen), default));
    }

    [Theory]
    [InlineData(LiveResults.Standings)]
    [InlineData(LiveResults.Rounded)]
    public async Task Who_sees_standings_changes_no_money_and_only_a_group_withdraws(LiveResults live)
    {
        var (running, frozen) = await SetUpAsync(MoneyChanges.UntilMix, Withdrawals.UntilMix, live);
        Assert.Equal(Done, await running.Box.ChangePotAsync(new("main", 5, PotSource.Other, PotReason.Corrected, frozen), default));
        Assert.Equal(Done, await running.Box.WithdrawAsync(new("p1", WithdrawReason.Ineligible, frozen), default));
        await OpenAsync(running, frozen);
        Assert.Equal(Refused(ChangeRefusal.StandingsShown), await running.Box.ChangePotAsync(new("main", 6, PotSource.Other, PotReason.Corrected, frozen), default));
        Assert.Equal(Refused(ChangeRefusal.StandingsShown), await running.Box.WithdrawAsync(new("p1", WithdrawReason.Restored, frozen), default));
        Assert.Equal(Refused(ChangeRefusal.StandingsShown), await running.Box.WithdrawAsync(new("p2", WithdrawReason.Ineligible, frozen), default));
        Assert.Equal(Refused(ChangeRefusal.StandingsShown), await running.Box.WithdrawAsync(new("p2", WithdrawReason.Merged, frozen), default));
        Assert.Equal(Done, await running.Box.WithdrawAsync(new("p2", WithdrawReason.Withdrawn, frozen), default));
    }

    [Theory]
    [InlineData(10_000_00, PotReason.Added, ChangeRefusal.OtherDirection)]
    [InlineData(10_000_00, PotReason.Withdrawn, ChangeRefusal.OtherDirection)]
    [InlineData(9_999_99, PotReason.Added, ChangeRefusal.OtherDirection)]
    [InlineData(10_000_01, PotReason.Withdrawn, ChangeRefusal.OtherDirection)]
    [InlineData(-1, PotReason.Corrected, ChangeRefusal.TooMuchMoney)]
    [InlineData(Paper.MostMoney + 1, PotReason.Added, ChangeRefusal.TooMuchMoney)]
    [InlineData(long.MaxValue, PotReason.Corrected, ChangeRefusal.TooMuchMoney)]
    [InlineData(Paper.MostMoney, PotReason.Added, ChangeRefusal.None)]
    [InlineData(0, PotReason.Withdrawn, ChangeRefusal.None)]
    [InlineData(0, PotReason.Corrected, ChangeRefusal.None)]
    public async Task A_total_goes_where_its_reason_says_and_is_one_that_a_paper_may_hold(long amount, PotReason reason, ChangeRefusal refusal)
    {
        var (running, frozen) = await SetUpAsync(MoneyChanges.UntilMix, Withdrawals.Never);
        var answer = await running.Box.ChangePotAsync(new("main", amount, PotSource.Council, reason, frozen), default);
        Assert.Equal(refusal == ChangeRefusal.None ? Done : Refused(refusal), answer);
    }

    [Fact]
    public async Task A_box_opens_under_what_its_changes_were_made_under()
    {
        var (running, frozen) = await SetUpAsync(MoneyChanges.UntilMix, Withdrawals.UntilMix);
        await running.Box.WithdrawAsync(new("p1", WithdrawReason.Ineligible, frozen), default);
        await running.Box.ActivateAsync("a", default);
        var strict = new OpenBox(RunningBox.RulesWith(live: LiveResults.Turnout).Text, running.DayPaper.Text);
        Assert.Equal(BoxResult.Conflict, await running.Box.OpenAsync(strict, default));
        Assert.Equal(BoxResult.Done, await running.Box.OpenAsync(frozen, default));
        Assert.Equal(BoxResult.Conflict, (await running.Box.WithdrawAsync(new("p2", WithdrawReason.Withdrawn, strict), default)).Result);
    }

    [Fact]
    public async Task A_small_day_that_was_counted_without_a_mix_changes_no_more()
    {
        var (running, frozen) = await SetUpAsync(MoneyChanges.UntilMix, Withdrawals.UntilMix);
        await OpenAsync(running, frozen);
        await running.CastAsync(0);
        await running.Box.EndAndCloseAsync();
        Assert.Equal(Done, await running.Box.ChangePotAsync(new("main", 1, PotSource.Other, PotReason.Corrected, frozen), default));
        Assert.Equal(BoxResult.TooFewBallots, await running.Box.MixAsync(RunningBox.Facts, default));
        Assert.Equal(Refused(ChangeRefusal.AfterMix), await running.Box.ChangePotAsync(new("main", 2, PotSource.Other, PotReason.Corrected, frozen), default));
    }

    private static ChangeAnswer Done { get; } = new(BoxResult.Done, ChangeRefusal.None);

    private static ChangeAnswer Refused(ChangeRefusal refusal) => new(BoxResult.Invalid, refusal);

    private async Task<(RunningBox Running, OpenBox Frozen)> SetUpAsync(MoneyChanges money, Withdrawals withdrawal, LiveResults live = LiveResults.Turnout)
    {
        var running = await RunningBox.SetUpAsync(shared.Begin(), cards: 31);
        return (running, new(RunningBox.RulesWith(live: live).Allowing(money, withdrawal).Text, running.DayPaper.Text));
    }

    private static async Task OpenAsync(RunningBox running, OpenBox frozen)
    {
        Assert.Equal(BoxResult.Done, await running.Box.ActivateAsync("a", default));
        Assert.Equal(BoxResult.Done, await running.Box.OpenAsync(frozen, default));
    }

    private static async Task<string> CountedAsync(RunningBox running)
    {
        CountAnswer answer;
        do answer = await running.Box.CountAsync(RunningBox.Facts, default);
        while (answer.Result == BoxResult.Working);
        Assert.Equal(BoxResult.Done, answer.Result);
        return answer.Allocation;
    }
}
