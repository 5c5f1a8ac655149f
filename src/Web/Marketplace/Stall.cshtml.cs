using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;
using Orleans;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Marketplace;

/// <summary>One stall: what a group wants to do, and what it asks for.</summary>
public sealed class StallModel(DayReader days, IGrainFactory grains) : PageModel
{
    /// <summary>The day.</summary>
    public PublicDay Day { get; private set; } = null!;

    /// <summary>The stall's proposal.</summary>
    public ProposalView Proposal { get; private set; } = null!;

    /// <summary>Its photograph; <c>null</c> where there is none.</summary>
    public StallPhotograph? Photograph { get; private set; }

    /// <summary>Its video link; <c>null</c> where there is none.</summary>
    public StallVideo? Video { get; private set; }

    /// <summary>Its strip of pictures; <c>null</c> where there is none.</summary>
    public StallStrip? Strip { get; private set; }

    /// <summary>What everyone may know of who would join in; <c>null</c> where it cannot be read now: the stall does not wait for it.</summary>
    public OffersTold? Told { get; private set; }

    /// <summary>Its place on the paper, from 0.</summary>
    public int Place { get; private set; }

    /// <summary>The proposal before it on the paper; <c>null</c> for the first.</summary>
    public string? Previous => Place > 0 ? Day.Proposals[Place - 1].Proposal : null;

    /// <summary>The proposal after it on the paper; <c>null</c> for the last.</summary>
    public string? Next => Place < Day.Proposals.Length - 1 ? Day.Proposals[Place + 1].Proposal : null;

    /// <summary>The name of the pot it stands in.</summary>
    public string PotTitle => Day.Paper.Pots.First(pot => pot.Id == Proposal.Content.Pot).Title;

    /// <summary>The address of a stall. Ids may hold slashes, which stay as they are.</summary>
    public static string Link(string day, string proposal) => $"/days/{day}/stalls/{proposal}";

    private async Task<OffersTold?> TryReadOffersAsync(string day, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<IOffersGrain>(day).GetAsync(cancellationToken);
        }
        catch (Exception outage) when (OutcomeUnknown.IsOutage(outage))
        {
            return null;
        }
    }

    public async Task<IActionResult> OnGetAsync(string day, string id, CancellationToken cancellationToken)
    {
        if (await days.FindAsync(day, cancellationToken) is not { } found || found.Find(id ?? "") is not { } proposal) return NotFound();
        (Day, Proposal, Place) = (found, proposal, found.Proposals.IndexOf(proposal));
        var (beside, name) = (await grains.GetGrain<IStallsGrain>(day).GetAsync(cancellationToken), new StallName(StallKind.Project, proposal.Proposal));
        (Photograph, Video, Strip) = (beside.PhotographOf(proposal.Proposal), beside.VideoOf(name), beside.StripOf(name));
        Told = await TryReadOffersAsync(day, cancellationToken);
        return Page();
    }
}
