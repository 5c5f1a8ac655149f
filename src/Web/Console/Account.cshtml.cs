using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>One's own account: where one is signed in, and the password.</summary>
public sealed class AccountModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsolePage(grains, say)
{
    [BindProperty]
    public string? Current { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    public ImmutableArray<SessionView> Sessions { get; private set; } = [];

    /// <summary>The session that this page is looked at in.</summary>
    public string ThisSession => SignedInOrganiser.Of(User).Session;

    /// <summary>A browser in plain words.</summary>
    public string DeviceName(string device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device.Split('/') switch
        {
            [{ Length: > 0 } browser, { Length: > 0 } system] => Say["Account.Device", browser, system],
            [{ Length: > 0 } browser, _] => browser,
            [_, { Length: > 0 } system] => system,
            _ => Say["Account.DeviceUnknown"],
        };
    }

    /// <summary>One's passkeys.</summary>
    public ImmutableArray<Passkey> List { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Sessions = await Accounts.ListSessionsAsync(By, cancellationToken);
        List = await Accounts.ListPasskeysAsync(By, cancellationToken);
    }

    /// <summary>What the browser needs to make a passkey.</summary>
    public async Task<IActionResult> OnPostOfferPasskeyAsync() => new JsonResult(await Keys.OfferAsync(HttpContext, By, User.Identity!.Name!));

    /// <summary>What a passkey has to sign for a step on another page of the console, in place of the password.</summary>
    public async Task<IActionResult> OnPostAskPasskeyAsync(string step) =>
        await Keys.AskForAsync(HttpContext, step ?? "") is { } question ? new JsonResult(question) : Forbid();

    /// <summary>Keeps a passkey. It lets in for good, so it asks for the password: a laptop that somebody left open gives none away.</summary>
    public async Task<IActionResult> OnPostAddPasskeyAsync(string password, string credential, string state, CancellationToken cancellationToken)
    {
        await OnGetAsync(cancellationToken);
        if (await WrongOwnPasswordAsync(password, "Password.CurrentWrong", cancellationToken) is { } wrong) return Refuse(wrong, "passkey-password");
        if (!await Keys.AddAsync(HttpContext, By, credential ?? "", state ?? "", cancellationToken)) return Refuse(Say["Passkey.NotAdded"]);
        Done = Say["Passkey.Added"];
        return RedirectToPage();
    }

    /// <summary>Forgets a passkey.</summary>
    public async Task<IActionResult> OnPostRemovePasskeyAsync(string id, CancellationToken cancellationToken)
    {
        var bytes = new byte[(id ?? "").Length];
        if (Convert.TryFromBase64String(id ?? "", bytes, out var length)) await Accounts.RemovePasskeyAsync(By, bytes[..length], cancellationToken);
        Done = Say["Passkey.Removed"];
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEndAsync(string session, CancellationToken cancellationToken)
    {
        await Accounts.EndSessionAsync(By, session ?? "", cancellationToken);
        Done = Say["Account.Ended"];
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken cancellationToken)
    {
        await Accounts.EndOtherSessionsAsync(By, ThisSession, cancellationToken);
        Done = Say["Account.OthersEnded"];
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken cancellationToken)
    {
        await OnGetAsync(cancellationToken);
        if (!string.Equals(Password, Again, StringComparison.Ordinal)) return Refuse(Say["SetUp.NotTheSame"], nameof(Again));
        switch (await Accounts.ChangePasswordAsync(new ChangePassword(By, ThisSession, Current ?? "", Password ?? "") { Site = OwnHost }, cancellationToken))
        {
            case ChangePasswordResult.CurrentWrong: return Refuse(Say["Password.CurrentWrong"], nameof(Current));
            case ChangePasswordResult.Wait: return Refuse(Say["Password.Wait"], nameof(Current));
            case ChangePasswordResult.TooShort: return Refuse(Say["SetUp.PasswordTooShort"], nameof(Password));
            case ChangePasswordResult.TooCommon: return Refuse(Say["Password.TooCommon"], nameof(Password));
            case ChangePasswordResult.Changed:
                Done = Say["Password.Changed"];
                return RedirectToPage();
            default: throw new InvalidOperationException("An unknown answer to a new password.");
        }
    }
}
