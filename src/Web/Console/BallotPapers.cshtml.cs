using System.Collections.Immutable;
using System.Net.Mime;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Printing;

namespace PbDecisionDay.Web.Console;

/// <summary>Ballot papers to print, for every form: normal, large print or easy read, in one language or two; each with its batch and no number.</summary>
public sealed class BallotPapersModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, IWebHostEnvironment files) : ConsoleDayPage(grains, say)
{
    [BindProperty(SupportsGet = true)]
    public string? Batch { get; set; }

    [BindProperty(SupportsGet = true)]
    public BallotPaperLook Look { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? First { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Second { get; set; }

    /// <summary>The languages to choose from.</summary>
    public ImmutableArray<string> Offered => PrintedPapers.LanguagesOf(Day);

    /// <summary>Whether there is a paper to print.</summary>
    public bool IsPublished => Day.Paper.Length > 0;

    public void OnGet()
    {
        First ??= Offered[0];
        Second ??= Offered.Length > 1 ? Offered[1] : "";
    }

    /// <summary>A PDF, or the page for the browser's own print where the fonts here lack a character.</summary>
    public async Task<IActionResult> OnGetPdfAsync(CancellationToken cancellationToken)
    {
        var (paper, refused) = await ReadAsync(cancellationToken);
        if (paper is null) return refused!;
        return BallotPaperPdf.CanSet(paper)
            ? File(BallotPaperPdf.Draw(paper), MediaTypeNames.Application.Pdf, $"{Day.Day}-{Batch}-{Rules.Text.Words.Of(Look)}.pdf")
            : Printed(paper);
    }

    /// <summary>The page for the browser's own print.</summary>
    public async Task<IActionResult> OnGetPrintAsync(CancellationToken cancellationToken)
    {
        var (paper, refused) = await ReadAsync(cancellationToken);
        return paper is null ? refused! : Printed(paper);
    }

    private PartialViewResult Printed(BallotPaper paper) =>
        new() { ViewName = "BallotPaperPage", ViewData = new ViewDataDictionary<BallotPaper>(ViewData, paper) };

    private async Task<(BallotPaper? Paper, IActionResult? Refused)> ReadAsync(CancellationToken cancellationToken)
    {
        OnGet();
        if (!IsPublished) return (null, Refuse(Say["BallotPapers.NotYet"]));
        if (!BatchEntry.IsName(Batch ?? "")) return (null, Refuse(Say["BallotPapers.BatchWrong"], nameof(Batch)));
        string[] languages = [.. new[] { First, Second }.OfType<string>().Where(tag => Offered.Contains(tag, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal)];
        if (languages.Length == 0) languages = [Offered[0]];
        var contents = new Dictionary<string, ProposalContent>(StringComparer.Ordinal);
        foreach (var view in await Task.WhenAll(Day.Proposals.Select(id => Grains.GetGrain<IProposalGrain>(ProposalKey.For(Day.Day, id)).GetAsync(cancellationToken))))
            if (view is not null) contents[view.Proposal] = view.Content;
        return (PrintedPapers.Of(Day, contents, files, Batch!, Look, languages), null);
    }
}
