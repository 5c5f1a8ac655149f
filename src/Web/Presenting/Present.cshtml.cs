using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Presenting;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Organisers;
using PbDecisionDay.Web.Screens;
using PbDecisionDay.Web.Stations;
using PbDecisionDay.Web.Voting;

namespace PbDecisionDay.Web.Presenting;

/// <summary>
/// The presenter's page: turns the pages of all the day's screens, says something on them, and gives groups their minutes. It works without script; with it
/// the keys of a clicker turn.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PresentModel(DayReader days, Reveal reveal, IGrainFactory grains, TimeProvider time, IStringLocalizer<PresentWords> say, IStringLocalizer<ResidentWords> resident) : PageModel
{
    /// <summary>How long a group's minutes may be, in minutes.</summary>
    public static ImmutableArray<int> Minutes { get; } = [1, 2, 3, 4, 5, 7, 10, 15];

    /// <summary>The day.</summary>
    public PublicDay Day { get; private set; } = null!;

    /// <summary>What the screens are shown now.</summary>
    public Presentation Now { get; private set; } = null!;

    /// <summary>Whose pages can be turned now; <see cref="PresentedDeck.None"/> where screens turn by themselves.</summary>
    public PresentedDeck Deck { get; private set; }

    /// <summary>What stands on the pages, a line each.</summary>
    public ImmutableArray<(string Title, string Language, string Line)> Pages { get; private set; } = [];

    /// <summary>The page that is shown; -1 where nobody has turned yet.</summary>
    public int At => Now.Deck == Deck && Deck != PresentedDeck.None ? Math.Min(Now.Page, Pages.Length - 1) : -1;

    /// <summary>Whether an organiser presents, who has the console's pages.</summary>
    public bool IsOrganiser => User.Organiser() is not null;

    /// <summary>What went wrong; <c>null</c> if nothing did.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The refusal's language: what the service itself refuses is said in English.</summary>
    public string RefusalLanguage { get; private set; } = "en";

    /// <summary>What is announced, and what was to be.</summary>
    public Announcing Announcing { get; private set; } = null!;

    /// <summary>Whether voting is over: nobody has minutes any more, and nobody is called.</summary>
    public bool IsOver => Announcing.IsOver;

    /// <summary>What is left of a group's minutes, in milliseconds; below 0 once they are over.</summary>
    public long LeftOf(Talk talk)
    {
        ArgumentNullException.ThrowIfNull(talk);
        return (long)(talk.EndsAt - time.GetUtcNow()).TotalMilliseconds;
    }

    private IPresentationGrain Presentation => grains.GetGrain<IPresentationGrain>(Day.Id);

    private string By => User.Organiser()?.OrganiserId() ?? User.Station(StationRole.Screen)!.StationId();

    // Its name is that of a handler of the method PAGE, which the framework would offer to browsers.
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var day = await days.FindAsync((string)RouteData.Values["day"]!, HttpContext.RequestAborted);
        if (day is null) context.Result = NotFound();
        else if (User.Organiser()?.MayActOn(day.View.Rehearsal) == false) context.Result = Forbid();
        else if (User.Organiser()?.MayChange(day.View) == false) context.Result = Redirect("/console/organisers");
        else
        {
            Day = day;
            await LookAsync(HttpContext.RequestAborted);
            await next();
        }
    }

    public void OnGet() { }

    public Task<IActionResult> OnPostTurnAsync(int page, CancellationToken cancellationToken) =>
        Deck == PresentedDeck.None || page < 0 || page >= Pages.Length
            ? Task.FromResult(Refuse(say["Present.NoSuchPage"]))
            : DoneAsync(Presentation.TurnAsync(Deck, page, By, cancellationToken));

    public Task<IActionResult> OnPostAnnounceAsync(Dictionary<string, string?> text, int minutes, CancellationToken cancellationToken)
    {
        Announcing = Announcing with { Refused = text, RefusedMinutes = minutes };
        return DoneAsync(Presentation.AnnounceAsync(Announcing.Of(Day.View, text, minutes), By, cancellationToken));
    }

    public Task<IActionResult> OnPostLastCallAsync(string? at, CancellationToken cancellationToken) =>
        Announcing.NoLastCall(at, time.GetUtcNow(), say, resident) is { } why ? Task.FromResult(Refuse(why)) : DoneAsync(Presentation.AnnounceAsync(Announcing.LastCallOf(at!, time.GetUtcNow()), By, cancellationToken));

    public Task<IActionResult> OnPostEndAnnouncementAsync(CancellationToken cancellationToken) => DoneAsync(Presentation.EndAnnouncementAsync(By, cancellationToken));

    public Task<IActionResult> OnPostBeginTalkAsync(string? proposal, int minutes, CancellationToken cancellationToken) =>
        IsOver ? Task.FromResult(Refuse(resident[$"Phase.{Day.View.Phase}.Title"]))
        : Day.Find(proposal ?? "") is null || !Minutes.Contains(minutes)
            ? Task.FromResult(Refuse(say["Present.NoTalk"]))
            : DoneAsync(Presentation.BeginTalkAsync(proposal!, 60 * minutes, By, cancellationToken));

    public Task<IActionResult> OnPostEndTalkAsync(CancellationToken cancellationToken) => DoneAsync(Presentation.EndTalkAsync(By, cancellationToken));

    /// <summary>Lets everybody vote. An organiser's word: a screen's keys lie in the hall.</summary>
    public async Task<IActionResult> OnPostBeginVotingAsync(CancellationToken cancellationToken)
    {
        if (User.Organiser() is not { } organiser) return Forbid(StationAccess.Scheme);
        var done = await DoneAsync(grains.GetGrain<IDecisionDayGrain>(Day.Id).BeginVotingAsync(organiser.OrganiserId(), cancellationToken));
        days.Forget(Day.Id);
        return done;
    }

    private async Task<IActionResult> DoneAsync(Task<DayOutcome> asked)
    {
        var outcome = await asked;
        return outcome.Refusal == DayRefusal.None ? Redirect($"/present/{Day.Id}") : Refuse(outcome.Detail, "en");
    }

    private IActionResult Refuse(string why, string? language = null)
    {
        (Refusal, RefusalLanguage) = (why, language ?? SiteLanguage.Current.Tag);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        Now = await Presentation.GetAsync(cancellationToken);
        Announcing = new(Day.View, Now);
        if (await reveal.PagesAsync(Day, await grains.GetGrain<IStallsGrain>(Day.Id).GetAsync(cancellationToken)) is { IsEmpty: false } pages)
        {
            Deck = PresentedDeck.Result;
            Pages = [.. pages.Select(page => (page.Title, page.Language, Line(page)))];
        }
        else if (Day.View is { Phase: DayPhase.Counted, Mix: MixStage.Proved })
        {
            var papers = (await grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(Day.Id)).GetStatusAsync(cancellationToken)).Samples;
            Deck = papers.IsEmpty ? PresentedDeck.None : PresentedDeck.Papers;
            Pages = [.. papers.Select(paper => (say["Present.Slip", Isolated.Of(paper.Batch), paper.Number].Value, SiteLanguage.Current.Tag, ""))];
        }
    }

    private static string Line(RevealPage page) =>
        page.Line.Length > 0 ? page.Line : string.Join(" · ", page.Facts.Select(fact => $"{fact.Name} {fact.Figure}").Concat(page.Rows.Select(row => row.Title)));
}
