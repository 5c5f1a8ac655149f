using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;

namespace PbDecisionDay.Grains.Days;

/// <summary>
/// Publishing: every proposal is frozen, the paper is made from what was frozen, and both are written. A day that cannot be
/// published gives its proposals free again, so that they can be put right; one that was interrupted is published by asking again.
/// </summary>
internal sealed partial class DecisionDayGrain
{
    private async Task<DayOutcome> PublishAsync(Transition step, CancellationToken cancellationToken)
    {
        var written = await EachProposalAsync(proposal => proposal.GetAsync(cancellationToken));
        if (BallotPaper.Problem(State, written) is { } problem) return await RefuseAsync(problem, written);

        var frozen = await EachProposalAsync(proposal => proposal.FreezeAsync(cancellationToken));
        if (frozen.Contains(null)) return BoxAnswer.Unavailable;
        if (!BallotPaper.TryMake(State, frozen, out var paper, out var changed)) return await RefuseAsync(changed!, frozen);

        await Register.SetUpAsync(State.Settings.TimeZone, cancellationToken);
        var published = new DayPublished(paper!.Text, State.Settings.Rules, step.By, step.SecondBy, Now);
        return await CarryOutAsync(Decision.Write(published), CancellationToken.None);
    }

    private async Task<DayOutcome> RefuseAsync(string problem, ProposalView?[] proposals)
    {
        if (proposals.Any(proposal => proposal is { Frozen: true }))
            await EachProposalAsync(proposal => proposal.ThawAsync(CancellationToken.None));
        return new DayOutcome(DayRefusal.Invalid, problem);
    }

    private Task<ProposalView?[]> EachProposalAsync(Func<IProposalGrain, Task<ProposalView?>> ask) => Task.WhenAll(
        State.Proposals.Select(proposal => ask(GrainFactory.GetGrain<IProposalGrain>(ProposalKey.For(day, proposal)))));
}
