using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Organisers;
using PbDecisionDay.Web.Stations;

namespace PbDecisionDay.Web.Console;

/// <summary>Pairs and revokes stations. A code is shown in the one answer that made it.</summary>
public sealed class StationsModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, DayReader days, TimeProvider time) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public StationRole Role { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Venue { get; set; }

    /// <summary>
    /// What a device can be paired as now: all until voting ends; then what types slips in, until they are counted, and what shows the day.
    /// </summary>
    public StationRole[] Roles => Day.Phase switch
    {
        DayPhase.Checking or DayPhase.Closed => [StationRole.Paper, StationRole.Screen],
        DayPhase.Counted or DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived or DayPhase.Void => [StationRole.Screen],
        DayPhase.Draft or DayPhase.Published or DayPhase.Open or DayPhase.Paused or DayPhase.Postponed => Enum.GetValues<StationRole>(),
    };

    public PairingOffer? Offer { get; private set; }

    /// <summary>How long the code still works, in milliseconds: the clock of the device that shows it may be wrong.</summary>
    public long OfferLeft => (long)(Offer!.ValidUntil - time.GetUtcNow()).TotalMilliseconds;

    /// <summary>The reader's own codes for the doors, in the one answer that made them.</summary>
    public ImmutableArray<string> Codes { get; private set; } = [];

    /// <summary>How many of them are left, and where others were used.</summary>
    public OwnDoorCodes Own { get; private set; } = new(0, []);

    /// <summary>Doors take codes until they close.</summary>
    public bool MayHaveCode => Day.Phase is DayPhase.Published or DayPhase.Open or DayPhase.Paused;

    /// <summary>What the QR says. The code stands in the fragment, which no server sees.</summary>
    public string Link => $"{PairAddress}/{Day.Day}#{Offer!.Code}";

    public string PairAddress => $"{SiteAddress.Of(HttpContext)}/pair";

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Own = await Grains.GetGrain<IRegisterGrain>(Day.Day).GetDoorCodesAsync(By, cancellationToken);

    public async Task<IActionResult> OnPostOfferAsync(CancellationToken cancellationToken)
    {
        if (!Roles.Contains(Role)) return Refuse(Say["Stations.OfferRefused"]);
        if (Role == StationRole.Door && Day.Stations.Any(station =>
            station is { Role: StationRole.Door, Revoked: false } && string.Equals(station.Name, (Name ?? "").Trim(), StringComparison.Ordinal)))
            return Refuse(Say["Stations.NameTaken"], nameof(Name));
        Offer = await DayGrain.OfferPairingAsync(new OfferPairing(Role, (Name ?? "").Trim(), Venue ?? "", By), cancellationToken);
        return Offer is null ? Refuse(Say["Stations.OfferRefused"], nameof(Name)) : Page();
    }

    public async Task<IActionResult> OnPostCodeAsync(CancellationToken cancellationToken)
    {
        if (!MayHaveCode) return Refuse(Say["Stations.CodeLater"]);
        var register = Grains.GetGrain<IRegisterGrain>(Day.Day);
        Codes = await register.MakeDoorCodesAsync(By, cancellationToken);
        Own = await register.GetDoorCodesAsync(By, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(string station, CancellationToken cancellationToken)
    {
        var outcome = await DayGrain.RevokeStationAsync(station, By, cancellationToken);
        days.Forget(Day.Day);
        return outcome.Refusal == DayRefusal.None ? GoTo("/stations", Say["Stations.RevokedNow"]) : Refuse(outcome);
    }
}
