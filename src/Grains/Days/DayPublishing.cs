using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Days;

/// <summary>
/// Publishing: every proposal is frozen, the paper is made from what was frozen, and both are written. A day that cannot be
/// published gives its proposals free again, so that they can be put right; one that was interrupted is published by asking again.
/// </summary>
internal sealed class DayPublishing(DayStream stream, DayNeighbours neighbours, IVoterPages pages)
{
    public async Task<DayOutcome> PublishAsync(Transition step, CancellationToken cancellationToken)
    {
        var day = stream.State;
        var approvers = await ApproversAsync(day, cancellationToken);
        if (TooFew(day, approvers) is { } few) return few;
        var written = await EachProposalAsync(day, proposal => proposal.GetAsync(cancellationToken));
        if (BallotPaper.Problem(day, written) is { } problem) return await RefuseAsync(day, problem, written);

        var frozen = await EachProposalAsync(day, proposal => proposal.FreezeAsync(cancellationToken));
        if (frozen.Contains(null)) return BoxAnswer.Unavailable;
        if (!BallotPaper.TryMake(day, frozen, out var paper, out var changed)) return await RefuseAsync(day, changed!, frozen);

        // From here on nothing of it changes any more.
        if (step.Draft.Length > 0 && step.Draft != DraftHash.Of(day.Settings, day.Proposals.Zip(frozen, (id, proposal) => (id, proposal?.Content)), approvers))
            return await RefuseAsync(day, "The day was changed after it was read. Read it again, and ask anew.", frozen);

        await neighbours.Register.SetUpAsync(day.Settings.TimeZone, cancellationToken);
        return await stream.WriteDownAsync(new DayPublished(paper!.Text, Rules(day.Settings), pages.List, step.By, step.SecondBy, stream.Now) { Approvers = approvers });
    }

    /// <summary>What keeps the day from being published, so that nobody is asked to sign what would be refused; <c>null</c> if nothing does.</summary>
    public async Task<DayOutcome?> RefusalAsync(CancellationToken cancellationToken)
    {
        var day = stream.State;
        if (TooFew(day, await ApproversAsync(day, cancellationToken)) is { } few) return few;
        return BallotPaper.Problem(day, await EachProposalAsync(day, proposal => proposal.GetAsync(cancellationToken))) is { } problem
            ? DayDecision.Invalid(problem).Outcome
            : null;
    }

    private async Task<ImmutableArray<Approver>> ApproversAsync(DayState day, CancellationToken cancellationToken) =>
        day.Created!.Rehearsal ? [] : await neighbours.Organisation.ListApproversAsync(cancellationToken);

    private static DayOutcome? TooFew(DayState day, ImmutableArray<Approver> approvers) => day.Created!.Rehearsal || approvers.Length >= 2 ? null : new DayOutcome(
        DayRefusal.TooFewApprovers,
        $"Publishing, opening, closing and declaring take two confirmed organisers, and {approvers.Length} are confirmed. Have the others confirmed first, on the organisers' page.");

    private static string Rules(DaySettings settings) => settings.Witnesses.IsEmpty ? settings.Rules
        : FrozenRules.TryParse(settings.Rules, out var rules, out var problem) ? rules!.WitnessedBy([.. settings.Witnesses.Select(witness => witness.Key)]).Text
        : throw new InvalidOperationException($"Rules were published that cannot be read: {problem}");

    private async Task<DayOutcome> RefuseAsync(DayState day, string problem, ProposalView?[] proposals)
    {
        if (proposals.Any(proposal => proposal is { Frozen: true }))
            await EachProposalAsync(day, proposal => proposal.ThawAsync(CancellationToken.None));
        return DayDecision.Invalid(problem).Outcome;
    }

    private Task<ProposalView?[]> EachProposalAsync(DayState day, Func<IProposalGrain, Task<ProposalView?>> ask) =>
        Task.WhenAll(day.Proposals.Select(proposal => ask(neighbours.Proposal(proposal))));
}
