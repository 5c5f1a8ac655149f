using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Bundles;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Audit;

namespace PbDecisionDay.Web.Console;

/// <summary>Two organisers hand the openings to an appointed auditor, or into a dispute. It is written down first, and then the file leaves.</summary>
public sealed class OpeningsModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? SecondName { get; set; }

    [BindProperty]
    public string? SecondPassword { get; set; }

    public bool MayRelease => Day.Phase is DayPhase.Closed or DayPhase.Counted or DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived;

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        base.OnPageHandlerExecutionAsync(context, async () =>
        {
            await ReadOrganisersAsync(HttpContext.RequestAborted);
            return await next();
        });

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await SecondPersonAsync(SecondName, SecondPassword, cancellationToken) is not { } second) return Refuse(Say["Step.SecondWrong"]);
        if (second.Id == By) return Refuse(Say["Step.SecondSame"]);
        var outcome = await DayGrain.ReleaseOpeningsAsync(Reason ?? "", By, second.Id, cancellationToken);
        if (outcome.Refusal != DayRefusal.None) return Refuse(Sentence(outcome));
        var download = await BundleDownload.PrepareAsync(Grains.GetGrain<IBundleGrain>(Day.Day), BundleKind.Auditor, $"{Day.Day}-auditor.zip", cancellationToken);
        if (download is null) return Refuse(Say["Openings.NotYet"]);
        if (download.IsInTheMaking) return Refuse(Sentence(DayOutcome.Working));
        await download.ExecuteAsync(HttpContext);
        return new EmptyResult();
    }
}
