using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>Where a colleague waits for what others ask them to agree to, on any day: the question comes by itself.</summary>
public sealed class AgreeModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, DayReader days) : ConsolePage(grains, say)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await FirstAskedAsync(cancellationToken) is not { Length: > 0 } asked) return Page();
        TempData.Keep();
        return Redirect(asked);
    }

    /// <summary>The address of the first question; empty where there is none. The page asks until there is one.</summary>
    public async Task<ContentResult> OnGetAskedAsync(CancellationToken cancellationToken) => Content(await FirstAskedAsync(cancellationToken));

    private async Task<string> FirstAskedAsync(CancellationToken cancellationToken)
    {
        var open = await days.GetAllAsync(day => User.MayActOn(day.Rehearsal) && User.MayChange(day) && MayBeAsked(day) ? day : null, cancellationToken);
        foreach (var day in open.Select(day => day.Shown).OfType<DayView>())
            foreach (var asked in (await Grains.GetGrain<IApprovalsGrain>(day.Day).ListAsync()).Where(request => request.ApprovedBy.Length == 0 && request.By != By))
                if (await asked.Step.IsAsReadAsync(Grains, day, cancellationToken)) return $"/console/days/{day.Day}/approve/{asked.Id}";
        return "";
    }

    private bool MayBeAsked(DayView day) =>
        day.Phase is not (DayPhase.Archived or DayPhase.Postponed or DayPhase.Void) && (day.Approvers.IsEmpty || day.Approvers.Any(approver => approver.Organiser == By));
}
