using Microsoft.Extensions.Options;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Help;
using PbDecisionDay.Web.Organisers;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Stations;

namespace PbDecisionDay.Web.Demo;

/// <summary>
/// Lets whoever sits at the machine of the demo try each task, and begin again. It acts on the demo's own days alone, which are rehearsals, and is nowhere where
/// the demo is switched off. Source: docs/adr/0084.
/// </summary>
internal sealed class DemoTour(IGrainFactory grains, DemoDay demo, DemoFiles files, DayReader days, IOptions<DemoOptions> options) : IDemoTour, IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The id of the demo day that goes on.</summary>
    public string Day => files.Day;

    /// <inheritdoc/>
    public bool IsOpenTo(HttpContext context) => options.Value.Enabled && Telemetry.IsFromThisMachine(context) && files.Cards() is not null;

    /// <summary>The cards of the day that goes on.</summary>
    public DemoCards Cards => files.Cards()!;

    /// <summary>A code with which a browser becomes a station of one of the demo's days.</summary>
    public async Task<PairingOffer?> OfferAsync(string day, StationRole role, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<IDecisionDayGrain>(day);
        // Each browser is a station of its own, and a door's name is taken while it stands.
        var before = (await grain.GetAsync(cancellationToken))?.Stations.Count(station => station.Role == role) ?? 0;
        var name = before == 0 ? $"Demo {Rules.Text.Words.Of(role)}" : $"Demo {Rules.Text.Words.Of(role)} {before + 1}";
        return await grain.OfferPairingAsync(new OfferPairing(role, name, "hall", DemoDay.Organiser), cancellationToken);
    }

    /// <summary>Makes this browser a station of one of the demo's days.</summary>
    /// <returns>Whether the day takes such stations now.</returns>
    public async Task<bool> PairAsync(HttpContext context, string day, StationRole role, CancellationToken cancellationToken)
    {
        if (await OfferAsync(day, role, cancellationToken) is not { } offer
            || await grains.GetGrain<IDecisionDayGrain>(day).PairAsync(offer.Code, cancellationToken) is not { } station) return false;
        days.Forget(day);
        await StationAccess.SignInAsync(context, day, station);
        return true;
    }

    /// <summary>The day that has just closed, made when it is asked for first.</summary>
    public Task<string> CountDayAsync(CancellationToken cancellationToken) => OneAtATimeAsync(async () =>
    {
        var count = DemoDay.CountIdOf(Day);
        if (await grains.GetGrain<IDecisionDayGrain>(count).GetAsync(cancellationToken) is null) await demo.SetUpCountAsync(count, await SiteAsync(cancellationToken), CancellationToken.None);
        days.Forget(count);
        return count;
    }, cancellationToken);

    /// <summary>Ends the demo's days and sets up a new one, with new cards.</summary>
    public Task BeginAgainAsync(CancellationToken cancellationToken) => OneAtATimeAsync(async () =>
    {
        var (before, site) = (Day, await SiteAsync(cancellationToken));
        var after = DemoDay.IdAfter(before);
        files.Keep(after, await demo.SetUpAsync(after, site, CancellationToken.None));
        foreach (var ended in new[] { before, DemoDay.CountIdOf(before) })
        {
            await demo.EndAsync(ended, CancellationToken.None);
            days.Forget(ended);
        }
        return after;
    }, cancellationToken);

    /// <summary>
    /// Where the organiser's part begins: where nobody has an account yet, with the same invitation that the service's own log showed at its start; else with
    /// the console, which asks who one is.
    /// </summary>
    public async Task<string> OrganisersWayAsync(CancellationToken cancellationToken)
    {
        var organisation = grains.Organisation();
        return await organisation.NeedsSetUpAsync(cancellationToken)
            ? $"/console/set-up#{await organisation.InviteAsync("", cancellationToken)}"
            : $"/console/days/{Day}";
    }

    /// <summary>Frees what lets one beginning wait for another.</summary>
    public void Dispose() => _one.Dispose();

    private async Task<string> SiteAsync(CancellationToken cancellationToken) => (await grains.GetGrain<IDecisionDayGrain>(Day).GetAsync(cancellationToken))!.Site;

    private async Task<T> OneAtATimeAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _one.Release();
        }
    }
}
