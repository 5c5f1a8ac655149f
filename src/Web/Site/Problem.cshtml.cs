using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PbDecisionDay.Web.Site;

/// <summary>What a person sees when there is no such page, or something failed.</summary>
[IgnoreAntiforgeryToken, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ProblemModel : PageModel
{
    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; private set; }

    // From the address alone: what was sent to the page that failed may be what could not be read.
    public void OnGet() => Status = RouteData.Values["status"] is string text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
        ? status
        : StatusCodes.Status500InternalServerError;

    public void OnPost() => OnGet();
}
