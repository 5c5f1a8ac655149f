using System.Collections.Concurrent;
using Orleans;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Allocation.Explaining;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Outcomes;

/// <summary>
/// Works out why a project of a declared day got what it got, and what would have funded it. What one result makes of a project is worked out once, and one
/// project at a time, so that whoever asks for all of them slows nothing else down.
/// </summary>
public sealed class OutcomeReader(IGrainFactory grains) : IDisposable
{
    // Projects of a few large days.
    private const int MostKept = 2_000;

    private readonly ConcurrentDictionary<(string Day, string Result, string Project), Task<ProjectOutcome?>> kept = new();
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>What became of a project; <c>null</c> where nobody here knows the ballots any more.</summary>
    public async Task<ProjectOutcome?> ReadAsync(PublicDay day, string project, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(day);
        if (kept.Count >= MostKept) kept.Clear();
        var key = (day.Id, day.View.ResultHash, project);
        var answer = kept.GetOrAdd(key, _ => Task.Run(() => WorkOutAsync(day, project), CancellationToken.None));
        try
        {
            var found = await answer.WaitAsync(cancellationToken);
            // Ballots that cannot be read now may be read later: a log elsewhere answers again.
            if (found is null) kept.TryRemove(key, out _);
            return found;
        }
        finally
        {
            if (answer.IsFaulted) kept.TryRemove(key, out _);
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<ProjectOutcome?> WorkOutAsync(PublicDay day, string project)
    {
        await turn.WaitAsync();
        try
        {
            if (await KnownBallots.ReadAsync(grains, day.Id, CancellationToken.None) is not { } ballots) return null;
            var election = Election.Of(day.Paper, day.Rules.Form.Kind, ballots, day.Changes);
            var reasons = Reasons.Of(Allocator.Allocate(election, day.Rules));
            return new ProjectOutcome(
                election.Ballots.Voters, reasons.First(reason => reason.Project == project), Lacking.Of(day.Paper, day.Rules, ballots, day.Changes, project));
        }
        finally
        {
            turn.Release();
        }
    }
}

/// <summary>What became of a project.</summary>
/// <param name="Ballots">Ballots counted, blank ones too.</param>
/// <param name="Reason">Why it got what it got.</param>
/// <param name="Lacking">What would have funded it; <c>null</c> where it is funded or withdrawn.</param>
public sealed record ProjectOutcome(long Ballots, Reason Reason, Lacking? Lacking);
