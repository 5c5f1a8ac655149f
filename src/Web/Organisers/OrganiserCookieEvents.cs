using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Orleans;

namespace PbDecisionDay.Web.Organisers;

/// <summary>A cookie is worth something only while its organiser exists: one left from an emptied data folder lets nobody in.</summary>
internal sealed class OrganiserCookieEvents(IGrainFactory grains) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var organisers = await grains.Organisation().ListOrganisersAsync(context.HttpContext.RequestAborted);
        if (context.Principal is { } user && organisers.FirstOrDefault(organiser => organiser.Id == user.OrganiserId()) is { } known)
        {
            // As they are now: whoever was confirmed since they signed in need not sign in again.
            context.ReplacePrincipal(OrganiserAccess.Principal(known, OrganiserAccess.CookieScheme, SignedInOrganiser.Of(user).Session));
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(OrganiserAccess.CookieScheme);
    }
}
