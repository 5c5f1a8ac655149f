using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Printing;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Voting;

namespace PbDecisionDay.Web.Demo;

/// <summary>A tour of five minutes past every task of a day, for whoever sits at the machine that runs the demo. Nobody else gets this page.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class DemoModel(DayReader days, DemoTour tour) : PageModel
{
    private const int DoorCardsShown = 4;

    /// <summary>The tasks, in the order in which one tries them, by name in the words: <c>Tour.NAME</c>, <c>Tour.NAME.More</c>, <c>Tour.NAME.Do</c>.</summary>
    public static IReadOnlyList<string> Stops { get; } = ["screen", "vote", "door", "kiosk", "presenter", "count", "organiser"];

    public string Day => tour.Day;

    /// <summary>Whether voting is over for good: the cards and doors are then of no use.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether what was asked for cannot be tried now.</summary>
    public bool Refused { get; private set; }

    public IReadOnlyList<ShownCard> Ready { get; private set; } = [];

    public IReadOnlyList<ShownCard> Door { get; private set; } = [];

    // Its name is that of a handler of the method PAGE, which the framework would offer to browsers.
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (!tour.IsOpenTo(HttpContext) || await days.GetAsync(tour.Day, HttpContext.RequestAborted) is not { } day) context.Result = NotFound();
        else
        {
            IsOver = VoteModel.IsOverIn(day.Phase);
            var cards = tour.Cards;
            Ready = [.. cards.Ready.Select(card => new ShownCard(card.Code, CardLink.Of(day.Site, day.Day, card).Text))];
            Door = [.. cards.Door.Select(card => ShortNumber.Of(card.Derive(day.Origin).Number)).Take(DoorCardsShown)
                .Select(number => new ShownCard(number.ToString(), number.Symbols))];
            await next();
        }
    }

    public void OnGet() { }

    /// <summary>Makes this browser a kiosk of the demo day.</summary>
    public Task<IActionResult> OnPostKioskAsync(CancellationToken cancellationToken) => BecomeAsync(Day, StationRole.Kiosk, "/kiosk", cancellationToken);

    /// <summary>Lets this browser turn the screens of the demo day.</summary>
    public Task<IActionResult> OnPostPresenterAsync(CancellationToken cancellationToken) => BecomeAsync(Day, StationRole.Screen, $"/present/{Day}", cancellationToken);

    /// <summary>Makes this browser a desk at which paper slips are typed in, of a day that has just closed.</summary>
    public async Task<IActionResult> OnPostCountAsync(CancellationToken cancellationToken)
    {
        var count = await tour.CountDayAsync(cancellationToken);
        return await BecomeAsync(count, StationRole.Paper, $"/paper/{count}", cancellationToken);
    }

    /// <summary>Leads to the console.</summary>
    public async Task<IActionResult> OnPostOrganiserAsync(CancellationToken cancellationToken) => Redirect(await tour.OrganisersWayAsync(cancellationToken));

    /// <summary>Begins the demo again, with a new day.</summary>
    public async Task<IActionResult> OnPostAgainAsync(CancellationToken cancellationToken)
    {
        await tour.BeginAgainAsync(cancellationToken);
        return Redirect("/demo");
    }

    private async Task<IActionResult> BecomeAsync(string day, StationRole role, string page, CancellationToken cancellationToken)
    {
        if (await tour.PairAsync(HttpContext, day, role, cancellationToken)) return Redirect(page);
        Refused = true;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
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
