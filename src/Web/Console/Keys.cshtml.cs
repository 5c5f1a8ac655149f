using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Contracts.Days.Openings;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>The shares of the openings key: three sheets are made and printed, each is read back, and two of them put a lost key back.</summary>
public sealed class KeysModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public string?[] Holder { get; set; } = [];

    /// <summary>The names of holders who are not organisers, for the second approver to read; they stand on the sheets and are kept nowhere.</summary>
    [BindProperty]
    public string?[] Outside { get; set; } = [];

    [BindProperty]
    public string?[] Passphrase { get; set; } = [];

    [BindProperty]
    public string?[] Again { get; set; } = [];

    [BindProperty]
    public string?[] ShareText { get; set; } = [];

    [BindProperty]
    public string?[] SharePassphrase { get; set; } = [];

    /// <summary>The most characters of a holder's name.</summary>
    public const int LongestName = 80;

    /// <summary>Where a holder's own device compares the key of their sheet with the one in the log. It stands in the fragment: no server is told whose it is.</summary>
    public string CompareLink => $"{Day.Site}/audit/{Day.Day}/key#{Day.Shares!.Fingerprint.TrimEnd('=').Replace('+', '-').Replace('/', '_')}";

    /// <summary>For whom the shares are to be made, as another approver has agreed to it; <c>null</c> while nobody has.</summary>
    public ApprovalRequest? Agreed { get; private set; }

    /// <summary>The sealed shares that were just made, each with its holder's name; shown once and kept nowhere.</summary>
    public IReadOnlyList<(string Text, string Name)> Sheets { get; private set; } = [];

    /// <summary>Whether the service has destroyed its own copy of the key. A box that does not start for want of the key needs it.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether the day has not opened yet.</summary>
    public bool BeforeOpening => Day.Phase is DayPhase.Draft or DayPhase.Published;

    /// <summary>Whether shares may be made in this phase.</summary>
    public bool MayMake => Day.Phase is not (DayPhase.Ratified or DayPhase.Archived or DayPhase.Postponed or DayPhase.Void);

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        base.OnPageHandlerExecutionAsync(context, async () =>
        {
            await ReadOrganisersAsync(HttpContext.RequestAborted);
            IsOver = await ReadOverAsync(HttpContext.RequestAborted);
            Agreed = await Two.AgreedAsync(Day.Day, ApprovedStep.MakeShares, By);
            return await next();
        });

    public void OnGet() { }

    /// <summary>Whether an organiser stands first in the choice of a holder: what was sent, else the first two who may approve.</summary>
    public bool Suggested(int at, string organiser) => Holder.Length == KeyShare.Shares
        ? string.Equals(Holder[at], organiser, StringComparison.Ordinal)
        : at < KeyShare.Shares - 1 && string.Equals(WhoMayApprove().ElementAtOrDefault(at)?.Id, organiser, StringComparison.Ordinal);

    /// <summary>Asks for the second approver first, so that nobody's passphrase waits with them.</summary>
    public async Task<IActionResult> OnPostAskAsync()
    {
        if (Agreed is not null) return Redirect($"/console/days/{Day.Day}/keys");
        string[] holders = [.. Holder.Select(holder => holder ?? "")], names = [.. Outside.Select(name => (name ?? "").Trim())];
        if (holders.Length != KeyShare.Shares || names.Length != KeyShare.Shares) return BadRequest();
        if (holders.Any(holder => holder.Length > 0 && WhoMayApprove().All(organiser => organiser.Id != holder))) return Refuse(Say["Keys.NoApprover"], "who-0");
        if (holders.All(holder => holder.Length > 0)) return Refuse(Say["Keys.NobodyOutside"], "who-2");
        if (holders.Where(holder => holder.Length > 0).GroupBy(holder => holder).Any(same => same.Count() > 1)) return Refuse(Say["Keys.OneEach"], "who-0");
        if (Array.FindIndex(holders.Zip(names).ToArray(), pair => pair.First.Length == 0 && (!pair.Second.Any(char.IsLetter) || pair.Second.Length > LongestName)) is >= 0 and var nameless)
            return Refuse(Say["Keys.NameMissing"], $"outside-{nameless}");
        Waiting = await Two.AskAsync(
            Day.Day, StepToApprove.Of(ApprovedStep.MakeShares, [.. holders.Zip(names).SelectMany(pair => new[] { pair.First, pair.First.Length == 0 ? pair.Second : "" })]), By);
        return Waiting is null ? Refuse(Sentence(TwoPeople.TooMany)) : Page();
    }

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken cancellationToken)
    {
        if (Agreed is not { Step: var agreed }) return Refuse(Say["Keys.Ask"]);
        if (Passphrase.Length != KeyShare.Shares || !Passphrase.SequenceEqual(Again, StringComparer.Ordinal)) return Refuse(Say["Keys.NotTheSame"], "words-1");
        var holders = Passphrase.Select((words, at) => new NewHolder(agreed.Particulars[2 * at], words ?? ""));
        ImmutableArray<string> texts = [];
        var outcome = await WithSecondAsync(agreed, async second =>
        {
            var made = await DayGrain.MakeSharesAsync(new MakeShares([.. holders], BroughtSheet.Read(ShareText, SharePassphrase), By, second), cancellationToken);
            texts = made.Texts;
            return made.Outcome;
        }, cancellationToken);
        if (outcome is null) return Page();
        if (outcome.Refusal != DayRefusal.None) return Refuse(outcome);
        await ReloadAsync(cancellationToken);
        (Sheets, Agreed) = ([.. texts.Select((text, at) => (text, HolderName(agreed, at)))], null);
        return Page();
    }

    public async Task<IActionResult> OnPostReadBackAsync(CancellationToken cancellationToken)
    {
        if (BroughtSheet.Read(ShareText, SharePassphrase) is not { IsEmpty: false } brought) return Refuse(Say["Keys.BackMore"], BroughtSheet.TextId("back", 0));
        foreach (var (at, share) in brought.Index())
        {
            var outcome = await DayGrain.ReadShareBackAsync(share, By, cancellationToken);
            if (outcome.Refusal == DayRefusal.None) continue;
            await ReloadAsync(cancellationToken);
            return Refuse(Say["Keys.BackNot", at + 1, Sentence(outcome)], BroughtSheet.TextId("back", 0));
        }
        await ReloadAsync(cancellationToken);
        return Day.Shares is { AllReadBack: true } ? await GoOnAsync(Say["Keys.AllBackDone"], cancellationToken) : GoTo("/keys", Say["Keys.BackDone"]);
    }

    public async Task<IActionResult> OnPostRestoreAsync(CancellationToken cancellationToken)
    {
        var answer = await DayGrain.RestoreOpeningsKeyAsync(BroughtSheet.Read(ShareText, SharePassphrase), By, cancellationToken);
        if (answer.Outcome.Refusal != DayRefusal.None) return Refuse(answer.Outcome);
        return GoTo("/keys", answer.Bad.IsEmpty ? Say["Keys.RestoreDone"] : Say["Keys.RestoreBad", answer.Bad[0]]);
    }


    private async Task<bool> ReadOverAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await Grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(Day.Day)).GetStatusAsync(cancellationToken)).OpeningsOver;
        }
        catch (Exception reason) when (OutcomeUnknown.IsOutage(reason))
        {
            return false;
        }
    }
}
