using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Bundles;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Audit;
using PbDecisionDay.Web.Organisers;
using Words = PbDecisionDay.Rules.Text.Words;

namespace PbDecisionDay.Web.Console;

/// <summary>Two organisers hand the openings to an appointed auditor, or into a dispute. It is written down first, and then the file leaves.</summary>
public sealed class OpeningsModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public ReleasedTo To { get; set; }

    [BindProperty]
    public string?[] ShareText { get; set; } = [];

    [BindProperty]
    public string?[] SharePassphrase { get; set; } = [];

    /// <summary>Whether the service has destroyed its own copy of the openings key, so that two holders bring their shares.</summary>
    public bool NeedsShares { get; private set; }

    /// <summary>The release that another approver agreed to; <c>null</c> while nobody has.</summary>
    public ApprovalRequest? Agreed { get; private set; }

    public bool MayRelease => Day.Phase is DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived;

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        base.OnPageHandlerExecutionAsync(context, async () =>
        {
            await ReadOrganisersAsync(HttpContext.RequestAborted);
            Agreed = await Two.AgreedAsync(Day.Day, ApprovedStep.ReleaseOpenings, By);
            if (MayRelease)
                NeedsShares = (await Grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(Day.Day)).GetStatusAsync(HttpContext.RequestAborted)).OpeningsOver;
            return await next();
        });

    public void OnGet() { }

    /// <summary>Asks for the second approver, who sees for whom and why.</summary>
    public async Task<IActionResult> OnPostAskAsync()
    {
        var reason = (Reason ?? "").Trim();
        if (reason.Length == 0) return Refuse(Say["Openings.ForMissing"], nameof(Reason));
        if (Agreed is not null) return Redirect($"/console/days/{Day.Day}/openings");
        Waiting = await Two.AskAsync(Day.Day, StepToApprove.Of(ApprovedStep.ReleaseOpenings, Words.Of(To), reason), By);
        return Waiting is null ? Refuse(Sentence(TwoPeople.TooMany)) : Page();
    }

    /// <summary>Releases what was agreed to.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Agreed is not { Step: { Particulars: [var to, var reason] } step } || !Words.TryRead<ReleasedTo>(to, out var whom)) return Refuse(Say["Approve.Lapsed"]);
        var bundles = Grains.GetGrain<IBundleGrain>(Day.Day);
        // First, so that nothing is written of a release that cannot be made.
        if (NeedsShares && await bundles.BringSharesAsync(BroughtSheet.Read(ShareText, SharePassphrase), cancellationToken) is { Outcome: { Refusal: not DayRefusal.None } wrong })
            return Refuse(wrong);
        var outcome = await WithSecondAsync(step, second => DayGrain.ReleaseOpeningsAsync(whom, reason, By, second, cancellationToken), cancellationToken);
        if (outcome is null) return Page();
        if (outcome.Refusal != DayRefusal.None) return Refuse(outcome);
        var download = await BundleDownload.PrepareAsync(bundles, BundleKind.Auditor, $"{Day.Day}-auditor.zip", cancellationToken);
        if (download is null) return Refuse(Say["Openings.NotYet"]);
        if (download.IsInTheMaking) return Refuse(Sentence(DayOutcome.Working));
        await download.ExecuteAsync(HttpContext);
        return new EmptyResult();
    }
}
