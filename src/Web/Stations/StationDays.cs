using PbDecisionDay.Ledger;
using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Ballots;

namespace PbDecisionDay.Web.Stations;

/// <summary>The days as stations' requests see them: at most two seconds old, so that a revoked station is out at once and a busy door costs no grain call.</summary>
public sealed partial class StationDays(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan MostAge = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, (DayView? View, long Read)> _days = new(StringComparer.Ordinal);

    /// <summary>Whether a station is paired, not revoked, and its role not over.</summary>
    public async Task<bool> MayWorkAsync(string day, string station, CancellationToken cancellationToken) =>
        await GetAsync(day, cancellationToken) is { } view
        && view.Stations.FirstOrDefault(known => known.Station == station) is { Revoked: false } paired
        && !IsOver(paired.Role, view.Phase);

    /// <summary>The day, or <c>null</c> where there is none.</summary>
    public async Task<DayView?> GetAsync(string day, CancellationToken cancellationToken)
    {
        if (!DayName().IsMatch(day)) return null;
        if (_days.TryGetValue(day, out var known) && time.GetElapsedTime(known.Read) < MostAge) return known.View;
        var read = time.GetTimestamp();
        var view = await grains.GetGrain<IDecisionDayGrain>(day).GetAsync(cancellationToken);
        if (view is null) _days.TryRemove(day, out _);
        else _days[day] = (view, read);
        return view;
    }

    /// <summary>Reads a day anew with the next request: this node changed it.</summary>
    public void Forget(string day) => _days.TryRemove(day, out _);

    // What is no day's id never reaches a grain.
    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex DayName();

    /// <summary>Doors and kiosks end at close; paper is keyed until the result is declared; a screen shows the declaration too.</summary>
    private static bool IsOver(StationRole role, DayPhase phase) => role switch
    {
        StationRole.Door or StationRole.Kiosk => phase is not (DayPhase.Draft or DayPhase.Published or DayPhase.Open or DayPhase.Paused),
        StationRole.Paper => phase is DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived or DayPhase.Postponed or DayPhase.Void,
        StationRole.Screen => phase is DayPhase.Archived,
    };
}
