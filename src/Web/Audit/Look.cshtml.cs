using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Orleans;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Statements;

namespace PbDecisionDay.Web.Audit;

/// <summary>Whether a declared day's votes look right: what they look like together, for everyone.</summary>
internal sealed class LookModel(DayReader days, IGrainFactory grains) : PageModel
{
    public PublicDay Day { get; private set; } = null!;

    /// <summary>What they look like; <c>null</c> before the declaration.</summary>
    public DayLook? Look { get; private set; }

    public async Task<IActionResult> OnGetAsync(string day, CancellationToken cancellationToken)
    {
        if (await days.FindAsync(day, cancellationToken) is not { } found) return NotFound();
        Day = found;
        if (found.View.Phase is Contracts.Days.DayPhase.Declared or Contracts.Days.DayPhase.Ratified or Contracts.Days.DayPhase.Archived)
            Look = await DayLook.ReadAsync(grains, found.View, cancellationToken);
        return Page();
    }
}
