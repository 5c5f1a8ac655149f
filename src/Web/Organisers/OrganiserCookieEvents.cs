using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;
using Orleans;

namespace PbDecisionDay.Web.Organisers;

/// <summary>
/// The console's cookie holds what opens a session that the organisation keeps, and is worth something only while that is open. A cookie of an ended
/// session, of an earlier version or of an emptied data folder lets nobody in, and the page to sign in says so.
/// </summary>
internal sealed class OrganiserCookieEvents(IGrainFactory grains) : CookieAuthenticationEvents
{
    /// <summary>The claim that holds the secret, in the cookie alone: no page and no other code sees it.</summary>
    public const string SecretClaim = "pbdd:session-secret";

    private static readonly object Over = new();

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal?.FindFirstValue(SecretClaim) is { } secret
            && await grains.Accounts().CheckSessionAsync(secret, context.HttpContext.RequestAborted) is { } open)
        {
            // As they are now: whoever was confirmed since they signed in need not sign in again.
            context.ReplacePrincipal(OrganiserAccess.Principal(open.Organiser, OrganiserAccess.CookieScheme, open.Session));
            return;
        }
        context.RejectPrincipal();
        context.HttpContext.Items[Over] = true;
        await context.HttpContext.SignOutAsync(OrganiserAccess.CookieScheme);
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.HttpContext.Items.ContainsKey(Over)) context.RedirectUri = QueryHelpers.AddQueryString(context.RedirectUri, "ended", "true");
        return base.RedirectToLogin(context);
    }
}
