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
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>The shares of the openings key: three sheets are made and printed, each is read back, and two of them put a lost key back.</summary>
public sealed class KeysModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public string?[] Holder { get; set; } = [];

    [BindProperty]
    public string?[] Passphrase { get; set; } = [];

    [BindProperty]
    public string?[] Again { get; set; } = [];

    [BindProperty]
    public string?[] ShareText { get; set; } = [];

    [BindProperty]
    public string?[] SharePassphrase { get; set; } = [];

    /// <summary>Where a holder's own device compares the key of their sheet with the one in the log. It stands in the fragment: no server is told whose it is.</summary>
    public string CompareLink => $"{Day.Site}/audit/{Day.Day}/key#{Day.Shares!.Fingerprint.TrimEnd('=').Replace('+', '-').Replace('/', '_')}";

    /// <summary>Who agreed that the shares are made, on a session of their own; empty while nobody has.</summary>
    public string AgreedBy { get; private set; } = "";

    /// <summary>The sealed shares that were just made; shown once and kept nowhere.</summary>
    public IReadOnlyList<string> Sheets { get; private set; } = [];

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
            AgreedBy = (await Two.AgreedAsync(Day.Day, Making.Kind, By))?.ApprovedBy ?? "";
            return await next();
        });

    public void OnGet() { }

    /// <summary>Asks for the second approver first, so that nobody's passphrase waits with them.</summary>
    public async Task<IActionResult> OnPostAskAsync()
    {
        if (AgreedBy.Length > 0) return Redirect($"/console/days/{Day.Day}/keys");
        Waiting = await Two.AskAsync(Day.Day, Making, By);
        return Waiting is null ? Refuse(Sentence(TwoPeople.TooMany)) : Page();
    }

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken cancellationToken)
    {
        if (Passphrase.Length != Holder.Length || !Passphrase.SequenceEqual(Again, StringComparer.Ordinal)) return Refuse(Say["Keys.NotTheSame"]);
        var holders = Holder.Zip(Passphrase, (holder, words) => new NewHolder(holder ?? "", words ?? ""));
        ImmutableArray<string> texts = [];
        var outcome = await WithSecondAsync(Making, async second =>
        {
            var made = await DayGrain.MakeSharesAsync(new MakeShares([.. holders], BroughtSheet.Read(ShareText, SharePassphrase), By, second), cancellationToken);
            texts = made.Texts;
            return made.Outcome;
        }, cancellationToken);
        if (outcome is null) return Page();
        if (outcome.Refusal != DayRefusal.None) return Refuse(Sentence(outcome));
        await ReloadAsync(cancellationToken);
        (Sheets, AgreedBy) = (texts, "");
        return Page();
    }

    public async Task<IActionResult> OnPostReadBackAsync(CancellationToken cancellationToken)
    {
        if (BroughtSheet.Read(ShareText, SharePassphrase) is not [var share]) return Refuse(Say["Keys.BackMore"]);
        var outcome = await DayGrain.ReadShareBackAsync(share, By, cancellationToken);
        return outcome.Refusal == DayRefusal.None ? GoTo("/keys", Say["Keys.BackDone"]) : Refuse(Sentence(outcome));
    }

    public async Task<IActionResult> OnPostRestoreAsync(CancellationToken cancellationToken)
    {
        var answer = await DayGrain.RestoreOpeningsKeyAsync(BroughtSheet.Read(ShareText, SharePassphrase), By, cancellationToken);
        if (answer.Outcome.Refusal != DayRefusal.None) return Refuse(Sentence(answer.Outcome));
        return GoTo("/keys", answer.Bad.IsEmpty ? Say["Keys.RestoreDone"] : Say["Keys.RestoreBad", answer.Bad[0]]);
    }

    private static StepToApprove Making { get; } = StepToApprove.Of(ApprovedStep.MakeShares);

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
