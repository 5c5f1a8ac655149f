using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Orleans;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>Signing out.</summary>
public sealed class SignOutModel(IGrainFactory grains) : PageModel
{
    public IActionResult OnGet() => Redirect("/console");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var me = SignedInOrganiser.Of(User);
        await grains.Accounts().EndSessionAsync(me.Organiser, me.Session, cancellationToken);
        await HttpContext.SignOutAsync(OrganiserAccess.CookieScheme);
        return Redirect("/console/sign-in");
    }
}
