using PbDecisionDay.Contracts.Proposals;

namespace PbDecisionDay.Grains.Proposals;

/// <summary>A proposal as its events have it.</summary>
/// <param name="Content">What was written last; <c>null</c> before anything was.</param>
/// <param name="Frozen">Whether what stands on the paper is frozen.</param>
internal sealed record ProposalState(ProposalContent? Content, bool Frozen)
{
    /// <summary>Before anything was written.</summary>
    public static readonly ProposalState None = new(null, Frozen: false);

    public ProposalState Apply(ProposalEvent happened) => happened switch
    {
        ProposalWritten written => this with { Content = written.Content },
        ProposalFrozen => this with { Frozen = true },
        ProposalThawed => this with { Frozen = false },
        ProposalCorrected corrected => this with { Content = Content! with { Ask = corrected.Ask, Minimum = corrected.Minimum } },
        _ => throw new InvalidDataException($"A proposal does not know the event {happened.GetType().Name}."),
    };
}
