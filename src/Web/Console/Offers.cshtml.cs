using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.Stalls;

namespace PbDecisionDay.Web.Console;

/// <summary>What people offered one stall, to be printed or saved for its group. Each opening is written down with who opened it.</summary>
public sealed class OffersModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsoleDayPage(grains, say)
{
    [FromRoute]
    public string Id { get; set; } = "";

    /// <summary>The stall's proposal.</summary>
    public ProposalView Stall { get; private set; } = null!;

    /// <summary>What everyone may know.</summary>
    public OffersTold Told { get; private set; } = null!;

    /// <summary>The offers; <c>null</c> where they were not opened.</summary>
    public ImmutableArray<OpenedOffer>? Opened { get; private set; }

    /// <summary>Who opened them until now, the newest first.</summary>
    public ImmutableArray<OffersOpening> Openings { get; private set; } = [];

    private IOffersGrain Offers => Grains.GetGrain<IOffersGrain>(Day.Day);

    /// <summary>What somebody offered, and what they would share where they said it.</summary>
    public string What(OpenedOffer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return offer.Things.IsEmpty ? Say[$"Offers.{offer.Kind}"] : Say["Offers.ShareOf", string.Join(", ", offer.Things.Select(thing => Say[$"Offers.Thing.{thing}"].Value))];
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostOpenAsync(CancellationToken cancellationToken)
    {
        if (!Day.Proposals.Contains(Id, StringComparer.Ordinal)) return NotFound();
        Opened = await Offers.OpenAsync(Id, By, cancellationToken);
        return await LoadAsync(cancellationToken) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostDownloadAsync(CancellationToken cancellationToken)
    {
        if (!Day.Proposals.Contains(Id, StringComparer.Ordinal)) return NotFound();
        var lines = (await Offers.OpenAsync(Id, By, cancellationToken)).Select(offer => $"{Cell(What(offer))},{Cell(offer.Contact)}");
        var text = string.Join("\r\n", lines.Prepend($"{Cell(Say["Offers.What"])},{Cell(Say["Offers.Contact"])}"));
        return File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(text + "\r\n")).ToArray(), "text/csv", "offers.csv");
    }

    // What a spreadsheet would take for a formula stays text.
    private static string Cell(string text) =>
        $"\"{(text.Length > 0 && "=+-@".Contains(text[0], StringComparison.Ordinal) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!Day.Proposals.Contains(Id, StringComparer.Ordinal)
            || await Grains.GetGrain<IProposalGrain>(ProposalKey.For(Day.Day, Id)).GetAsync(cancellationToken) is not { } stall) return false;
        Stall = stall;
        Told = await Offers.GetAsync(cancellationToken);
        Openings = [.. (await Offers.ListOpeningsAsync(cancellationToken)).Where(opening => opening.Stall == Id).Reverse()];
        await ReadOrganisersAsync(cancellationToken);
        return true;
    }
}
