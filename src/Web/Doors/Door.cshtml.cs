using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Orleans;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Stations;

namespace PbDecisionDay.Web.Doors;

/// <summary>The volunteer's page. Everyone may open it; what it asks of the service needs a paired door.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DoorModel(DayReader days, IGrainFactory grains) : PageModel
{
    /// <summary>The door's day; <c>null</c> where this device is not a paired door.</summary>
    public DayView? Day { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Whether the door still works; one whose part ended with voting only settles.</summary>
    public bool IsPaired { get; private set; }

    public string CheckIn => Words.Of(Day!.Settings.CheckIn);

    /// <summary>Where the day stands, as the door's words name it.</summary>
    public string Phase => Day!.StageWord();

    /// <summary>People at this door.</summary>
    public long Arrivals { get; private set; }

    /// <summary>Distinct people at all doors.</summary>
    public long People { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Response.AllowWebAssembly();
        var paired = (await HttpContext.AuthenticateAsync(StationAccess.Scheme)).Principal;
        var station = paired ?? HttpContext.EndedStation();
        if (station?.StationRoleWord() != Words.Of(StationRole.Door)) return;
        var day = await days.GetRecentAsync(station.StationDay(), cancellationToken);
        // Until the count a door that was cut off at the close settles what it did before.
        if (paired is null && day?.Phase is not (DayPhase.Checking or DayPhase.Closed)) return;
        (Day, IsPaired) = (day, paired is not null);
        Name = station.StationName();
        var figures = await grains.GetFiguresAsync(station.StationDay(), cancellationToken);
        People = figures.People;
        // The door's service worker keeps this page, and no page that asks to pair the device.
        Response.Headers["X-Door"] = paired is not null ? "paired" : "settles";
        Arrivals = figures.At(Name);
    }
}
