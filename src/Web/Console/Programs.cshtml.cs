using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>The tokens of programs: for one day and named steps, for a month at most, listed with their last use, and ended by a button.</summary>
public sealed class ProgramsModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsolePage(grains, say)
{
    private ImmutableArray<OrganiserView> organisers = [];

    [BindProperty]
    public string? Day { get; set; }

    [BindProperty]
    public List<TokenStep> Steps { get; set; } = [];

    /// <summary>How many days it is good.</summary>
    [BindProperty]
    public int Lasts { get; set; } = 1;

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>The token that was just made.</summary>
    public string? Token { get; private set; }

    public ImmutableArray<TokenView> List { get; private set; } = [];

    public ImmutableArray<string> Days { get; private set; } = [];

    public string NameOf(string organiser) => organisers.FirstOrDefault(one => one.Id == organiser)?.Name ?? organiser;

    public Task OnGetAsync(CancellationToken cancellationToken) => LookAsync(cancellationToken);

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        if (await WrongOwnPasswordAsync(Password, "Password.CurrentWrong", cancellationToken) is { } wrong) return Refuse(wrong, nameof(Password));
        var token = await Accounts.MakeTokenAsync(new MakeToken(By, (Day ?? "").Trim(), [.. Steps], TimeSpan.FromDays(Lasts)), cancellationToken);
        if (token.Length == 0) return Refuse(Say["Programs.Refused"], nameof(Day));
        Token = token;
        await LookAsync(cancellationToken);
        return Page();
    }

    /// <summary>Any confirmed organiser may end any token, and everybody their own.</summary>
    public async Task<IActionResult> OnPostRevokeAsync(string id, CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        if (!User.IsConfirmed() && List.Any(known => known.Id == id && known.Organiser != By)) return Refuse(Say["Organisers.Result.NotConfirmedYourself"]);
        await Accounts.RevokeTokenAsync(id ?? "", cancellationToken);
        Done = Say["Programs.Revoked"];
        return RedirectToPage();
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        List = await Accounts.ListTokensAsync(cancellationToken);
        Days = [.. (await Organisation.ListDaysAsync(cancellationToken)).Where(day => !PracticeId.Is(day))];
        organisers = await Organisation.ListOrganisersAsync(cancellationToken);
    }
}
