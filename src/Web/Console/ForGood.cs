using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Web.Console;

/// <summary>
/// What the console's buttons do that nobody can take back, and the words that say so on the page before one is pressed. A test walks all buttons and holds them
/// against these two lists, so that a new one has to say which it is. Source: docs/adr/0086.
/// </summary>
public static class ForGood
{
    /// <summary>The forms that cannot be undone, by page and handler, each with the key of the words that say so on that page.</summary>
    public static ImmutableSortedDictionary<string, string> Said { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["approve/{id}"] = "ForGood.Approve",
        ["boxes"] = "Boxes.Add.More",
        ["cards?handler=Activate"] = "ForGood.Activate",
        ["cards?handler=Spoil"] = "ForGood.Spoil",
        ["cards?handler=Void"] = "ForGood.Void",
        ["count?handler=Count"] = "ForGood.Count",
        ["count?handler=Lots"] = "ForGood.Dice",
        ["count?handler=Validate"] = "ForGood.Validate",
        ["day?handler=BeginVoting"] = "Next.Groups.Once",
        ["incidents"] = "Incidents.ForGood",
        ["incidents?handler=Add"] = "ForGood.Added",
        ["keys?handler=Make"] = "ForGood.Keys",
        ["needs?handler=RefuseWaiting"] = "ForGood.Erase",
        ["needs?handler=TakeDown"] = "ForGood.Erase",
        ["openings"] = "ForGood.Openings",
        ["papers?handler=Dispute"] = "ForGood.Dispute",
        ["photograph/{id}?handler=Remove"] = "Photo.RemoveAsk",
        ["practice?handler=End"] = "ForGood.Practice",
        ["proposals?handler=Remove"] = "Proposals.RemoveAsk",
        ["register?handler=Add"] = "ForGood.Register",
        ["register?handler=List"] = "ForGood.Register",
        ["stations?handler=Code"] = "ForGood.Codes",
        ["stations?handler=Revoke"] = "ForGood.Revoke",
        ["step/{to}"] = "ForGood.Step",
        ["organisers?handler=Agree"] = "ForGood.Organiser",
        ["programs?handler=Revoke"] = "ForGood.Token",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The forms of which one presses the same, or the opposite, again: settings, drafts, what can be taken off, and what only asks or looks.</summary>
    public static ImmutableSortedSet<string> CanBeChanged { get; } = ImmutableSortedSet.Create(
        StringComparer.Ordinal,
        "access", "address", "announcements?handler=Announce", "announcements?handler=EndAnnouncement", "announcements?handler=LastCall", "approve/{id}?handler=Decline",
        "batches?handler=Finish", "batches?handler=Reopen", "cards?handler=Import", "cards?handler=Label", "cards?handler=Print", "cards?handler=Test",
        "changes?handler=Cost", "changes?handler=Money", "changes?handler=Restore", "changes?handler=Withdraw", "copy", "count?handler=Account", "count?handler=Dice", "count?handler=Door", "count?handler=Proof",
        "count?handler=Sheet", "count?handler=Signatures", "day?handler=Check", "drill", "information/{id}", "information/{id}?handler=Remove", "information/{id}?handler=RemoveStrip",
        "information/{id}?handler=RemoveVideo", "information/{id}?handler=Strip", "information/{id}?handler=Video", "keys?handler=Ask", "keys?handler=ReadBack", "keys?handler=Restore",
        "look?handler=Beside", "look?handler=Drop", "needs?handler=PutUp", "offers/{id}?handler=Download", "offers/{id}?handler=Open", "openings?handler=Ask",
        "papers?handler=Differs", "papers?handler=Same", "photograph/{id}", "photograph/{id}?handler=RemoveStrip", "photograph/{id}?handler=RemoveVideo", "photograph/{id}?handler=Strip",
        "photograph/{id}?handler=Video", "practice", "proposal/{id}", "proposals?handler=Import", "rules", "rules?handler=Try", "running?handler=Come", "running?handler=EndCall", "settings",
        "stalls?handler=Funders", "stations?handler=First", "stations?handler=Offer", "account?handler=AddPasskey", "account?handler=AskPasskey", "account?handler=End", "account?handler=EndOthers", "account?handler=OfferPasskey",
        "account?handler=Password", "account?handler=RemovePasskey", "new", "organisers?handler=Ask", "organisers?handler=Code", "organisers?handler=Confirm", "organisers?handler=Invite",
        "organisers?handler=Machine", "organisers?handler=StepCode", "organisers?handler=StepMachine", "programs?handler=Make", "sign-out");

    /// <summary>Whether a step of a day cannot be undone: all but a pause and going on after it.</summary>
    public static bool Is(DayPhase from, DayPhase to) => to != DayPhase.Paused && !(from == DayPhase.Paused && to == DayPhase.Open);
}
