using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Contracts.Organisations;

namespace PbDecisionDay.Grains.Days.Approvals;

/// <summary>The steps of a day that wait for a second approver.</summary>
internal sealed class ApprovalsGrain(TimeProvider time) : Grain, IApprovalsGrain
{
    private readonly ApprovalBook _book = new(time);

    private string Day => this.GetPrimaryKeyString();

    public Task<ApprovalRequest?> AskAsync(StepToApprove step, string by)
    {
        // What waits is nowhere else.
        DelayDeactivation(ApprovalBook.Lasts * 2);
        return Task.FromResult(_book.Ask(step, by));
    }

    public Task<ImmutableArray<ApprovalRequest>> ListAsync() => Task.FromResult(_book.Waiting);

    public async Task<ApproveResult> ApproveAsync(string id, string by, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_book.Find(id) is not { } request) return ApproveResult.Gone;
        if (string.Equals(request.By, by, StringComparison.Ordinal)) return ApproveResult.YourOwn;
        return await MayApproveAsync(by, cancellationToken) ? _book.Approve(id, by) : ApproveResult.NotApprover;
    }

    public Task DeclineAsync(string id)
    {
        _book.Decline(id);
        return Task.CompletedTask;
    }

    public async Task<string> UseAsync(StepToApprove step, string by, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_book.AgreedTo(step, by) is not { } agreed) return "";
        // Since they agreed they may have been removed, or somebody else was in their account. Then another may agree in their place.
        if (!await MayApproveAsync(agreed.ApprovedBy, cancellationToken) || await WasRecoveredAsync(agreed, cancellationToken))
        {
            _book.TakeBack(step, by);
            return "";
        }
        var approver = agreed.ApprovedBy;
        _book.Use(step, by, used: true);
        return approver;
    }

    public Task GiveBackAsync(StepToApprove step, string by)
    {
        _book.Use(step, by, used: false);
        return Task.CompletedTask;
    }

    private async Task<bool> WasRecoveredAsync(ApprovalRequest agreed, CancellationToken cancellationToken) =>
        (await GrainFactory.GetGrain<IAccountsGrain>(IOrganisationGrain.Key).ListRecoveriesAsync(cancellationToken))
        .Any(recovery => recovery.Organiser == agreed.ApprovedBy && recovery.At >= agreed.ValidUntil - ApprovalBook.Lasts);

    private async Task<bool> MayApproveAsync(string organiser, CancellationToken cancellationToken)
    {
        var organisers = await GrainFactory.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListOrganisersAsync(cancellationToken);
        if (organisers.FirstOrDefault(known => known.Id == organiser && known is { RehearsalsOnly: false, Removed: false }) is not { } person) return false;
        return await GrainFactory.GetGrain<IDecisionDayGrain>(Day).GetAsync(cancellationToken) is { } day
            && (day.Approvers.IsEmpty
                ? day.Rehearsal || person.Confirmed != Confirmation.None
                : day.Approvers.Any(approver => approver.Organiser == organiser));
    }
}
