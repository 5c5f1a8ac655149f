using Orleans;
using Orleans.Concurrency;
using PbDecisionDay.Contracts.Failures;

namespace PbDecisionDay.Contracts.Days;

/// <summary>
/// The practice runs of a day, under its id. Each is a hidden rehearsal day of its own, with an id, an origin, keys and cards of its own, and is wiped at its
/// end. Source: docs/adr/0081.
/// </summary>
[Alias("pbdd.IPracticeGrain")]
public interface IPracticeGrain : IGrainWithStringKey
{
    /// <summary>The runs so far.</summary>
    [Alias("Get"), ReadOnly]
    Task<PracticeView> GetAsync(CancellationToken cancellationToken);

    /// <summary>Begins a run with the settings, rules and projects that the day has now; where one goes on already, that one.</summary>
    /// <param name="by">The organiser's id.</param>
    /// <param name="cancellationToken">Honoured before it is written.</param>
    /// <returns>Done, or why the day cannot be practised, and then nothing of it is kept.</returns>
    [Alias("Begin")]
    Task<DayOutcome> BeginAsync(string by, CancellationToken cancellationToken);

    /// <summary>Ends the run that goes on and wipes it; without one nothing happens.</summary>
    /// <param name="by">The organiser's id; empty where its time is over.</param>
    /// <param name="cancellationToken">Honoured before it is wiped.</param>
    /// <exception cref="JournalUnavailableException">Whether all of it is wiped is not known; ask again.</exception>
    /// <exception cref="KeyUnavailableException">Its keys could not be deleted; ask again.</exception>
    [Alias("End")]
    Task EndAsync(string by, CancellationToken cancellationToken);

    /// <summary>Ends the run whose time is over.</summary>
    /// <returns>Whether none goes on, and none can begin any more.</returns>
    [Alias("Sweep")]
    Task<bool> SweepAsync(CancellationToken cancellationToken);
}

/// <summary>The practice runs of a day.</summary>
/// <param name="Running">The id of the run that goes on; empty where none does.</param>
/// <param name="Until">When it is wiped.</param>
/// <param name="Runs">How many were begun.</param>
/// <param name="Reached">The farthest that any of them came, the one that goes on included.</param>
[GenerateSerializer, Immutable, Alias("pbdd.PracticeView")]
public sealed record PracticeView([property: Id(0)] string Running, [property: Id(1)] DateTimeOffset Until, [property: Id(2)] int Runs, [property: Id(3)] DayPhase Reached)
{
    /// <summary>How long a run lasts at most.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(4);

    /// <summary>Of a day that was never practised.</summary>
    public static readonly PracticeView None = new("", default, 0, DayPhase.Draft);

    /// <summary>Whether a run went from its opening to its result.</summary>
    public bool Done => Reached >= DayPhase.Counted;
}
