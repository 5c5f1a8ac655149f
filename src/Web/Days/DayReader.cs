using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Web.Days;

/// <summary>Reads days for everyone. A draft is nobody's business yet and is not found.</summary>
public sealed class DayReader(IGrainFactory grains)
{
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
        await grains.GetGrain<IDecisionDayGrain>(day).GetAsync(cancellationToken) is { Phase: not DayPhase.Draft, Paper.Length: > 0 } view ? view : null;

    /// <summary>The public key of a day's main log as a C2SP verifier key.</summary>
    public async Task<string> LogKeyAsync(string day, CancellationToken cancellationToken) =>
        (await grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(day)).GetStatusAsync(cancellationToken)).LogKey;

    /// <summary>All published days, newest first.</summary>
    public async Task<ImmutableArray<DayView>> ListAsync(CancellationToken cancellationToken)
    {
        var ids = await grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListDaysAsync(cancellationToken);
        var days = await Task.WhenAll(ids.Select(id => FindViewAsync(id, cancellationToken)));
        return [.. days.OfType<DayView>()];
    }
}
