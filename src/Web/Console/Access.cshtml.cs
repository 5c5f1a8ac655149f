using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Stalls;

namespace PbDecisionDay.Web.Console;

/// <summary>What people ask of a venue before they come. All of it is optional.</summary>
public sealed class AccessModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public List<AccessRow> Rows { get; set; } = [];

    private IStallsGrain Marketplace => Grains.GetGrain<IStallsGrain>(Day.Day);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var said = (await Marketplace.GetAsync(cancellationToken)).Access;
        Rows = [.. Day.Settings.Venues.SelectMany(venue => Enum.GetValues<AccessKind>().Select(kind => AccessRow.Of(
            venue.Id, kind, said.FirstOrDefault(one => one.Venue == venue.Id)?.Facts.FirstOrDefault(fact => fact.Kind == kind), Day.Settings)))];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return BadRequest();
        var outcome = await Marketplace.DescribeAccessAsync(
            [.. Rows.GroupBy(row => row.Venue, StringComparer.Ordinal).Select(venue => new VenueAccess(venue.Key, [.. venue.Select(row => row.Read())]))],
            By, cancellationToken);
        return outcome.Refusal == DayRefusal.None ? GoTo("/stalls", Say["Access.Saved"]) : Refuse(outcome);
    }
}

/// <summary>One thing of a venue as the page asks it.</summary>
public sealed class AccessRow
{
    public string Venue { get; set; } = "";

    public AccessKind Kind { get; set; }

    public AccessAnswer Answer { get; set; }

    public List<LocalLine> Notes { get; set; } = [];

    /// <summary>The row of what was said; an empty one where nothing was.</summary>
    public static AccessRow Of(string venue, AccessKind kind, AccessFact? said, DaySettings day) =>
        new() { Venue = venue, Kind = kind, Answer = said?.Answer ?? AccessAnswer.Told, Notes = LocalLines.Of(said?.Notes ?? [], day) };

    /// <summary>What the row says.</summary>
    public AccessFact Read() => new(Kind, Answer, LocalLines.Read(Notes));
}
