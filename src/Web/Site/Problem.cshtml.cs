using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PbDecisionDay.Web.Site;

/// <summary>What a person sees when there is no such page, or something failed.</summary>
[IgnoreAntiforgeryToken, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ProblemModel : PageModel
{
    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; private set; }

    public void OnGet(int status = StatusCodes.Status500InternalServerError) => Status = status;

    public void OnPost(int status = StatusCodes.Status500InternalServerError) => Status = status;
}
