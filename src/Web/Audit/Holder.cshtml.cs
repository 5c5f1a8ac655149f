using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Audit;

/// <summary>Where the holder of a share compares, on a device of their own, the openings key of their sheet with the one in the log.</summary>
internal sealed class HolderModel(DayReader days, IGrainFactory grains) : PageModel
{
    public PublicDay Day { get; private set; } = null!;

    /// <summary>Whether the log has an opening, which names the key.</summary>
    public bool Opened { get; private set; }

    public async Task<IActionResult> OnGetAsync(string day, CancellationToken cancellationToken)
    {
        if (await days.FindAsync(day, cancellationToken) is not { } found) return NotFound();
        Day = found;
        Opened = (await grains.GetDayStatusAsync(day, cancellationToken)).Phase != BoxPhase.BeforeOpening;
        return Page();
    }
}
