using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Web.Days;

/// <summary>A step of the life cycle as two people agree to it, the same for the console and the API.</summary>
public static class StepsToApprove
{
    /// <summary>What stands in place of nothing where the two say that nobody outside countersigns.</summary>
    public const string WithoutWitness = "without-witness";

    /// <summary>The phase, the reason, the date that was confirmed, and whether the day opens without a witness.</summary>
    public static StepToApprove Of(Transition step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return StepToApprove.Of(ApprovedStep.Transition, Words.Of(step.To), step.Reason, step.OnDate, step.WithoutWitness ? WithoutWitness : "");
    }
}
