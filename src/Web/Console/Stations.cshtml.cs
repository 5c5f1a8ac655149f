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

    /// <summary>The codes of this one answer, each with the name of what it pairs.</summary>
    public IReadOnlyList<(string Name, PairingOffer Offer)> Offers { get; private set; } = [];

    /// <summary>Whether the day has neither a door nor a screen, so that the codes of its first ones are shown together.</summary>
    public bool HasNone => Roles.Contains(StationRole.Door) && !Has(StationRole.Door) && !Has(StationRole.Screen);

    /// <summary>Whether what the page shows are the codes of the first door and the first screen: once both are paired it goes on.</summary>
    public bool ShowsFirst => Offers.Count > 1;

    /// <summary>How long a code still works, in milliseconds: the clock of the device that shows it may be wrong.</summary>
    public long LeftOf(PairingOffer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return (long)(offer.ValidUntil - time.GetUtcNow()).TotalMilliseconds;
    }

    /// <summary>The reader's own codes for the doors, in the one answer that made them.</summary>
    public ImmutableArray<string> Codes { get; private set; } = [];

    /// <summary>How many of them are left, and where others were used.</summary>
    public OwnDoorCodes Own { get; private set; } = new(0, []);

    /// <summary>Doors take codes until they close.</summary>
    public bool MayHaveCode => Day.Phase is DayPhase.Published or DayPhase.Open or DayPhase.Paused;

    /// <summary>What the QR says. The code stands in the fragment, which no server sees.</summary>
    public string LinkOf(PairingOffer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return $"{PairAddress}/{Day.Day}#{offer.Code}";
    }

    public string PairAddress => $"{SiteAddress.Of(HttpContext)}/pair";

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Own = await Grains.GetGrain<IRegisterGrain>(Day.Day).GetDoorCodesAsync(By, cancellationToken);

    public async Task<IActionResult> OnPostOfferAsync(CancellationToken cancellationToken)
    {
        if (!Roles.Contains(Role)) return Refuse(Say["Stations.OfferRefused"]);
        if (Role == StationRole.Door && Day.Stations.Any(station =>
            station is { Role: StationRole.Door, Revoked: false } && string.Equals(station.Name, (Name ?? "").Trim(), StringComparison.Ordinal)))
            return Refuse(Say["Stations.NameTaken"], nameof(Name));
        return await OfferAsync(Role, (Name ?? "").Trim(), Venue ?? "", cancellationToken) ? Page() : Refuse(Say["Stations.OfferRefused"], nameof(Name));
    }

    /// <summary>Shows the codes of the first door and the first screen, which are named by their place in the hall.</summary>
    public async Task<IActionResult> OnPostFirstAsync(CancellationToken cancellationToken)
    {
        if (!HasNone) return Redirect($"/console/days/{Day.Day}/stations");
        var venue = Day.Settings.Venues.FirstOrDefault()?.Id ?? "";
        return await OfferAsync(StationRole.Door, Say["Stations.FirstDoor"], venue, cancellationToken) && await OfferAsync(StationRole.Screen, Say["Stations.FirstScreen"], venue, cancellationToken)
            ? Page()
            : Refuse(Say["Stations.OfferRefused"]);
    }

    /// <summary>Whether a door and a screen are paired: the page of the first codes asks until they are.</summary>
    public ContentResult OnGetPaired() => Content(Has(StationRole.Door) && Has(StationRole.Screen) ? "paired" : "");

    /// <summary>On, once both are paired.</summary>
    public Task<IActionResult> OnGetGoOnAsync(CancellationToken cancellationToken) => GoOnAsync(Say["Stations.PairedNow"], cancellationToken);

    private bool Has(StationRole role) => DayTasks.Has(Day, role);

    private async Task<bool> OfferAsync(StationRole role, string name, string venue, CancellationToken cancellationToken)
    {
        if (await DayGrain.OfferPairingAsync(new OfferPairing(role, name, venue, By), cancellationToken) is not { } offer) return false;
        Offers = [.. Offers, (name, offer)];
        return true;
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
