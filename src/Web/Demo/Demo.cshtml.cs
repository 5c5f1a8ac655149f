using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Printing;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Voting;

namespace PbDecisionDay.Web.Demo;

/// <summary>Ten cards to vote with and some to hand out, for whoever sits at the machine that runs the demo. Nobody else gets this page.</summary>
internal sealed class DemoModel(DayReader days, DemoFiles files) : PageModel
{
    private const int DoorCardsShown = 4;

    public string Day => DemoDay.Id;

    /// <summary>Whether voting is over for good: the cards and doors are then of no use.</summary>
    public bool IsOver { get; private set; }

    public IReadOnlyList<ShownCard> Ready { get; private set; } = [];

    public IReadOnlyList<ShownCard> Door { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!Telemetry.IsFromThisMachine(HttpContext) || files.Cards() is not { } cards) return NotFound();
        if (await days.GetAsync(DemoDay.Id, cancellationToken) is not { } day) return NotFound();
        Response.Headers.CacheControl = "no-store";
        IsOver = VoteModel.IsOverIn(day.Phase);
        if (IsOver) return Page();
        Ready = [.. cards.Ready.Select(card => new ShownCard(card.Code, CardLink.Of(day.Site, day.Day, card).Text))];
        Door = [.. cards.Door.Select(card => ShortNumber.Of(card.Derive(day.Origin).Number)).Take(DoorCardsShown)
            .Select(number => new ShownCard(number.ToString(), number.Symbols))];
        return Page();
    }

    /// <summary>A card as the page shows it.</summary>
    /// <param name="Code">What stands under its QR.</param>
    /// <param name="Link">What its QR holds.</param>
    internal sealed record ShownCard(string Code, string Link)
    {
        public string Picture => QrMatrix.Of(Link).Svg(Code);
    }
}
