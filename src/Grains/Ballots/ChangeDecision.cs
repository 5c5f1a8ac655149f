using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>Whether the frozen rules allow a pot's new total or a withdrawal now. Pure. Source: docs/formats/changes.md.</summary>
internal static class ChangeDecision
{
    public static ChangeVerdict ChangePot(IBoxView box, ChangePot command, FrozenDay frozen)
    {
        var (paper, rules) = frozen;
        if (paper.Pots.FirstOrDefault(pot => string.Equals(pot.Id, command.Pot, StringComparison.Ordinal)) is not { } pot)
            return ChangeVerdict.Refuse(ChangeRefusal.NotOnPaper);
        var before = box.Changes.TotalOf(pot);
        if (before == command.Amount && box.Changes.Pots.ContainsKey(pot.Id))
            return ChangeVerdict.AlreadyDone;
        var refusal = ChangeRules.OfMoney(rules, box.Phase, Decided(box));
        if (refusal == ChangeRefusal.None && (command.Reason == PotReason.Added ? command.Amount <= before : command.Reason == PotReason.Withdrawn && command.Amount >= before))
            refusal = ChangeRefusal.OtherDirection;
        if (refusal == ChangeRefusal.None && (command.Amount is < 0 or > Paper.MostMoney || !box.Changes.WithTotal(pot.Id, command.Amount).IsWithinBounds(paper)))
            refusal = ChangeRefusal.TooMuchMoney;
        return refusal == ChangeRefusal.None
            ? ChangeVerdict.Write(new PotEntry(pot.Id, command.Amount, command.Source, command.Reason))
            : ChangeVerdict.Refuse(refusal);
    }

    public static ChangeVerdict Withdraw(IBoxView box, WithdrawProposal command, FrozenDay frozen)
    {
        var (paper, rules) = frozen;
        if (paper.Find(command.Proposal) is null)
            return ChangeVerdict.Refuse(ChangeRefusal.NotOnPaper);
        var restores = command.Reason == WithdrawReason.Restored;
        if (box.WithdrawalOf(command.Proposal) == command.Reason)
            return ChangeVerdict.AlreadyDone;
        var refusal = ChangeRules.OfProjects(rules, box.Phase, Decided(box), command.Reason == WithdrawReason.Withdrawn);
        if (refusal == ChangeRefusal.None && restores != box.Changes.Withdrawn.Contains(command.Proposal))
            refusal = restores ? ChangeRefusal.NotWithdrawn : ChangeRefusal.WithdrawnBefore;
        return refusal == ChangeRefusal.None ? ChangeVerdict.Write(new WithdrawEntry(command.Proposal, command.Reason)) : ChangeVerdict.Refuse(refusal);
    }

    private static bool Decided(IBoxView box) => box.Milestones is { Mix: not null } or { Result: not null };
}

/// <summary>The decision on a change.</summary>
/// <param name="Answer">The answer, once what is to be written has been committed.</param>
/// <param name="Entry">The entry to be written; <c>null</c> for none.</param>
internal sealed record ChangeVerdict(ChangeAnswer Answer, LogEntry? Entry)
{
    public static readonly ChangeVerdict AlreadyDone = new(new(BoxResult.AlreadyDone, ChangeRefusal.None), null);

    public static ChangeVerdict Refuse(ChangeRefusal refusal) => new(new(BoxResult.Invalid, refusal), null);

    public static ChangeVerdict Write(LogEntry entry) => new(new(BoxResult.Done, ChangeRefusal.None), entry);
}
