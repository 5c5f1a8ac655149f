using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Marketplace;

/// <summary>A stall that asks for no money: nothing on its page leads to a vote for it.</summary>
public sealed class InformationModel(DayReader days, IGrainFactory grains) : PageModel
{
    /// <summary>The day.</summary>
    public DayView Day { get; private set; } = null!;

    /// <summary>The stall.</summary>
    public InformationStall Stall { get; private set; } = null!;

    /// <summary>Its video link; <c>null</c> where there is none.</summary>
    public StallVideo? Video { get; private set; }

    /// <summary>Its strip of pictures; <c>null</c> where there is none.</summary>
    public StallStrip? Strip { get; private set; }

    /// <summary>The address of such a stall.</summary>
    public static string Link(string day, string id) => $"/days/{day}/information/{id}";

    public async Task<IActionResult> OnGetAsync(string day, string id, CancellationToken cancellationToken)
    {
        if (await days.FindViewAsync(day, cancellationToken) is not { } found) return NotFound();
        var stalls = await grains.GetGrain<IStallsGrain>(day).GetAsync(cancellationToken);
        if (stalls.Information.FirstOrDefault(one => string.Equals(one.Id, id, StringComparison.Ordinal)) is not { } stall) return NotFound();
        var name = new StallName(StallKind.Information, stall.Id);
        (Day, Stall, Video, Strip) = (found, stall, stalls.VideoOf(name), stalls.StripOf(name));
        return Page();
    }
}
