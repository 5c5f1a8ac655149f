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

    /// <summary>Of a recovery the code that the reader tells the person, or the link that the reader hands over; <c>null</c> but in the one answer.</summary>
    public string? SpokenCode { get; private set; }

    /// <summary>The link with which the person sets a new password.</summary>
    public string? RecoveryLink { get; private set; }

    /// <summary>What was asked for and nobody has agreed to yet.</summary>
    public IReadOnlyList<AccountStep> Asked { get; private set; } = [];

    /// <summary>Whether it is the reader's own session's person.</summary>
    public bool IsMe(string organiser) => organiser == By;

    /// <summary>Whether the reader may ask for steps on others' accounts, and agree to them.</summary>
    public bool MayStep => List.Any(reader => reader.Id == By && reader.Confirmed != Confirmation.None);

    /// <summary>An organiser's name.</summary>
    public string NameOf(string id) => Isolated.Of(List.FirstOrDefault(organiser => organiser.Id == id)?.Name ?? id);

    public string InvitationLink => $"{SiteAddress.Of(HttpContext)}/console/set-up#{Invitation}";

    /// <summary>Whether whoever runs the machine still confirms: fewer than two are confirmed.</summary>
    public bool MachineConfirms => List.Count(organiser => !organiser.Removed && organiser.Confirmed != Confirmation.None) < 2;

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

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        List = await Organisation.ListOrganisersAsync(cancellationToken);
        Asked = await Accounts.ListAskedStepsAsync(cancellationToken);
    }

    /// <summary>What a passkey signs to confirm somebody.</summary>
    public static string SignsConfirming(string? organiser) => $"confirm {organiser}";

    /// <summary>What a passkey signs to agree to a step on somebody's account.</summary>
    public static string SignsAgreeing(AccountStepKind kind, string? organiser) => $"agree {kind} {organiser}";

    /// <summary>What a passkey signs to invite somebody.</summary>
    public const string SignsInviting = "invite";

    public async Task<IActionResult> OnPostConfirmAsync(string organiser, CancellationToken cancellationToken) =>
        await WrongProofAsync(SignsConfirming(organiser), $"confirm-{organiser}", cancellationToken)
        ?? await AfterAsync(organiser, await Organisation.ConfirmAsync(organiser ?? "", By, cancellationToken), null, cancellationToken);

    public async Task<IActionResult> OnPostCodeAsync(string organiser, CancellationToken cancellationToken)
    {
        var result = await Organisation.ShowMachineCodeAsync(organiser ?? "", cancellationToken);
        if (result != ConfirmResult.CodeShown) return await AfterAsync(organiser, result, null, cancellationToken);
        Done = Say["Organisers.CodeShown", NumberOf(organiser!)];
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostMachineAsync(string organiser, string code, CancellationToken cancellationToken) =>
        await AfterAsync(organiser, await Organisation.ConfirmByMachineAsync(organiser ?? "", code ?? "", cancellationToken), $"code-{organiser}", cancellationToken);

    /// <summary>Asks for a step on another's account.</summary>
    public async Task<IActionResult> OnPostAskAsync(AccountStepKind kind, string organiser, string password, CancellationToken cancellationToken)
    {
        if (await WrongOwnPasswordAsync(password, "Password.CurrentWrong", cancellationToken) is { } wrong) return await StayAsync(wrong, $"ask-{organiser}", cancellationToken);
        var result = await Accounts.AskStepAsync(new AccountStep(kind, organiser ?? "", By), cancellationToken);
        await OnGetAsync(cancellationToken);
        if (result.Status != AccountStepStatus.Asked) return Refuse(Say[$"Organisers.Step.{result.Status}"]);
        if (result.Code.Length > 0) SpokenCode = result.Code;
        else
        {
            Done = Say["Organisers.Step.Asked"];
            return RedirectToPage();
        }
        return Page();
    }

    /// <summary>Agrees to what another has asked for.</summary>
    public async Task<IActionResult> OnPostAgreeAsync(AccountStepKind kind, string organiser, CancellationToken cancellationToken) =>
        await WrongProofAsync(SignsAgreeing(kind, organiser), $"agree-{kind}-{organiser}", cancellationToken)
        ?? await TakenAsync(await Accounts.AgreeToStepAsync(new AccountStep(kind, organiser ?? "", By), cancellationToken), null, cancellationToken);

    /// <summary>Has a code for what the reader asked for written into the service's log.</summary>
    public async Task<IActionResult> OnPostStepCodeAsync(AccountStepKind kind, string organiser, CancellationToken cancellationToken)
    {
        var result = await Accounts.ShowStepCodeAsync(new AccountStep(kind, organiser ?? "", By), cancellationToken);
        if (result.Status != AccountStepStatus.CodeShown) return await TakenAsync(result, null, cancellationToken);
        Done = Say["Organisers.StepCodeShown", NumberOf(organiser!)];
        return RedirectToPage();
    }

    /// <summary>Does what the reader asked for with that code.</summary>
    public async Task<IActionResult> OnPostStepMachineAsync(AccountStepKind kind, string organiser, string code, CancellationToken cancellationToken) =>
        await TakenAsync(await Accounts.TakeStepByMachineAsync(new AccountStep(kind, organiser ?? "", By), code ?? "", cancellationToken), $"step-code-{kind}-{organiser}", cancellationToken);

    // A laptop that somebody left open vouches for nobody.
    private async Task<IActionResult?> WrongProofAsync(string step, string field, CancellationToken cancellationToken) =>
        await WrongOwnProofAsync(step, "Password.CurrentWrong", cancellationToken) is { } wrong ? await StayAsync(wrong, field, cancellationToken) : null;

    private async Task<IActionResult> StayAsync(string wrong, string field, CancellationToken cancellationToken)
    {
        await OnGetAsync(cancellationToken);
        return Refuse(wrong, field);
    }

    private async Task<IActionResult> TakenAsync(AccountStepResult result, string? field, CancellationToken cancellationToken)
    {
        await OnGetAsync(cancellationToken);
        if (result.Status != AccountStepStatus.Done) return Refuse(Say[$"Organisers.Step.{result.Status}"], field);
        if (result.Code.Length > 0)
        {
            RecoveryLink = $"{SiteAddress.Of(HttpContext)}/console/recover#{result.Code}";
            return Page();
        }
        Done = Say["Organisers.Step.Removed"];
        return RedirectToPage();
    }

    private async Task<IActionResult> AfterAsync(string? organiser, ConfirmResult result, string? field, CancellationToken cancellationToken)
    {
        await OnGetAsync(cancellationToken);
        if (result != ConfirmResult.Confirmed) return Refuse(Say[$"Organisers.Result.{result}"], field);
        Done = Say["Organisers.Did", Isolated.Of(List.First(known => known.Id == organiser).Name)];
        // Two are what the first day needs.
        return !MachineConfirms && (await Organisation.ListDaysAsync(cancellationToken)).IsEmpty ? Redirect("/console/new") : RedirectToPage();
    }

    public async Task<IActionResult> OnPostInviteAsync(CancellationToken cancellationToken)
    {
        if (await WrongProofAsync(SignsInviting, "invite-password", cancellationToken) is { } wrong) return wrong;
        Invitation = await Organisation.InviteAsync(By, cancellationToken);
        await OnGetAsync(cancellationToken);
        return Page();
    }
}
