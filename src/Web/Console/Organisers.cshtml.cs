using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>Who may organise. Invitations and tokens are shown in the one answer that made them.</summary>
public sealed class OrganisersModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsolePage(grains, say)
{
    public IReadOnlyList<OrganiserView> List { get; private set; } = [];

    public string? Invitation { get; private set; }

    public string? Token { get; private set; }

    public string InvitationLink => $"{SiteAddress.Of(HttpContext)}/console/set-up#{Invitation}";

    /// <summary>Whether whoever runs the machine still confirms: fewer than two are confirmed.</summary>
    public bool MachineConfirms => List.Count(organiser => organiser.Confirmed != Confirmation.None) < 2;

    /// <summary>Whether the reader may confirm this person.</summary>
    public bool MayConfirm(OrganiserView organiser)
    {
        ArgumentNullException.ThrowIfNull(organiser);
        return organiser.Confirmed == Confirmation.None && !organiser.RehearsalsOnly && organiser.InvitedBy != By
            && List.Any(reader => reader.Id == By && reader.Confirmed != Confirmation.None);
    }

    /// <summary>What the page and the service's log call an organiser, so that no name is in the log.</summary>
    public static string NumberOf(string organiser)
    {
        ArgumentNullException.ThrowIfNull(organiser);
        return organiser[..4];
    }

    public async Task OnGetAsync(CancellationToken cancellationToken) => List = await Organisation.ListOrganisersAsync(cancellationToken);

    public async Task<IActionResult> OnPostConfirmAsync(string organiser, CancellationToken cancellationToken) =>
        await AfterAsync(organiser, await Organisation.ConfirmAsync(organiser ?? "", By, cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostCodeAsync(string organiser, CancellationToken cancellationToken)
    {
        var result = await Organisation.ShowMachineCodeAsync(organiser ?? "", cancellationToken);
        if (result != ConfirmResult.CodeShown) return await AfterAsync(organiser, result, cancellationToken);
        Done = Say["Organisers.CodeShown", NumberOf(organiser!)];
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostMachineAsync(string organiser, string code, CancellationToken cancellationToken) =>
        await AfterAsync(organiser, await Organisation.ConfirmByMachineAsync(organiser ?? "", code ?? "", cancellationToken), cancellationToken);

    private async Task<IActionResult> AfterAsync(string? organiser, ConfirmResult result, CancellationToken cancellationToken)
    {
        await OnGetAsync(cancellationToken);
        if (result != ConfirmResult.Confirmed) return Refuse(Say[$"Organisers.Result.{result}"]);
        Done = Say["Organisers.Did", Isolated.Of(List.First(known => known.Id == organiser).Name)];
        return RedirectToPage();
    }

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
