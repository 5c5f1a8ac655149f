using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Stations;

/// <summary>
/// What a phone opens that tries the address of the cards. The code comes in the address's fragment, which no server sees, or is typed; it says
/// that this phone came by the address that will stand on the cards, and opens nothing.
/// </summary>
[IgnoreAntiforgeryToken, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TryModel(IGrainFactory grains, DayReader days) : PageModel
{
    [FromRoute]
    public string Day { get; set; } = "";

    [BindProperty]
    public string? Code { get; set; }

    /// <summary>Whether the browser called the page secure; a browser without script says no.</summary>
    [BindProperty]
    public bool Secure { get; set; }

    /// <summary>Whether the console has heard of this phone.</summary>
    public bool Reached { get; private set; }

    /// <summary>Whether the code is not the one on the console.</summary>
    public bool Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await days.GetAsync(Day, cancellationToken) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await days.GetAsync(Day, cancellationToken) is null) return NotFound();
        Reached = await grains.GetGrain<IDecisionDayGrain>(Day).ReachAddressAsync(Code ?? "", Secure, cancellationToken);
        Refused = !Reached;
        days.Forget(Day);
        if (Refused) Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
