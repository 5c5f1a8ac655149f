using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Contracts.Stalls;

/// <summary>
/// A day's wall of needs that nobody has a project for. Its key is the day's id. Anyone leaves one, without a name; nobody but organisers sees it before an
/// organiser has put it up. What was left stands in rows that can be erased; archiving erases
/// them, and where nobody archives the day, the end of what people offered it (<see cref="IOffersGrain.DaysKept"/>).
/// </summary>
[Alias("pbdd.INeedsGrain")]
public interface INeedsGrain : IGrainWithStringKey
{
    /// <summary>The most characters of a need.</summary>
    const int Longest = 200;

    /// <summary>The most needs of a day that wait to be looked at.</summary>
    const int MostWaiting = 500;

    /// <summary>The most needs on a day's wall.</summary>
    const int MostOnWall = 500;

    /// <summary>The most needs that a day takes in a minute.</summary>
    const int MostInMinute = 60;

    /// <summary>The needs on the wall, in no order that tells who came when.</summary>
    [Alias("Get"), ReadOnly]
    Task<ImmutableArray<string>> GetAsync(CancellationToken cancellationToken);

    /// <summary>Leaves a need, which waits to be looked at.</summary>
    [Alias("Leave")]
    Task<LeaveNeedResult> LeaveAsync(string text, CancellationToken cancellationToken);

    /// <summary>All needs, for organisers alone: those that wait first.</summary>
    [Alias("List"), ReadOnly]
    Task<ImmutableArray<Need>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Puts a need on the wall. Refused where the wall is full; done already where it is there, or gone.</summary>
    [Alias("PutUp")]
    Task<DayOutcome> PutUpAsync(string need, string by, CancellationToken cancellationToken);

    /// <summary>Erases a need, wherever it stands; done already where it is gone.</summary>
    [Alias("TakeDown")]
    Task<DayOutcome> TakeDownAsync(string need, string by, CancellationToken cancellationToken);

    /// <summary>Erases all needs that wait to be looked at.</summary>
    [Alias("RefuseWaiting")]
    Task<DayOutcome> RefuseWaitingAsync(string by, CancellationToken cancellationToken);

    /// <summary>Erases every need of the day where its time is over.</summary>
    /// <returns>Whether the day takes no needs any more and keeps none, so that nobody needs to ask again.</returns>
    [Alias("End")]
    Task<bool> EndAsync(CancellationToken cancellationToken);

    /// <summary>Erases every need of the day.</summary>
    [Alias("Erase")]
    Task EraseAsync(CancellationToken cancellationToken);
}

/// <summary>What leaving a need came to.</summary>
[GenerateSerializer, Alias("pbdd.LeaveNeedResult")]
public enum LeaveNeedResult
{
    /// <summary>It waits to be looked at.</summary>
    Left,

    /// <summary>The day takes no needs: it is not published, or it is archived, postponed or void.</summary>
    Closed,

    /// <summary>It says nothing, is too long, or holds what nobody can read.</summary>
    Wrong,

    /// <summary>As many wait as are kept.</summary>
    Full,

    /// <summary>The day takes no more in this minute.</summary>
    Wait,
}

/// <summary>A need as organisers see it.</summary>
/// <param name="Id">Its id, random.</param>
/// <param name="Text">What was left.</param>
/// <param name="OnWall">Whether everyone sees it.</param>
[GenerateSerializer, Immutable, Alias("pbdd.Need")]
public sealed record Need([property: Id(0)] string Id, [property: Id(1)] string Text, [property: Id(2)] bool OnWall);
