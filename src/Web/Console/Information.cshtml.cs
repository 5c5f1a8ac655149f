using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Console;

/// <summary>A stall that asks for no money, new or known.</summary>
public sealed class InformationModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : StallPage(grains, say)
{
    private const int MostIdLetters = 36;

    [FromRoute]
    public string? Id { get; set; }

    [BindProperty]
    public string? Group { get; set; }

    [BindProperty]
    public string? Stall { get; set; }

    [BindProperty]
    public string? Picture { get; set; }

    [BindProperty]
    public List<TextRow> Texts { get; set; } = [];

    /// <inheritdoc/>
    public override StallName? Name => Id is null ? null : new(StallKind.Information, Id);

    /// <inheritdoc/>
    protected override string Here => $"/information/{Id}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await FillAsync(StallForm.None, cancellationToken) ? Page() : NotFound();

    /// <inheritdoc/>
    protected override Task<bool> ReadAsync(StallsView shown, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shown);
        var texts = ImmutableArray<ProposalText>.Empty;
        if (Id is not null)
        {
            if (shown.Information.FirstOrDefault(stall => stall.Id == Id) is not { } known) return Task.FromResult(false);
            (Group, Stall, Picture, texts) = (known.Group, known.Stall, known.Picture, known.Texts);
        }
        Texts = [.. Day.Settings.Languages.Union(texts.Select(text => text.Language)).Select(language =>
            texts.FirstOrDefault(text => text.Language == language) is { } text
                ? new TextRow { Language = language, Title = text.Title, Summary = text.Summary, EasyRead = text.EasyRead }
                : new TextRow { Language = language })];
        return Task.FromResult(true);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        // Words without a title would be left out without a word.
        if (Texts.FindIndex(text => Line(text.Title).Length == 0 && Line(text.Summary + text.EasyRead).Length > 0) is >= 0 and var untitled)
            return await StayAsync(Say["Proposal.TitleNeeded", SiteLanguage.NameOf(Texts[untitled].Language)], $"{nameof(Texts)}_{untitled}__Title", cancellationToken);
        var texts = Texts.Where(text => Line(text.Title).Length > 0).Select(text => new ProposalText(text.Language, Line(text.Title), Line(text.Summary), Line(text.EasyRead)));
        var stall = new InformationStall(Id ?? await NewIdAsync(cancellationToken), Line(Group), [.. texts], Line(Stall), Line(Picture));
        var written = await Marketplace.WriteInformationAsync(stall, By, cancellationToken);
        return written.Refusal == DayRefusal.None ? GoTo("/stalls", Say["Information.Saved"]) : await StayAsync(Sentence(written), written.Field, cancellationToken);
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken)
    {
        var removed = await Marketplace.RemoveInformationAsync(Id ?? "", By, cancellationToken);
        return removed.Refusal == DayRefusal.None ? GoTo("/stalls", Say["Information.Removed"]) : Refuse(removed);
    }

    private async Task<PageResult> StayAsync(string sentence, string? field, CancellationToken cancellationToken)
    {
        await FillAsync(StallForm.Own, cancellationToken);
        return Refuse(sentence, field);
    }

    // From the title; where two stalls have one, the second is numbered.
    private async Task<string> NewIdAsync(CancellationToken cancellationToken)
    {
        var taken = (await Marketplace.GetAsync(cancellationToken)).Information.Select(stall => stall.Id).ToHashSet(StringComparer.Ordinal);
        var id = Slug.Of(Line(Texts.FirstOrDefault()?.Title), MostIdLetters, "stall");
        return Enumerable.Range(1, taken.Count + 1).Select(n => n == 1 ? id : $"{id}-{n}").First(one => !taken.Contains(one));
    }

    // A browser sends every line with a carriage return, which is not what was typed.
    private static string Line(string? text) => (text ?? "").Trim().ReplaceLineEndings("\n");
}
