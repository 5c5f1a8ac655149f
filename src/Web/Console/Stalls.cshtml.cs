using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.Stalls;

namespace PbDecisionDay.Web.Console;

/// <summary>What a day's marketplace shows beside the paper.</summary>
public sealed class StallsModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsoleDayPage(grains, say)
{
    /// <summary>What is shown now.</summary>
    public StallsView Stalls { get; private set; } = null!;

    /// <summary>How many needs wait to be read.</summary>
    public int NeedsWaiting { get; private set; }

    public IReadOnlyList<(string Id, ProposalView? Proposal)> List { get; private set; } = [];

    /// <summary>Others who give money, each a row, and some empty rows.</summary>
    [BindProperty]
    public List<FunderRow> Rows { get; set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await FillAsync(cancellationToken);
        Rows = FunderRow.Of(Stalls.Funders, Day.Settings);
    }

    public async Task<IActionResult> OnPostFundersAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return BadRequest();
        var listed = await Grains.GetGrain<IStallsGrain>(Day.Day).ListFundersAsync([.. Rows.Select(row => row.Read())], By, cancellationToken);
        if (listed.Refusal == DayRefusal.None) return GoTo("/stalls", Say["Funders.Saved"]);
        await FillAsync(cancellationToken);
        return Refuse(listed);
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        Stalls = await Grains.GetGrain<IStallsGrain>(Day.Day).GetAsync(cancellationToken);
        NeedsWaiting = (await Grains.GetGrain<INeedsGrain>(Day.Day).ListAsync(cancellationToken)).Count(need => !need.OnWall);
        var views = await Task.WhenAll(Day.Proposals.Select(id => Grains.GetGrain<IProposalGrain>(ProposalKey.For(Day.Day, id)).GetAsync(cancellationToken)));
        List = [.. Day.Proposals.Zip(views)];
    }
}

/// <summary>Somebody else who gives money, as the page asks it.</summary>
public sealed class FunderRow
{
    // Whoever has more to list saves and finds as many again.
    private const int MostEmpty = 3;

    public string? Name { get; set; }

    public string? Address { get; set; }

    public List<LocalLine> Sentence { get; set; } = [];

    /// <summary>A row for each, and some that are empty.</summary>
    public static List<FunderRow> Of(ImmutableArray<OtherFunder> funders, DaySettings day) =>
    [
        .. funders.Select(one => new FunderRow { Name = one.Name, Address = one.Address, Sentence = LocalLines.Of(one.Sentence, day) }),
        .. Enumerable.Range(0, Math.Min(MostEmpty, OtherFunder.Most - funders.Length)).Select(_ => new FunderRow { Sentence = LocalLines.Of([], day) }),
    ];

    /// <summary>What the row says.</summary>
    public OtherFunder Read() => new(Name ?? "", Address ?? "", LocalLines.Read(Sentence));
}
