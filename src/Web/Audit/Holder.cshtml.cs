using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Audit;

/// <summary>Where the holder of a share compares, on a device of their own, the openings key of their sheet with the one in the log.</summary>
internal sealed class HolderModel(DayReader days) : PageModel
{
    public PublicDay Day { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string day, CancellationToken cancellationToken)
    {
        if (await days.FindAsync(day, cancellationToken) is not { } found) return NotFound();
        Day = found;
        return Page();
    }
}
