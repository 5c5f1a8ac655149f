using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PbDecisionDay.Web.Stations;

/// <summary>Turns a device into a station: the code comes in the address's fragment, which no server sees, or is typed.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PairModel : PageModel
{
    /// <summary>The day in the address; <c>null</c> where the code alone must find it.</summary>
    [FromRoute]
    public string? Day { get; init; }
}
