using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Running;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Console;

/// <summary>
/// The running of a day at a glance: who calls, which stations were heard of, what is left of the cards, and how many came. Every figure is one of
/// <see cref="DayFigures"/>. It reads itself anew; without script one loads it again.
/// </summary>
public sealed class RunningModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, TimeProvider time) : ConsoleDayPage(grains, say)
{
    /// <summary>After so long a station that was heard of is silent. Each asks at least every twenty seconds.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(75);

    private static readonly TimeSpan JustNow = TimeSpan.FromSeconds(45);

    /// <summary>What was heard of the stations.</summary>
    public RunningView Running { get; private set; } = null!;

    /// <summary>The day's figures.</summary>
    public DayFigures Figures { get; private set; } = null!;

    /// <summary>The piles of cards.</summary>
    public ImmutableArray<CardPile> Piles { get; private set; } = [];

    /// <summary>The calls that have not ended, the oldest first.</summary>
    public IEnumerable<StationCall> Calls => Running.Calls.Where(call => call.EndedAt is null).Reverse();

    /// <summary>Whether doors and kiosks work now, so that silence means something.</summary>
    public bool IsOn => Day.Phase is DayPhase.Published or DayPhase.Open or DayPhase.Paused;

    /// <summary>The day's stations by venue, doors before kiosks before screens before paper desks.</summary>
    public IEnumerable<(string Venue, IEnumerable<StationShown> Stations)> Venues =>
        from venue in Day.Settings.Venues
        let stations = Day.Stations.Where(station => !station.Revoked && station.Venue == venue.Id).OrderBy(station => station.Role).ThenBy(station => station.Name, StringComparer.Ordinal).Select(Shown).ToArray()
        where stations.Length > 0
        select (venue.Name, stations.AsEnumerable());

    public Task OnGetAsync(CancellationToken cancellationToken) => LookAsync(cancellationToken);

    /// <summary>Says to a station that one is coming.</summary>
    public async Task<IActionResult> OnPostComeAsync(string? call, CancellationToken cancellationToken) =>
        await AnsweredAsync(Grain.ComeAsync(call ?? "", By, cancellationToken), "Running.Coming.Done", cancellationToken);

    /// <summary>Ends a call.</summary>
    public async Task<IActionResult> OnPostEndCallAsync(string? call, CancellationToken cancellationToken) =>
        await AnsweredAsync(Grain.EndCallAsync(call ?? "", By, cancellationToken), "Running.EndCall.Done", cancellationToken);

    /// <summary>The name of a station, with its venue's where there are several.</summary>
    public string NameOf(string station)
    {
        if (Day.Stations.FirstOrDefault(known => known.Station == station) is not { } found) return "";
        var venue = Day.Settings.Venues.FirstOrDefault(known => known.Id == found.Venue)?.Name ?? "";
        return Day.Settings.Venues.Length > 1 ? $"{found.Name} · {venue}" : found.Name;
    }

    /// <summary>How long ago something was, in words.</summary>
    public string Ago(DateTimeOffset at) => time.GetUtcNow() - at is var age && age < JustNow ? Say["Running.JustNow"] : Say["Running.Ago", (int)Math.Max(1, Math.Round(age.TotalMinutes))];

    private IRunningGrain Grain => Grains.GetGrain<IRunningGrain>(Day.Day);

    private StationShown Shown(StationView station)
    {
        var contact = Running.Contacts.FirstOrDefault(known => known.Station == station.Station);
        var silent = contact is null ? IsOn && time.GetUtcNow() - Running.Since >= SilentAfter : time.GetUtcNow() - contact.At >= SilentAfter;
        var works = IsOn || station.Role is StationRole.Screen or StationRole.Paper;
        // A desk for paper slips has nothing to do before the close.
        var matters = works && station.Role != StationRole.Paper;
        return new StationShown(
            station.Station, station.Name, station.Role,
            contact is { } known ? Say["Running.Seen", Ago(known.At)] : Say["Running.NotSeen", LocalTime.ClockOf(Running.Since, Day.Settings.TimeZone)],
            silent && matters, station.Role == StationRole.Door ? Figures.At(station.Name) : null, contact?.Queue is { People: > 0 } queue ? queue : null,
            Running.Calls.Any(call => call.Station == station.Station && call.EndedAt is null));
    }

    private async Task<IActionResult> AnsweredAsync(Task<DayOutcome> asked, string done, CancellationToken cancellationToken)
    {
        var outcome = await asked;
        if (outcome.Refusal == DayRefusal.None) return GoTo("/running", Say[done]);
        await LookAsync(cancellationToken);
        return Refuse(outcome);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await ReadOrganisersAsync(cancellationToken);
        var (box, register) = (await Grains.GetDayStatusAsync(Day.Day, cancellationToken), await Grains.GetGrain<IRegisterGrain>(Day.Day).GetTotalsAsync(cancellationToken));
        Figures = DayFigures.Of(box, register);
        Piles = CardPile.Of(Day, box, await Grains.GetDayWaysAsync(Day.Day, cancellationToken), register);
        Running = await Grain.GetAsync(cancellationToken);
    }
}

/// <summary>A station as the page shows it.</summary>
/// <param name="Station">Its public id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Contact">When it was last heard of, in words.</param>
/// <param name="Silent">Whether it should be heard of, and is not.</param>
/// <param name="People">People at this door; <c>null</c> for another station.</param>
/// <param name="Queue">What the door said of its queue; <c>null</c> where it said nothing, or that nobody waits.</param>
/// <param name="Calls">Whether it calls for an organiser.</param>
public sealed record StationShown(string Station, string Name, StationRole Role, string Contact, bool Silent, long? People, QueueSaid? Queue, bool Calls);
