using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Organisations;

namespace PbDecisionDay.Web.Console;

/// <summary>
/// Uses a one-use invitation: the first start prints one, later organisers make them. The invitation arrives in the body of this form,
/// typed or moved there from the link's fragment by script, never in an address the service sees.
/// </summary>
public sealed class SetUpModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsolePage(grains, say)
{
    [BindProperty]
    public string? Invitation { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!string.Equals(Password, Again, StringComparison.Ordinal)) return Refuse(Say["SetUp.NotTheSame"], nameof(Again));
        var joined = await Organisation.JoinAsync(new JoinAsOrganiser(Invitation ?? "", (Name ?? "").Trim(), Password ?? "") { Site = OwnHost }, cancellationToken);
        switch (joined.Status)
        {
            case JoinStatus.InvitationRefused: return Refuse(Say["SetUp.InvitationRefused"], nameof(Invitation));
            case JoinStatus.NameRefused: return Refuse(Say["SetUp.NameRefused"], nameof(Name));
            case JoinStatus.NameLooksTaken: return Refuse(Say["SetUp.NameLooksTaken"], nameof(Name));
            case JoinStatus.PasswordTooShort: return Refuse(Say["SetUp.PasswordTooShort"], nameof(Password));
            case JoinStatus.PasswordTooCommon: return Refuse(Say["Password.TooCommon"], nameof(Password));
            case JoinStatus.Joined:
                var organiser = joined.Organiser!.Id;
                await LetInAsync(organiser, cancellationToken);
                // The first two are confirmed by whoever runs the machine: their code waits there already.
                if (await Organisation.ShowMachineCodeAsync(organiser, cancellationToken) != ConfirmResult.CodeShown) return Redirect("/console");
                Done = Say["Organisers.CodeShown", OrganisersModel.NumberOf(organiser)];
                return Redirect("/console/organisers");
            default: throw new InvalidOperationException("An unknown answer to an invitation.");
        }
    }
}
