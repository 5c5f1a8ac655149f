using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Web.Days;

/// <summary>A step of the life cycle as two people agree to it, the same for the console and the API.</summary>
public static class StepsToApprove
{
    /// <summary>What stands in place of nothing where the two say that nobody outside countersigns.</summary>
    public const string WithoutWitness = "without-witness";

    /// <summary>A step with what its two people read: publishing freezes exactly that.</summary>
    public static async Task<Transition> AsReadAsync(this Transition step, IGrainFactory grains, DayView day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.To == DayPhase.Published ? step with { Draft = await DraftAsync(grains, day, cancellationToken) } : step;
    }

    /// <summary>Whether what publishing would freeze is still what somebody was asked to agree to; every other step says all of itself.</summary>
    public static async Task<bool> IsAsReadAsync(this StepToApprove step, IGrainFactory grains, DayView day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Kind != ApprovedStep.Transition || step.Particulars[0] != Words.Of(DayPhase.Published) || step.Particulars.ElementAtOrDefault(4) == await DraftAsync(grains, day, cancellationToken);
    }

    private static async Task<string> DraftAsync(IGrainFactory grains, DayView day, CancellationToken cancellationToken)
    {
        var proposals = await Task.WhenAll(day.Proposals.Select(id => grains.GetGrain<IProposalGrain>(ProposalKey.For(day.Day, id)).GetAsync(cancellationToken)));
        return DraftHash.Of(
            day.Settings, day.Proposals.Zip(proposals, (id, proposal) => (id, proposal?.Content)),
            day.Rehearsal ? [] : await grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListApproversAsync(cancellationToken));
    }

    /// <summary>The phase, the reason, the date that was confirmed, whether the day opens without a witness, and what was read before it is published.</summary>
    public static StepToApprove Of(Transition step)
    {
        ArgumentNullException.ThrowIfNull(step);
        string[] read = step.Draft.Length > 0 ? [step.Draft] : [];
        return StepToApprove.Of(ApprovedStep.Transition, [Words.Of(step.To), step.Reason, step.OnDate, step.WithoutWitness ? WithoutWitness : "", .. read]);
    }
}
