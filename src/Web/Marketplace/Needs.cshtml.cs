using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Marketplace;

/// <summary>The wall of needs: what organisers have put up, and the place to leave one. It sets no cookie.</summary>
[IgnoreAntiforgeryToken, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[RequestSizeLimit(MostRequestBytes)]
public sealed class NeedsModel(DayReader days, IGrainFactory grains) : PageModel
{
    private const int MostRequestBytes = 16 * 1024;

    [BindProperty]
    public string? Need { get; set; }

    /// <summary>The day.</summary>
    public DayView Day { get; private set; } = null!;

    /// <summary>The needs on the wall.</summary>
    public ImmutableArray<string> Needs { get; private set; } = [];

    /// <summary>Whether the day takes needs now.</summary>
    public bool Takes { get; private set; }

    /// <summary>What leaving one came to; <c>null</c> where none was left.</summary>
    public LeaveNeedResult? Result { get; private set; }

    /// <summary>The address of a day's wall.</summary>
    public static string Link(string day) => $"/days/{day}/needs";

    private INeedsGrain Wall => grains.GetGrain<INeedsGrain>(Day.Day);

    public async Task<IActionResult> OnGetAsync(string day, CancellationToken cancellationToken) =>
        await LoadAsync(day, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string day, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(day, cancellationToken)) return NotFound();
        Result = await Wall.LeaveAsync(Need ?? "", cancellationToken);
        if (Result != LeaveNeedResult.Left) Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(string day, CancellationToken cancellationToken)
    {
        if (await days.FindViewAsync(day, cancellationToken) is not { } found) return false;
        Day = found;
        Needs = await Wall.GetAsync(cancellationToken);
        // Needs are taken as long as offers are.
        Takes = (await grains.GetGrain<IOffersGrain>(day).GetAsync(cancellationToken)).Takes;
        return true;
    }
}
