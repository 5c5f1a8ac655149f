using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Stations;

namespace PbDecisionDay.Web.Kiosk;

/// <summary>
/// The kiosk's page. Everyone may open it; it begins on a paired kiosk alone. It holds nothing of a person: what somebody chooses lives in the
/// page's memory and goes with them.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class KioskModel(
    DayReader days, IStringLocalizer<KioskWords> kiosk, IStringLocalizer<ResidentWords> resident, IStringLocalizer<FrameWords> frame) : PageModel
{
    /// <summary>The kiosk's day; empty where this device is not paired as a kiosk, nor was until voting ended.</summary>
    public string Day { get; private set; } = "";

    public bool Rehearsal { get; private set; }

    /// <summary>What staff call it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its public id: settings kept on the device belong to this pairing.</summary>
    public string Station { get; private set; } = "";

    /// <summary>Every language's words.</summary>
    public IHtmlContent Texts => new HtmlString(KioskTexts.Json(kiosk, resident, frame));

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Response.AllowWebAssembly();
        // One whose part ended with voting says that voting is over, also when it is started anew; it may do nothing any more.
        var station = (await HttpContext.AuthenticateAsync(StationAccess.Scheme)).Principal ?? HttpContext.EndedStation();
        if (station?.StationRoleWord() != Words.Of(StationRole.Kiosk)) return;
        (Day, Name, Station) = (station.StationDay(), station.StationName(), station.StationId());
        Rehearsal = (await days.GetRecentAsync(Day, cancellationToken))?.Rehearsal is true;
    }
}
