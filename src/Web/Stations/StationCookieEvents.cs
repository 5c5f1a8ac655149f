using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Stations;

/// <summary>Looks a station up with every request, and answers a refusal as an API does: by status, never by a redirect to a sign-in.</summary>
internal sealed class StationCookieEvents(DayReader days, StationContacts contacts) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var paired = context.Principal is { } user
            && await days.GetRecentAsync(user.StationDay(), context.HttpContext.RequestAborted) is { } day
            ? StandingOf(day, user.StationId()) : Standing.Unknown;
        if (paired is Standing.Works or Standing.Settles) contacts.Note(context.Principal!.StationDay(), context.Principal!.StationId());
        if (paired == Standing.Works || (paired == Standing.Settles && context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<SettlesAfterClose>() is not null)) return;
        // Its cookie stays, so that a kiosk which is started anew still knows which day is over. It opens nothing.
        if (paired is Standing.Ended or Standing.Settles) context.HttpContext.SetEndedStation(context.Principal!);
        context.RejectPrincipal();
        if (paired == Standing.Unknown) await context.HttpContext.SignOutAsync(StationAccess.Scheme);
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) => Answer(context, StatusCodes.Status401Unauthorized);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) => Answer(context, StatusCodes.Status403Forbidden);

    private enum Standing { Unknown, Ended, Settles, Works }

    private static Standing StandingOf(DayView day, string station) => day.Stations.FirstOrDefault(known => known.Station == station) switch
    {
        null or { Revoked: true } => Standing.Unknown,
        { Role: StationRole.Door } when day.Phase is DayPhase.Checking or DayPhase.Closed => Standing.Settles,
        { Role: var role } => IsOver(role, day.Phase) ? Standing.Ended : Standing.Works,
    };

    // Doors and kiosks end at close, and until the count a door may settle what it did before; paper is keyed until the result is declared; a screen shows the declaration too.
    private static bool IsOver(StationRole role, DayPhase phase) => role switch
    {
        StationRole.Door or StationRole.Kiosk => phase is not (DayPhase.Draft or DayPhase.Published or DayPhase.Open or DayPhase.Paused),
        StationRole.Paper => phase is DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived or DayPhase.Postponed or DayPhase.Void,
        StationRole.Screen => phase is DayPhase.Archived,
    };

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        // RFC 9110, section 15.5.2: whoever is not known is told how to get in. No scheme for cookies is registered; this one is drafted.
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = $"Cookie cookie-name={StationAccess.Scheme}";
        return Task.CompletedTask;
    }
}
