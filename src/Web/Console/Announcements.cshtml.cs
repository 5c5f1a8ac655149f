using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Presenting;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Presenting;

namespace PbDecisionDay.Web.Console;

/// <summary>What the day's screens are told from the console: the same as on the presenter's page, without the pages that it turns.</summary>
public sealed class AnnouncementsModel(
    IGrainFactory grains, TimeProvider time, IStringLocalizer<ConsoleWords> say, IStringLocalizer<PresentWords> present, IStringLocalizer<ResidentWords> resident)
    : ConsoleDayPage(grains, say)
{
    /// <summary>What is announced, and what was to be.</summary>
    public Announcing Announcing { get; private set; } = null!;

    private const string LastCall = "last-call";

    private IPresentationGrain Presentation => Grains.GetGrain<IPresentationGrain>(Day.Day);

    public Task OnGetAsync(CancellationToken cancellationToken) => LookAsync(cancellationToken);

    public async Task<IActionResult> OnPostAnnounceAsync(Dictionary<string, string?> text, int minutes, CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        Announcing = Announcing with { Refused = text, RefusedMinutes = minutes };
        return await SayAsync(Announcing.Of(Day, text, minutes), null, cancellationToken);
    }

    public async Task<IActionResult> OnPostLastCallAsync(string? at, CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        return Announcing.NoLastCall(at, time.GetUtcNow(), present, resident) is { } why ? Refuse(why, LastCall) : await SayAsync(Announcing.LastCallOf(at!, time.GetUtcNow()), LastCall, cancellationToken);
    }

    public async Task<IActionResult> OnPostEndAnnouncementAsync(CancellationToken cancellationToken)
    {
        await Presentation.EndAnnouncementAsync(By, cancellationToken);
        return GoTo("/announcements", Say["Announce.Ended"]);
    }

    // The forms mark the texts that were refused themselves.
    private async Task<IActionResult> SayAsync(Announcement announcement, string? field, CancellationToken cancellationToken)
    {
        if (IsDraft) return Refuse(Say["Announce.Draft"]);
        var outcome = await Presentation.AnnounceAsync(announcement, By, cancellationToken);
        return outcome.Refusal == DayRefusal.None ? GoTo("/announcements", Say["Announce.Done"]) : Refuse(Sentence(outcome), field);
    }

    private async Task LookAsync(CancellationToken cancellationToken) => Announcing = new(Day, await Presentation.GetAsync(cancellationToken));
}
