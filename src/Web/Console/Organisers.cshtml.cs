using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>Who may organise. Invitations and tokens are shown in the one answer that made them.</summary>
public sealed class OrganisersModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsolePage(grains, say)
{
    public IReadOnlyList<OrganiserView> List { get; private set; } = [];

    public string? Invitation { get; private set; }

    public string? Token { get; private set; }

    public string InvitationLink => $"{SiteAddress.Of(HttpContext)}/console/set-up#{Invitation}";

    public async Task OnGetAsync(CancellationToken cancellationToken) => List = await Organisation.ListOrganisersAsync(cancellationToken);

    public async Task OnPostInviteAsync(CancellationToken cancellationToken)
    {
        Invitation = await Organisation.InviteAsync(By, cancellationToken);
        await OnGetAsync(cancellationToken);
    }

    public async Task OnPostTokenAsync(CancellationToken cancellationToken)
    {
        Token = await Organisation.IssueTokenAsync(By, cancellationToken);
        await OnGetAsync(cancellationToken);
    }
}
