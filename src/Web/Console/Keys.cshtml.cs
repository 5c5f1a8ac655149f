using System.Text;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Web.Console;

/// <summary>Two organisers each keep a copy of the openings key, sealed under a passphrase of their own.</summary>
public sealed class KeysModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public string? Passphrase { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    [BindProperty]
    public string? SecondName { get; set; }

    [BindProperty]
    public string? SecondPassword { get; set; }

    /// <summary>The names of those who keep a copy.</summary>
    public IReadOnlyList<string> Keepers { get; private set; } = [];

    public bool MayKeep => Day.Phase is not (DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived or DayPhase.Postponed or DayPhase.Void);

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        base.OnPageHandlerExecutionAsync(context, async () =>
        {
            await ReadOrganisersAsync(HttpContext.RequestAborted);
            Keepers = [.. Day.KeyKeepers.Select(OrganiserName)];
            return await next();
        });

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!string.Equals(Passphrase, Again, StringComparison.Ordinal)) return Refuse(Say["Keys.NotTheSame"]);
        var keeper = By;
        if (!string.IsNullOrWhiteSpace(SecondName))
        {
            if (await SecondPersonAsync(SecondName, SecondPassword, cancellationToken) is not { } second) return Refuse(Say["Step.SecondWrong"]);
            keeper = second.Id;
        }
        var result = await DayGrain.KeepKeyCopyAsync(Passphrase ?? "", keeper, cancellationToken);
        return result.Outcome.Refusal == DayRefusal.None
            ? File(Encoding.UTF8.GetBytes(result.Copy), "text/plain", $"{Day.Day}-key-copy.txt")
            : Refuse(Sentence(result.Outcome));
    }
}
