using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>Changes of money and withdrawals on a day: two people, in the phases between publishing and the count, and written once.</summary>
public sealed class PaperChangeTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private static readonly ChangePotTotal More = new("main", 12_000_00, PotSource.Sponsor, PotReason.Added);

    private static readonly WithdrawFromPaper Garden = new("garden", WithdrawReason.Withdrawn, Consent: false);

    [Fact]
    public async Task Two_people_change_money_and_withdraw_a_project_and_the_result_has_both_outcomes()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync(Allowing(MoneyChanges.UntilMix, Withdrawals.UntilMix));
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.Grain.ChangePotAsync(More, TownDay.Anna, "", default)).Refusal);
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.Grain.WithdrawProposalAsync(Garden, TownDay.Anna, TownDay.Anna, default)).Refusal);
        for (var again = 0; again < 2; again++)
        {
            TownDay.Done(await day.Grain.ChangePotAsync(More, TownDay.Anna, TownDay.Bela, default));
            TownDay.Done(await day.Grain.WithdrawProposalAsync(Garden, TownDay.Anna, TownDay.Bela, default));
        }
        Assert.Single(await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}"), written => written.Kind == "pot-changed");
        Assert.Single(await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}"), written => written.Kind == "proposal-withdrawn");
        var view = await day.ViewAsync();
        Assert.Equal([new PotTotal("main", 12_000_00)], view.PotTotals);
        Assert.Equal(["garden"], view.Withdrawn);
        // Who, why and in which order; the same again is no change.
        Assert.Equal<(ChangePotTotal?, WithdrawFromPaper?)>([(More, null), (null, Garden)], view.PaperChanges.Select(made => (made.Pot, made.Project)));
        Assert.All(view.PaperChanges, made => Assert.Equal((TownDay.Anna, TownDay.Bela), (made.By, made.SecondBy)));

        // A page that was loaded before still offers it, and its ballot is valid.
        await day.VoteAsync(0, "approve football garden");
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        var result = (await day.ViewAsync()).Result;
        Assert.Contains("\"order\": [\"football\"],", result, StringComparison.Ordinal);
        Assert.Contains("\"without\": {\"order\": [\"football\"], \"spent\": 400000, \"left\": 600000}", result, StringComparison.Ordinal);
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.ChangePotAsync(More with { Amount = 13_000_00 }, TownDay.Anna, TownDay.Bela, default)).Refusal);
        TownDay.Done(await day.StepAsync(DayPhase.Declared));
    }

    [Fact]
    public async Task What_the_rules_forbid_is_told_in_words()
    {
        var day = await new TownDay(shared.Begin()).PublishedAsync();
        var refused = await day.Grain.ChangePotAsync(More, TownDay.Anna, TownDay.Bela, default);
        Assert.Equal(DayRefusal.ChangeNotAllowed, refused.Refusal);
        Assert.Contains("allow no such change", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(DayRefusal.ChangeNotAllowed, (await day.Grain.WithdrawProposalAsync(Garden, TownDay.Anna, TownDay.Bela, default)).Refusal);
        Assert.Equal(DayRefusal.Unknown, (await day.Grain.WithdrawProposalAsync(Garden with { Proposal = "x" }, TownDay.Anna, TownDay.Bela, default)).Refusal);
    }

    [Fact]
    public async Task Where_standings_are_shown_a_group_withdraws_with_its_signed_consent_alone()
    {
        var day = await new TownDay(shared.Begin()).OpenAsync(Allowing(MoneyChanges.UntilMix, Withdrawals.UntilMix, LiveResults.Standings));
        Assert.Equal(DayRefusal.ChangeNotAllowed, (await day.Grain.ChangePotAsync(More, TownDay.Anna, TownDay.Bela, default)).Refusal);
        Assert.Equal(DayRefusal.ChangeNotAllowed, (await day.Grain.WithdrawProposalAsync(Garden with { Reason = WithdrawReason.Ineligible }, TownDay.Anna, TownDay.Bela, default)).Refusal);
        Assert.Equal(DayRefusal.NeedsConsent, (await day.Grain.WithdrawProposalAsync(Garden, TownDay.Anna, TownDay.Bela, default)).Refusal);
        TownDay.Done(await day.Grain.WithdrawProposalAsync(Garden with { Consent = true }, TownDay.Anna, TownDay.Bela, default));
    }

    [Fact]
    public async Task A_draft_and_a_day_that_is_not_there_change_nothing()
    {
        var day = new TownDay(shared.Begin());
        Assert.Equal(DayRefusal.NoSuchDay, (await day.Grain.ChangePotAsync(More, TownDay.Anna, TownDay.Bela, default)).Refusal);
        await day.DraftAsync();
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.WithdrawProposalAsync(Garden, TownDay.Anna, TownDay.Bela, default)).Refusal);
    }

    private static DaySettings Allowing(MoneyChanges money, Withdrawals withdrawal, LiveResults live = LiveResults.Turnout) => TownDay.Settings with
    {
        Rules = FrozenRules.Create(Rules.Ballots.BallotForm.ApproveUpTo(2), new Rules.Allocation.RuleSettings(), live, true, "en").Allowing(money, withdrawal).Text,
    };
}
