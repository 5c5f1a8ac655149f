using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;

namespace PbDecisionDay.Contracts.Running;

/// <summary>
/// What those who run a day have to know while it goes on: which stations were heard of, who calls for an organiser, and the incident book. Its key is the day's
/// id. It decides nothing of the day, and nothing of a ballot, a card or a person of the register comes here. Source: docs/adr/0086, docs/adr/0087.
/// </summary>
[Alias("pbdd.IRunningGrain")]
public interface IRunningGrain : IGrainWithStringKey
{
    /// <summary>The most calls of one station in a minute.</summary>
    const int MostCallsInMinute = 3;

    /// <summary>The most calls of a day that are kept: the oldest that were ended go first.</summary>
    const int MostCalls = 200;

    /// <summary>The most entries of an incident book.</summary>
    const int MostIncidents = 500;

    /// <summary>The most that can be added to an entry.</summary>
    const int MostAdditions = 50;

    /// <summary>The most characters of a place in the incident book.</summary>
    const int LongestPlace = 80;

    /// <summary>The most characters of what happened, of what was done, and of an addition.</summary>
    const int LongestText = 1_000;

    /// <summary>How the stations stand, and who calls.</summary>
    [Alias("Get"), AlwaysInterleave, ReadOnly]
    Task<RunningView> GetAsync(CancellationToken cancellationToken);

    /// <summary>Notes that a station was heard of now. Memory alone: a start of the service forgets it, and <see cref="RunningView.Since"/> says when that was.</summary>
    [Alias("See"), AlwaysInterleave]
    Task SeeAsync(string station, CancellationToken cancellationToken);

    /// <summary>Notes how long a door says that its queue is, in memory alone.</summary>
    [Alias("SayQueue"), AlwaysInterleave]
    Task SayQueueAsync(string station, QueueSaid queue, CancellationToken cancellationToken);

    /// <summary>Calls an organiser to a station, durably; where that station calls already, that call.</summary>
    /// <param name="station">The public id of a station of the day that is not revoked.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Honoured before it is written.</param>
    /// <exception cref="JournalUnavailableException">Whether it is written is not known; ask again.</exception>
    [Alias("Call")]
    Task<CallAnswer> CallAsync(string station, CallReason reason, CancellationToken cancellationToken);

    /// <summary>The call of a station that is not ended; <c>null</c> where there is none.</summary>
    [Alias("GetCall"), AlwaysInterleave, ReadOnly]
    Task<StationCall?> GetCallAsync(string station, CancellationToken cancellationToken);

    /// <summary>An organiser says that they are coming; done already where somebody is, or the call has ended.</summary>
    [Alias("Come")]
    Task<DayOutcome> ComeAsync(string call, string by, CancellationToken cancellationToken);

    /// <summary>Ends a call: somebody was there, or nobody is needed any more.</summary>
    [Alias("EndCall")]
    Task<DayOutcome> EndCallAsync(string call, string by, CancellationToken cancellationToken);

    /// <summary>The incident book, the oldest entry first.</summary>
    [Alias("GetIncidents"), AlwaysInterleave, ReadOnly]
    Task<ImmutableArray<Incident>> GetIncidentsAsync(CancellationToken cancellationToken);

    /// <summary>Writes an entry into the incident book. Nothing there is ever changed. Refused where it holds what reads as a card's code or number.</summary>
    [Alias("WriteIncident")]
    Task<DayOutcome> WriteIncidentAsync(WriteIncident command, string by, CancellationToken cancellationToken);

    /// <summary>Adds to an entry. What stood there stays.</summary>
    [Alias("AddToIncident")]
    Task<DayOutcome> AddToIncidentAsync(string incident, string text, string by, CancellationToken cancellationToken);
}
