using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Organisations;

namespace PbDecisionDay.Web.Console;

/// <summary>
/// Sets a new password with the two codes of a recovery. Both arrive in the body of this form, typed or moved there from the link's fragment by script,
/// never in an address the service sees.
/// </summary>
public sealed class RecoverModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsolePage(grains, say)
{
    [BindProperty]
    public string? Link { get; set; }

    [BindProperty]
    public string? SpokenCode { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!string.Equals(Password, Again, StringComparison.Ordinal)) return Refuse(Say["SetUp.NotTheSame"], nameof(Again));
        var result = await Accounts.RecoverAsync(new Recover(Link ?? "", SpokenCode ?? "", Password ?? "") { Site = OwnHost }, cancellationToken);
        switch (result.Status)
        {
            case RecoverStatus.Refused: return Refuse(Say["Recover.Refused"], nameof(Link));
            case RecoverStatus.TooShort: return Refuse(Say["SetUp.PasswordTooShort"], nameof(Password));
            case RecoverStatus.TooCommon: return Refuse(Say["Password.TooCommon"], nameof(Password));
            case RecoverStatus.Recovered:
                await LetInAsync(result.Organiser!.Id, cancellationToken);
                return Redirect("/console");
            default: throw new InvalidOperationException("An unknown answer to a recovery.");
        }
    }
}
