using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Days;

/// <summary>
/// The web's reader of days. What begins with <c>Find</c> is for everyone: a draft is nobody's business yet and is not found. What begins
/// with <c>Get</c> is for organisers and stations, who see drafts too.
/// </summary>
public sealed class DayReader(IGrainFactory grains, TimeProvider time)
{
    // So that a revoked station is out at once, and a busy door costs no grain call.
    private static readonly TimeSpan MostAge = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (DayView View, long Read)> _recent = new(StringComparer.Ordinal);

    /// <summary>A day in any phase as it stands now; <c>null</c> where there is none under this id.</summary>
    public async Task<DayView?> GetAsync(string day, CancellationToken cancellationToken) =>
        DayNameConstraint.IsName(day) ? await grains.GetGrain<IDecisionDayGrain>(day).GetAsync(cancellationToken) : null;

    /// <summary>A day in any phase as it stood at most two seconds ago; <c>null</c> where there is none under this id.</summary>
    public async Task<DayView?> GetRecentAsync(string day, CancellationToken cancellationToken)
    {
        if (_recent.TryGetValue(day, out var known) && time.GetElapsedTime(known.Read) < MostAge) return known.View;
        var read = time.GetTimestamp();
        var view = await GetAsync(day, cancellationToken);
        if (view is null) _recent.TryRemove(day, out _);
        else _recent[day] = (view, read);
        return view;
    }

    /// <summary>Has the next <see cref="GetRecentAsync"/> read the day anew: this node changed it.</summary>
    public void Forget(string day) => _recent.TryRemove(day, out _);

    /// <summary>A published day; <c>null</c> where there is none under this id.</summary>
    public async Task<PublicDay?> FindAsync(string day, CancellationToken cancellationToken)
    {
        var view = await FindViewAsync(day, cancellationToken);
        if (view is null
            || !FrozenRules.TryParse(view.Rules, out var rules, out _)
            || !Paper.TryParse(view.Paper, out var paper, out _))
            return null;
        var logKey = LogKeyAsync(day, cancellationToken);
        var proposals = await Task.WhenAll(paper!.Proposals.Select(proposal =>
            grains.GetGrain<IProposalGrain>(ProposalKey.For(day, proposal.Id)).GetAsync(cancellationToken)));
        return new PublicDay(view, [.. proposals.OfType<ProposalView>()], rules!, paper, await logKey);
    }

    /// <summary>A published day without its proposals; <c>null</c> where there is none under this id.</summary>
    public async Task<DayView?> FindViewAsync(string day, CancellationToken cancellationToken) =>
        await GetAsync(day, cancellationToken) is { } view && IsPublished(view) ? view : null;

    /// <summary>The public key of a day's main log as a C2SP verifier key.</summary>
    public async Task<string> LogKeyAsync(string day, CancellationToken cancellationToken) =>
        (await grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(day)).GetStatusAsync(cancellationToken)).LogKey;

    /// <summary>All published days, newest first.</summary>
    public async Task<ImmutableArray<DayView>> ListAsync(CancellationToken cancellationToken)
    {
        var days = await GetAllAsync(cancellationToken);
        return [.. days.Where(IsPublished)];
    }

    /// <summary>All days in any phase, newest first.</summary>
    public async Task<ImmutableArray<DayView>> GetAllAsync(CancellationToken cancellationToken)
    {
        var ids = await grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListDaysAsync(cancellationToken);
        var days = await Task.WhenAll(ids.Select(id => GetAsync(id, cancellationToken)));
        return [.. days.OfType<DayView>()];
    }

    private static bool IsPublished(DayView day) => day is { Phase: not DayPhase.Draft, Paper.Length: > 0 };
}
