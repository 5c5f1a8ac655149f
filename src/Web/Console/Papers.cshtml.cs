using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Statements;

namespace PbDecisionDay.Web.Console;

/// <summary>The slips that the dice named, one after the other: each is read aloud, held beside the screen, and found the same or not.</summary>
public sealed class PapersModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, DayReader days) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public string? Batch { get; set; }

    [BindProperty]
    public int Number { get; set; }

    public BoxStatus Box { get; private set; } = null!;

    /// <summary>The slip of which somebody has just said that it differs, and which is asked after once more.</summary>
    public SampledPaper? Asked { get; private set; }

    /// <summary>The papers in the order drawn.</summary>
    public ImmutableArray<SampledPaper> Papers => Box.Samples;

    public bool HasBegun => Day.Phase is DayPhase.Counted or DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived;

    public bool MayCompare => Day.Phase is DayPhase.Counted or DayPhase.Declared;

    /// <summary>The first slip that nobody has compared yet.</summary>
    public SampledPaper? Next => Papers.FirstOrDefault(paper => Found(paper) is null);

    /// <summary>The key of the sentence that says why there is none; <c>null</c> where there are some.</summary>
    public string? None => PaperDraws.Of(Box) is var draw and not PaperDraw.Drawn ? $"Papers.None.{draw}" : null;

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        base.OnPageHandlerExecutionAsync(context, async () =>
        {
            Box = await Grains.GetDayStatusAsync(Day.Day, HttpContext.RequestAborted);
            return await next();
        });

    public void OnGet()
    {
    }

    /// <summary>What the hall found of a slip; <c>null</c> where nobody has compared it.</summary>
    public bool? Found(SampledPaper paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        return Day.Compared.FirstOrDefault(one => one.IsOf(paper.Batch, paper.Number))?.Same;
    }

    /// <summary>What was keyed, one choice a line.</summary>
    public ImmutableArray<string> Lines(SampledPaper paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        return KeyedBallot.Lines(paper.Ballot, Rules.Papers.Paper.TryParse(Day.Paper, out var read, out _) ? read!.Title : project => project);
    }

    public Task<IActionResult> OnPostSameAsync(CancellationToken cancellationToken) => CompareAsync(same: true, cancellationToken);

    /// <summary>Asks once more: what goes into the log stays there. Nothing is written.</summary>
    public PageResult OnPostDiffers()
    {
        Asked = Papers.FirstOrDefault(paper => paper.Number == Number && string.Equals(paper.Batch, Batch, StringComparison.Ordinal));
        return Page();
    }

    public Task<IActionResult> OnPostDisputeAsync(CancellationToken cancellationToken) => CompareAsync(same: false, cancellationToken);

    private async Task<IActionResult> CompareAsync(bool same, CancellationToken cancellationToken)
    {
        var outcome = await DayGrain.ComparePaperAsync(new ComparePaper(Batch ?? "", Number, same), By, cancellationToken);
        days.Forget(Day.Day);
        return outcome.Refusal == DayRefusal.None
            ? GoTo("/papers", Say[same ? "Papers.Same.Done" : "Papers.Differs.Done", Batch!, Number])
            : Refuse(outcome);
    }
}
