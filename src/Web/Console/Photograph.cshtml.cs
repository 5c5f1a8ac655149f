using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Web.Uploads;

namespace PbDecisionDay.Web.Console;

/// <summary>The photograph of a project's stall: kept with what it shows, described anew, or taken away. Its video link and its strip stand on the same page.</summary>
[RequestSizeLimit(MostRequestBytes), RequestFormLimits(MultipartBodyLengthLimit = MostRequestBytes)]
public sealed class PhotographModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : StallPage(grains, say)
{
    // More than the largest photograph, so that the page itself says of one from a large camera that it is too large, and nothing else of the form is lost.
    private const int MostRequestBytes = 8 * SheetPicture.MostBytes;

    [FromRoute]
    public string Id { get; set; } = "";

    [BindProperty]
    public List<LocalLine> Description { get; set; } = [];

    [BindProperty]
    public IFormFile? Picture { get; set; }

    /// <summary>The stall's name.</summary>
    public string Stall { get; private set; } = "";

    /// <summary>What is shown now; <c>null</c> where nothing is.</summary>
    public StallPhotograph? Shown { get; private set; }

    /// <inheritdoc/>
    public override StallName? Name => new(StallKind.Project, Id);

    /// <inheritdoc/>
    protected override string Here => $"/photograph/{Id}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await FillAsync(StallForm.None, cancellationToken) ? Page() : NotFound();

    /// <summary>The picture as it is shown, for organisers of a day that nobody else sees yet.</summary>
    public async Task<IActionResult> OnGetPictureAsync(string? name, CancellationToken cancellationToken)
    {
        var content = await Marketplace.GetPictureAsync(name ?? "", cancellationToken);
        return content.IsEmpty ? NotFound() : File(ImmutableCollectionsMarshal.AsArray(content)!, "image/jpeg");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(await Marketplace.GetAsync(cancellationToken), cancellationToken)) return NotFound();
        var (sizes, problem) = Picture is null ? ([], null) : await PictureSizes.ReadAsync(Picture, cancellationToken);
        if (problem is not null) return await StayAsync(Say[$"Photo.{problem}"], nameof(Picture), cancellationToken);
        var kept = await Marketplace.KeepPhotographAsync(new KeepStallPhotograph(Id, LocalLines.Read(Description), sizes, By), cancellationToken);
        return kept.Refusal == DayRefusal.None ? GoTo(Here, Say["Photo.Saved"]) : await StayAsync(Sentence(kept), kept.Field, cancellationToken);
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken)
    {
        if (!await FillAsync(StallForm.None, cancellationToken)) return NotFound();
        var removed = await Marketplace.RemovePhotographAsync(Id, By, cancellationToken);
        return removed.Refusal == DayRefusal.None ? GoTo("/stalls", Say["Photo.Removed"]) : Refuse(removed);
    }

    /// <inheritdoc/>
    protected override async Task<bool> ReadAsync(StallsView shown, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(shown, cancellationToken)) return false;
        Description = LocalLines.Of(Shown?.Description ?? [], Day.Settings);
        return true;
    }

    private async Task<PageResult> StayAsync(string sentence, string? field, CancellationToken cancellationToken)
    {
        await FillAsync(StallForm.Own, cancellationToken);
        return Refuse(Shown is null ? sentence : $"{sentence} {Say["Photo.Old"]}", field);
    }

    private async Task<bool> LoadAsync(StallsView shown, CancellationToken cancellationToken)
    {
        if (!Day.Proposals.Contains(Id, StringComparer.Ordinal)) return false;
        Stall = (await Grains.GetGrain<IProposalGrain>(ProposalKey.For(Day.Day, Id)).GetAsync(cancellationToken))?.Content.Texts[0].Title ?? Id;
        Shown = shown.PhotographOf(Id);
        return true;
    }
}
