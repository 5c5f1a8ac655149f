using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Days;

/// <summary>
/// Changes of money and withdrawals on a published day, each by two people. The ballot box decides by the frozen rules and writes the entry;
/// the day writes down who asked.
/// </summary>
internal sealed class PaperChangeSteps(DayStream stream, DayBox box)
{
    private DayState Day => stream.State;

    private OpenBox Frozen => new(Day.Rules, Day.Paper);

    public async Task<DayOutcome> ChangePotAsync(ChangePotTotal command, string by, string secondBy, DayWork work, CancellationToken cancellationToken)
    {
        if (await BeforeBoxAsync(by, secondBy, work) is { } refusal) return refusal;
        var answer = await box.Grain.ChangePotAsync(new(command.Pot, command.Amount, command.Source, command.Reason, Frozen), cancellationToken);
        return !BoxAnswer.Did(answer.Result) ? Outcome(answer)
            : Day.PotTotals.TryGetValue(command.Pot, out var known) && known == command.Amount ? DayOutcome.Done
            : await stream.WriteDownAsync(new PotChanged(command.Pot, command.Amount, command.Source, command.Reason, by, secondBy, stream.Now));
    }

    public async Task<DayOutcome> WithdrawAsync(WithdrawFromPaper command, string by, string secondBy, DayWork work, CancellationToken cancellationToken)
    {
        if (await BeforeBoxAsync(by, secondBy, work) is { } refusal) return refusal;
        if (LacksConsent(command))
            return new DayOutcome(
                DayRefusal.NeedsConsent,
                "This day has opened and shows how the votes stand, so only the group itself may withdraw its project: say that you hold its signed consent.");
        var answer = await box.Grain.WithdrawAsync(new(command.Proposal, command.Reason, Frozen), cancellationToken);
        return !BoxAnswer.Did(answer.Result) ? Outcome(answer)
            : Day.Withdrawals.TryGetValue(command.Proposal, out var known) && known == command.Reason ? DayOutcome.Done
            : await stream.WriteDownAsync(new ProposalWithdrawn(command.Proposal, command.Reason, command.Consent, by, secondBy, stream.Now));
    }

    private async Task<DayOutcome?> BeforeBoxAsync(string by, string secondBy, DayWork work)
    {
        if (DayDecision.Within(Day, by, DayPhase.Published, DayPhase.Open, DayPhase.Paused, DayPhase.Closed) is { } refusal) return refusal.Outcome;
        if (DayDecision.TakesTwo(Day, by, secondBy, "A second organiser has to agree before money is changed or a project withdrawn.") is { } alone)
            return alone.Outcome;
        if (work != DayWork.None) return DayOutcome.Working;
        return await box.SetUpAsync() is { Refusal: not DayRefusal.None } notSetUp ? notSetUp : null;
    }

    // A withdrawal that the rules do not allow at all is told so by the box, whoever consents.
    private bool LacksConsent(WithdrawFromPaper command) =>
        !command.Consent && command.Reason == WithdrawReason.Withdrawn && Day.Phase != DayPhase.Published
        && FrozenDay.Read(Frozen) is { } frozen && ChangeRules.ShowsStandings(frozen.Rules)
        && frozen.Rules.Withdrawal is not (Withdrawals.Never or Withdrawals.UntilOpen);

    private static DayOutcome Outcome(ChangeAnswer answer) => answer.Refusal switch
    {
        ChangeRefusal.None => BoxAnswer.Outcome(answer.Result),
        ChangeRefusal.NotOnPaper => new(DayRefusal.Unknown, "The ballot paper has no such pot or project."),
        ChangeRefusal.NeverAllowed => NotAllowed("The rules of this day, which were fixed when it was published, allow no such change."),
        ChangeRefusal.AfterOpening => NotAllowed("The rules of this day allow it until voting opens, and it has opened."),
        ChangeRefusal.AfterLast => NotAllowed("The rules of this day allow it until voting ends, and it has ended."),
        ChangeRefusal.AfterMix => NotAllowed("The ballots are counted, so nothing may change any more."),
        ChangeRefusal.StandingsShown => NotAllowed(
            "This day has opened and shows how the votes stand, so whoever changes money or projects now could steer the result. "
            + "A group may still withdraw its own project."),
        ChangeRefusal.OtherDirection => Invalid("Added money leaves more in the pot than before, and withdrawn money less. A wrong total is corrected."),
        ChangeRefusal.TooMuchMoney => Invalid($"A pot holds 0 or more, and all pots together at most {Paper.MostMoney} minor units."),
        ChangeRefusal.WithdrawnBefore => Invalid("The project is withdrawn already, for another reason. Restore it first."),
        ChangeRefusal.NotWithdrawn => Invalid("The project was not withdrawn, so it cannot be restored."),
    };

    private static DayOutcome NotAllowed(string detail) => new(DayRefusal.ChangeNotAllowed, detail);

    private static DayOutcome Invalid(string detail) => DayDecision.Invalid(detail).Outcome;
}
