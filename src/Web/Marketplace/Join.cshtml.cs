using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Marketplace;

/// <summary>
/// Where somebody tells a stall that they would come, can help or could share. It sets no cookie and reads none but those of how the page looks, so nothing
/// ties what is left here to a vote; what is sent stands in no address.
/// </summary>
[IgnoreAntiforgeryToken, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[RequestSizeLimit(MostRequestBytes)]
public sealed class JoinModel(DayReader days, IGrainFactory grains) : PageModel
{
    private const int MostRequestBytes = 16 * 1024;

    [BindProperty]
    public OfferKind? Kind { get; set; }

    /// <summary>What would be shared; of no matter beside another kind.</summary>
    [BindProperty]
    public List<SharedThing> Things { get; set; } = [];

    [BindProperty]
    public string? Contact { get; set; }

    [BindProperty]
    public bool Consent { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    /// <summary>The day.</summary>
    public DayView Day { get; private set; } = null!;

    /// <summary>The stall.</summary>
    public ProposalView Stall { get; private set; } = null!;

    /// <summary>What everyone may know of the day's offers.</summary>
    public OffersTold Told { get; private set; } = null!;

    /// <summary>What leaving an offer came to; <c>null</c> where none was left.</summary>
    public LeftOffer? Left { get; private set; }

    /// <summary>What taking one back came to; <c>null</c> where none was.</summary>
    public TakeBackResult? TakenBack { get; private set; }

    /// <summary>Whether nothing was chosen.</summary>
    public bool ChoseNothing { get; private set; }

    /// <summary>The address of a stall's page to join in.</summary>
    public static string Link(string day, string proposal) => $"/days/{day}/join/{proposal}";

    private IOffersGrain Offers => grains.GetGrain<IOffersGrain>(Day.Day);

    public async Task<IActionResult> OnGetAsync(string day, string id, CancellationToken cancellationToken) =>
        await LoadAsync(day, id, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string day, string id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(day, id, cancellationToken)) return NotFound();
        // Whoever ticked what they could share has said that they could.
        if (Kind is null && Things.Count > 0) Kind = OfferKind.Share;
        if (Kind is not { } kind) ChoseNothing = true;
        else Left = await Offers.LeaveAsync(new LeaveOffer(Stall.Proposal, kind, Contact ?? "", Consent) { Things = [.. Things] }, cancellationToken);
        return Answer(Left?.Status == LeaveStatus.Left);
    }

    public async Task<IActionResult> OnPostTakeBackAsync(string day, string id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(day, id, cancellationToken)) return NotFound();
        TakenBack = await Offers.TakeBackAsync(Code ?? "", cancellationToken);
        return Answer(TakenBack == TakeBackResult.Erased);
    }

    private PageResult Answer(bool done)
    {
        if (!done) Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(string day, string id, CancellationToken cancellationToken)
    {
        if (await days.FindViewAsync(day, cancellationToken) is not { } found || !found.Proposals.Contains(id ?? "", StringComparer.Ordinal)) return false;
        if (await grains.GetGrain<IProposalGrain>(ProposalKey.For(day, id!)).GetAsync(cancellationToken) is not { } stall) return false;
        (Day, Stall) = (found, stall);
        Told = await Offers.GetAsync(cancellationToken);
        return true;
    }
}
