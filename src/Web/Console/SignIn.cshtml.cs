using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>Signing in with name and password. A name that nobody has is answered as a wrong password is.</summary>
public sealed class SignInModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsolePage(grains, say)
{
    private const int BusySeconds = 5;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Whether they were signed in, and are no more.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Ended { get; set; }

    /// <summary>Whether strangers guess at this name, so that a try waits for its turn: the next one is sent again by itself until it is looked at.</summary>
    public bool WaitsItsTurn { get; private set; }

    /// <summary>Whether nobody can sign in yet.</summary>
    public bool NeedsSetUp { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => NeedsSetUp = await Organisation.NeedsSetUpAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Ended = false;
        if (string.IsNullOrWhiteSpace(Name) || string.IsNullOrEmpty(Password)) return Refuse(Say["SignIn.Refused"], nameof(Name));
        var tried = new PasswordTry(Name, Password, Devices.Read(HttpContext));
        var result = await Accounts.SignInAsync(new SignIn(tried, DeviceLabel.Of(Request.Headers.UserAgent.ToString())), cancellationToken);
        switch (result.Status)
        {
            case SignInStatus.Right:
                await OrganiserAccess.LetInAsync(HttpContext, result.Organiser!.Id, result.Session!);
                return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/console");
            case SignInStatus.Wait:
                WaitsItsTurn = true;
                var seconds = (int)Math.Ceiling(result.Wait.TotalSeconds);
                return Later(seconds, StatusCodes.Status429TooManyRequests, Say["SignIn.Wait", Math.Max(1, seconds)]);
            case SignInStatus.Busy: return Later(BusySeconds, StatusCodes.Status503ServiceUnavailable, Say["SignIn.Busy"]);
            case SignInStatus.Refused: return Refuse(Say["SignIn.Refused"], nameof(Name));
            default: throw new InvalidOperationException("An unknown answer to a password.");
        }
    }

    /// <summary>What the browser's passkey has to sign.</summary>
    public async Task<IActionResult> OnPostAskPasskeyAsync() => new JsonResult(await Keys.AskAsync(HttpContext));

    /// <summary>Signs in with what it signed.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync(string credential, string state, CancellationToken cancellationToken)
    {
        Ended = false;
        if (await Keys.SignInAsync(HttpContext, credential ?? "", state ?? "", cancellationToken) is not var (organiser, session)) return Refuse(Say["Passkey.NotSignedIn"]);
        await OrganiserAccess.LetInAsync(HttpContext, organiser, session);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/console");
    }

    private IActionResult Later(int seconds, int status, string sentence)
    {
        var page = Refuse(sentence);
        Response.StatusCode = status;
        Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return page;
    }
}
