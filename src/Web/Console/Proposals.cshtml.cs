using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>A day's proposals: the list, and lists from spreadsheets.</summary>
[RequestSizeLimit(20_000_000), RequestFormLimits(ValueLengthLimit = 20_000_000)]
public sealed class ProposalsModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, DayCreation creation) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>Whether the organiser has seen what the list would replace, and what looks like one proposal twice.</summary>
    [BindProperty]
    public bool Looked { get; set; }

    /// <summary>What the list would come to, for a look before it is written; <c>null</c> where nothing waits for one.</summary>
    public ImportPlan? Plan { get; private set; }

    public IReadOnlyList<(string Id, ProposalView? Proposal)> List { get; private set; } = [];

    public IReadOnlyList<ListProblem> Problems { get; private set; } = [];

    /// <summary>What all proposals together ask for, minor units.</summary>
    public Int128 Asked => List.Aggregate((Int128)0, (sum, one) => sum + (one.Proposal?.Content.Ask ?? 0));

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public FileContentResult OnGetTemplate() => File(Encoding.UTF8.GetBytes(ProposalsCsv.Template(Day.Settings.Languages)), "text/csv", "proposals.csv");

    public async Task<IActionResult> OnPostImportAsync(CancellationToken cancellationToken)
    {
        Text = await UploadedText.ReadAsync(Upload, Text, cancellationToken);
        ModelState.Remove(nameof(Text));
        await LoadAsync(cancellationToken);
        Problems = await UploadedText.DoubtfulAsync(Upload, cancellationToken);
        if (Problems.Count > 0) return Refuse(Say["List.LookAtLetters"], nameof(Upload));
        var known = List.Where(one => one.Proposal is not null).ToDictionary(one => one.Id, one => one.Proposal!.Content, StringComparer.Ordinal);
        (var proposals, var problems) = ProposalsCsv.Read(Text ?? "", Day.Settings.Pots, Day.Settings.Languages, Day.Settings.Currency, known);
        Problems = problems;
        if (problems.IsEmpty)
        {
            // The phase and the day's own rules first, then the look, then the writing.
            var plan = await creation.PlanAsync(Day.Day, proposals, By, cancellationToken);
            var outcome = plan.Outcome;
            if (outcome.Refusal == DayRefusal.None && !Looked && (plan.Changed.Length > 0 || plan.Alike.Length > 0))
            {
                Plan = plan;
                Looked = true;
                ModelState.Remove(nameof(Looked));
                return Page();
            }
            if (outcome.Refusal == DayRefusal.None) outcome = await creation.AddAsync(Day.Day, proposals, By, cancellationToken);
            if (outcome.Refusal == DayRefusal.None)
                return GoTo("/proposals", Say["Proposals.Imported", plan.New.Length, plan.Changed.Length, plan.Same.Length]);
            Refusal = Sentence(outcome);
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(string id, CancellationToken cancellationToken)
    {
        var outcome = await DayGrain.RemoveProposalAsync(id, By, cancellationToken);
        if (outcome.Refusal == DayRefusal.None) return GoTo("/proposals", Say["Proposals.Removed", id]);
        await LoadAsync(cancellationToken);
        return Refuse(outcome);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        await ReloadAsync(cancellationToken);
        var views = await Task.WhenAll(Day.Proposals.Select(id => Grains.GetGrain<IProposalGrain>(ProposalKey.For(Day.Day, id)).GetAsync(cancellationToken)));
        List = [.. Day.Proposals.Zip(views)];
    }
}
