using Orleans;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Grains.Journal;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Proposals;

/// <summary>A proposal, folded from its stream <c>proposal/day/id</c>.</summary>
internal sealed class ProposalGrain : Grain, IProposalGrain
{
    private readonly EventStream<ProposalState, ProposalEvent> stream;
    private readonly TimeProvider time;
    private readonly string id;

    /// <summary>Called by the grain host.</summary>
    public ProposalGrain(IJournal journal, TimeProvider time)
    {
        var key = this.GetPrimaryKeyString();
        (this.time, id) = (time, key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        stream = new(journal, $"proposal/{key}", ProposalEventNames.All, ProposalState.None, (state, happened) => state.Apply(happened), DeactivateOnIdle);
    }

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken) => stream.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<ProposalView?> GetAsync(CancellationToken cancellationToken) => Task.FromResult(View());

    /// <inheritdoc/>
    public async Task<ProposalOutcome> WriteAsync(ProposalContent content, string by, CancellationToken cancellationToken)
    {
        content = ProposalCheck.Composed(content);
        var (problem, changes) = ProposalDecision.Write(stream.State, id, content, by);
        if (problem.Length > 0) return new ProposalOutcome(false, problem);
        ProposalEvent[] events = changes ? [new ProposalWritten(content, by, time.GetUtcNow())] : [];
        return await stream.TryAppendAsync(events, cancellationToken)
            ? new ProposalOutcome(true, "")
            : new ProposalOutcome(false, "The proposal could not be saved just now; save it again.");
    }

    /// <inheritdoc/>
    public Task<ProposalView?> FreezeAsync(CancellationToken cancellationToken) =>
        TurnAsync(stream.State.Frozen ? null : new ProposalFrozen(time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public Task<ProposalView?> ThawAsync(CancellationToken cancellationToken) =>
        TurnAsync(stream.State.Frozen ? new ProposalThawed(time.GetUtcNow()) : null, cancellationToken);

    /// <inheritdoc/>
    public Task<ProposalView?> CorrectAsync(long ask, long minimum, string by, CancellationToken cancellationToken) => TurnAsync(
        stream.State.Content is { } content && content.Ask == ask && content.Minimum == minimum ? null : new ProposalCorrected(ask, minimum, by, time.GetUtcNow()),
        cancellationToken);

    private async Task<ProposalView?> TurnAsync(ProposalEvent? turn, CancellationToken cancellationToken)
    {
        if (stream.State.Content is null) return null;
        return turn is null || await stream.TryAppendAsync([turn], cancellationToken) ? View() : null;
    }

    private ProposalView? View() =>
        stream.State.Content is { } content ? new ProposalView(id, content, stream.State.Frozen) : null;
}
