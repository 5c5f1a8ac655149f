using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Console;

/// <summary>The batches of paper slips: how far each is typed in, what it came to, and the step into the log.</summary>
public sealed class BatchesModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, DayReader days) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public string? Batch { get; set; }

    [BindProperty]
    public int? Pile { get; set; }

    /// <summary>Whether a batch is opened again though it is not finished.</summary>
    [BindProperty]
    public bool Again { get; set; }

    /// <summary>The batches as they are typed in; none before the first, and after archiving.</summary>
    public ImmutableArray<PaperBatch> Typed { get; private set; } = [];

    /// <summary>The batches of which slips stand in the log though nobody typed them in: a program entered them.</summary>
    public ImmutableArray<PaperBatchWays> Direct { get; private set; } = [];

    /// <summary>Whether slips are typed in now.</summary>
    public bool MayType => Day.Phase == DayPhase.Closed;

    /// <summary>Whether the dice have named slips.</summary>
    public bool HasSamples { get; private set; }

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        base.OnPageHandlerExecutionAsync(context, async () =>
        {
            await LookAsync(HttpContext.RequestAborted);
            return await next();
        });

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostFinishAsync(CancellationToken cancellationToken)
    {
        var (opened, pile) = Typed.FirstOrDefault(batch => batch.Batch == Batch) is { } typed ? (typed.Opened, typed.Pile) : (0, 0);
        var outcome = await WithSecondAsync(
            StepToApprove.Of(ApprovedStep.CorrectPapers, Batch ?? "", opened.ToString(CultureInfo.InvariantCulture), pile.ToString(CultureInfo.InvariantCulture)),
            second => Counting.FinishAsync(Batch ?? "", pile, By, second, cancellationToken), cancellationToken);
        return outcome is null ? Page() : await AnswerAsync(outcome, Say["Batches.Finished", Batch ?? ""], cancellationToken);
    }

    public async Task<IActionResult> OnPostReopenAsync(CancellationToken cancellationToken) => Pile is not { } pile
        ? Refuse(Say["Count.NumberMissing"], $"pile-{Batch}")
        : await AnswerAsync(await Counting.OpenAsync(new OpenPaperBatch(Batch ?? "", pile, By) { Again = Again }, cancellationToken), Say["Batches.Reopened", Batch ?? ""], cancellationToken);

    private IPaperCountGrain Counting => Grains.GetGrain<IPaperCountGrain>(Day.Day);

    private async Task<IActionResult> AnswerAsync(DayOutcome outcome, string done, CancellationToken cancellationToken)
    {
        days.Forget(Day.Day);
        if (outcome.Refusal == DayRefusal.None) return GoTo("/batches", done);
        await LookAsync(cancellationToken);
        return Refuse(Sentence(outcome), Pile is null ? null : $"pile-{Batch}");
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        Typed = await Counting.ListAsync(By, cancellationToken);
        Direct = MayType || Day.Phase is DayPhase.Counted or DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived
            ? [.. (await Grains.GetDayWaysAsync(Day.Day, cancellationToken)).Papers.Where(batch => !Day.PaperBatches.Any(typed => typed.Batch == batch.Batch))]
            : [];
        HasSamples = !(await Grains.GetDayStatusAsync(Day.Day, cancellationToken)).Samples.IsEmpty;
    }
}
