using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Orleans;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Marketplace;

/// <summary>A day's marketplace: its stalls under their awnings.</summary>
public sealed class DayModel(DayReader days, IGrainFactory grains) : PageModel
{
    /// <summary>The day.</summary>
    public PublicDay Day { get; private set; } = null!;

    /// <summary>What is shown beside the paper.</summary>
    public StallsView Stalls { get; private set; } = null!;

    /// <summary>The address of a stall.</summary>
    public string StallLink(string proposal) => StallModel.Link(Day.Id, proposal);

    public async Task<IActionResult> OnGetAsync(string day, CancellationToken cancellationToken)
    {
        if (await days.FindAsync(day, cancellationToken) is not { } found) return NotFound();
        (Day, Stalls) = (found, await grains.GetGrain<IStallsGrain>(day).GetAsync(cancellationToken));
        return Page();
    }
}
