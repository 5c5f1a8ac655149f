using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace PbDecisionDay.Contracts.Days.Approvals;

/// <summary>
/// The steps of a day that wait for a second approver. The first asks, the second agrees on a session of their own, and the first carries out exactly what
/// was agreed to, once. Under the day's id. Source: docs/adr/0062.
/// </summary>
[Alias("pbdd.IApprovalsGrain")]
public interface IApprovalsGrain : IGrainWithStringKey
{
    /// <summary>Asks for a second approver; the same step asked for again by the same organiser is the same request, good for ten minutes more.</summary>
    /// <param name="step">What is to be done.</param>
    /// <param name="by">The organiser who asks.</param>
    /// <returns>The request; <c>null</c> where ten of this organiser's wait already, of which none is dropped.</returns>
    [Alias("Ask")]
    Task<ApprovalRequest?> AskAsync(StepToApprove step, string by);

    /// <summary>What was asked for and is neither carried out nor older than ten minutes, oldest first.</summary>
    [Alias("List"), ReadOnly]
    Task<ImmutableArray<ApprovalRequest>> ListAsync();

    /// <summary>Agrees to what was asked for, for ten minutes and once.</summary>
    /// <param name="id">The request's id.</param>
    /// <param name="by">The organiser who agrees, on a session of their own.</param>
    /// <param name="cancellationToken">Honoured before it is noted.</param>
    [Alias("Approve")]
    Task<ApproveResult> ApproveAsync(string id, string by, CancellationToken cancellationToken);

    /// <summary>Says no: the request is gone, and whoever asked is told so.</summary>
    [Alias("Decline")]
    Task DeclineAsync(string id);

    /// <summary>Uses an approval up, just before its step is carried out.</summary>
    /// <param name="step">What is about to be done, as it was asked for.</param>
    /// <param name="by">The organiser who asked.</param>
    /// <param name="cancellationToken">Honoured before it is used.</param>
    /// <returns>Who agreed; empty where nobody did, it is older than ten minutes, was used, or they are no organiser any more.</returns>
    [Alias("Use")]
    Task<string> UseAsync(StepToApprove step, string by, CancellationToken cancellationToken);

    /// <summary>Gives a used approval back, where the day refused the step and nothing was done; for the time that it had left.</summary>
    [Alias("GiveBack")]
    Task GiveBackAsync(StepToApprove step, string by);
}
