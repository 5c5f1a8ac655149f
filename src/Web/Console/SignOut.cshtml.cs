using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>Signing out.</summary>
public sealed class SignOutModel : PageModel
{
    public IActionResult OnGet() => Redirect("/console");

    public async Task<IActionResult> OnPostAsync()
    {
        await HttpContext.SignOutAsync(OrganiserAccess.CookieScheme);
        return Redirect("/console/sign-in");
    }
}
