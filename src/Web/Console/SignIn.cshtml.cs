using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>Signing in with name and password. Wrong tries are limited where names and hashes are kept.</summary>
public sealed class SignInModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsolePage(grains, say)
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Whether nobody can sign in yet.</summary>
    public bool NeedsSetUp { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => NeedsSetUp = await Organisation.NeedsSetUpAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Name) || string.IsNullOrEmpty(Password) || await Organisation.SignInAsync(Name, Password, cancellationToken) is not { } organiser)
            return Refuse(Say["SignIn.Refused"]);
        await HttpContext.SignInAsync(OrganiserAccess.CookieScheme, OrganiserAccess.Principal(organiser, OrganiserAccess.CookieScheme));
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/console");
    }
}
