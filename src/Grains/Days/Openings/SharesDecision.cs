using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Openings;
using PbDecisionDay.Grains.Organisations;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Grains.Days.Openings;

/// <summary>Whether shares of the openings key may be made for three people now. Pure. Source: docs/adr/0037.</summary>
internal static class SharesDecision
{
    /// <summary>Whether the day has not opened yet, so that shares made again come with a new key.</summary>
    public static bool BeforeOpening(DayPhase phase) => phase is DayPhase.Draft or DayPhase.Published;

    /// <summary>The refusal; <c>null</c> where they may be made.</summary>
    public static Decision? Refusal(DayState day, MakeShares command)
    {
        if (DayDecision.Within(
            day, command.By, DayPhase.Draft, DayPhase.Published, DayPhase.Open, DayPhase.Paused, DayPhase.Checking, DayPhase.Closed, DayPhase.Counted, DayPhase.Declared)
            is { } refusal) return refusal;
        if (DayDecision.BeforeApprovers(day) is { } early) return early;
        if (DayDecision.TakesTwo(day, command.By, command.SecondBy, "A second organiser has to agree before shares of the openings key are made.") is { } alone)
            return alone;
        if (command.Holders.Length != KeyShare.Shares)
            return DayDecision.Invalid("Three people keep a share each.");
        if (command.Holders.Any(holder => holder.Passphrase.Length < KeyCopy.ShortestPassphrase))
            return DayDecision.Invalid($"Each holder chooses a passphrase of at least {KeyCopy.ShortestPassphrase} characters.");
        if (command.Holders.Any(holder => CommonPasswords.Holds(holder.Passphrase, day.Settings.Title.Select(title => title.Text))))
            return DayDecision.Invalid("A passphrase is easy to guess. It is often used, or it is little more than common words, a date or this place. Add unusual words.");
        if (command.Holders.Select(holder => holder.Passphrase).Distinct(StringComparer.Ordinal).Count() != KeyShare.Shares)
            return DayDecision.Invalid("Each holder chooses a passphrase of their own: two of these are the same.");
        var organisers = command.Holders.Select(holder => holder.Organiser).Where(holder => holder.Length > 0).ToList();
        if (organisers.Distinct(StringComparer.Ordinal).Count() != organisers.Count)
            return DayDecision.Invalid("One organiser keeps one share and no more.");
        if (!organisers.TrueForAll(day.IsApprover))
            return DayDecision.Invalid("A holder who is an organiser is one of this day's approvers. For somebody else, say that they are not an organiser.");
        if (organisers.Count == KeyShare.Shares)
            return DayDecision.Invalid("At least one holder is not an organiser of this day, so that the organisers alone cannot open ballots.");
        if (day.Shares is { Set: KeyShare.MostSets })
            return DayDecision.Invalid("Shares of this day were made too often.");
        return !BeforeOpening(day.Phase) && command.Brought.Length < KeyShare.Needed
            ? Decision.Refuse(DayRefusal.NeedsShares, "The day has opened: two holders bring their shares before new ones are made.")
            : null;
    }
}
