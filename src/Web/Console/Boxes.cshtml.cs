using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Console;

/// <summary>The ballot boxes of a day: who sealed, moved and opened each, and when. Lines are added, and none is ever changed.</summary>
public sealed class BoxesModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, DayReader days) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public string? Box { get; set; }

    [BindProperty]
    public BoxStep Step { get; set; }

    [BindProperty]
    public string? Seal { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? OtherName { get; set; }

    /// <summary>Who handled the boxes, in the order of the lines.</summary>
    public ImmutableArray<BoxNames> Names { get; private set; } = [];

    /// <summary>Whether lines can be added.</summary>
    public bool MayAdd => Day.Phase is DayPhase.Published or DayPhase.Open or DayPhase.Paused or DayPhase.Checking or DayPhase.Closed or DayPhase.Counted or DayPhase.Declared;

    /// <summary>The boxes that there are lines of.</summary>
    public IEnumerable<string> Known => Day.Boxes.Select(line => line.Box).Distinct(StringComparer.OrdinalIgnoreCase);

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        base.OnPageHandlerExecutionAsync(context, async () =>
        {
            Names = await DayGrain.GetBoxNamesAsync(HttpContext.RequestAborted);
            await ReadOrganisersAsync(HttpContext.RequestAborted);
            return await next();
        });

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var outcome = await DayGrain.HandleBoxAsync(new HandleBox(Box ?? "", Step, Seal ?? "", Place ?? "", Name ?? "", OtherName ?? ""), By, cancellationToken);
        days.Forget(Day.Day);
        return outcome.Refusal == DayRefusal.None ? GoTo("/boxes", Say["Boxes.Added"]) : Refuse(outcome);
    }
}
