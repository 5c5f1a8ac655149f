using System.Net.Mime;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Web.Statements;

namespace PbDecisionDay.Web.Console;

/// <summary>Everything that is printed for a day, with what each part is for: one by one, or all that holds no secret in one PDF.</summary>
public sealed class PackModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, IStringLocalizer<StatementWords> statement, IWebHostEnvironment files)
    : ConsoleDayPage(grains, say)
{
    /// <summary>What is printed here.</summary>
    public PackParts Parts { get; private set; } = null!;

    /// <summary>Cards that count, and cards that wait for their test.</summary>
    public (long Count, int Waiting) Cards { get; private set; }

    /// <summary>How many people stand on the register.</summary>
    public long People { get; private set; }

    /// <summary>Whether the statement of result can be printed.</summary>
    public bool HasStatement => Day.Result.Length > 0;

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        base.OnPageHandlerExecutionAsync(context, async () =>
        {
            await LookAsync(HttpContext.RequestAborted);
            return await next();
        });

    public void OnGet()
    {
    }

    /// <summary>One part as a PDF.</summary>
    public IActionResult OnGetPart(PackPart part) =>
        !ModelState.IsValid || !Enum.IsDefined(part) ? NotFound()
        : Parts.PagesOf(part) == 0 ? Refuse(Say["Pack.NotYet"])
        : !Parts.CanSet(part) ? Refuse(Say["Pack.NoFont"])
        : File(Parts.Draw([part]), MediaTypeNames.Application.Pdf);

    /// <summary>All parts that hold no secret, in one PDF.</summary>
    public IActionResult OnGetAll() => File(Parts.Draw(Enum.GetValues<PackPart>()), MediaTypeNames.Application.Pdf);

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var contents = new Dictionary<string, ProposalContent>(StringComparer.Ordinal);
        foreach (var view in await Task.WhenAll(Day.Proposals.Select(id => Grains.GetGrain<IProposalGrain>(ProposalKey.For(Day.Day, id)).GetAsync(cancellationToken))))
            if (view is not null) contents[view.Proposal] = view.Content;
        Parts = new PackParts(Day, contents, statement, files);
        var box = await Grains.GetDayStatusAsync(Day.Day, cancellationToken);
        Cards = (box.Printed, Day.CardPrints.Where(print => print.State == CardPrintState.Waiting).Sum(print => print.Cards));
        if (Day.Settings.CheckIn == CheckInMode.Register) People = (await Grains.GetGrain<IRegisterGrain>(Day.Day).GetTotalsAsync(cancellationToken)).Lines;
    }
}
