using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Statements;

namespace PbDecisionDay.Web.Marketplace;

/// <summary>A day's marketplace: its stalls under their awnings.</summary>
public sealed class DayModel(DayReader days, IGrainFactory grains) : PageModel
{
    private ResultDocument? result;

    /// <summary>The day.</summary>
    public PublicDay Day { get; private set; } = null!;

    /// <summary>What is shown beside the paper.</summary>
    public StallsView Stalls { get; private set; } = null!;

    /// <summary>The address of a stall.</summary>
    public string StallLink(string proposal) => StallModel.Link(Day.Id, proposal);

    /// <summary>What a project gets, in minor units; <c>null</c> before the declaration.</summary>
    public long? AwardOf(string proposal) => result?.Ends.FirstOrDefault(step => step.Project == proposal)?.Amount;

    public async Task<IActionResult> OnGetAsync(string day, CancellationToken cancellationToken)
    {
        if (await days.FindAsync(day, cancellationToken) is not { } found) return NotFound();
        (Day, Stalls) = (found, await grains.GetGrain<IStallsGrain>(day).GetAsync(cancellationToken));
        if (found.View.Phase is DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived) result = ResultDocument.Read(found.View.Result);
        return Page();
    }
}
