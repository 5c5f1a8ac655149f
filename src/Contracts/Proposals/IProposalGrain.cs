using Orleans;
using Orleans.Concurrency;

namespace PbDecisionDay.Contracts.Proposals;

/// <summary>One proposal of a day: its texts, ask and minimum, and later its award. Its key is <c>day/proposal</c>, see <see cref="ProposalKey"/>.</summary>
[Alias("pbdd.IProposalGrain")]
public interface IProposalGrain : IGrainWithStringKey
{
    /// <summary>The proposal; <c>null</c> where none was written under this id.</summary>
    [Alias("Get"), ReadOnly, AlwaysInterleave]
    Task<ProposalView?> GetAsync(CancellationToken cancellationToken);

    /// <summary>Writes or rewrites the proposal. What stands on the paper is frozen when the day is published, see <see cref="FreezeAsync"/>.</summary>
    [Alias("Write")]
    Task<ProposalOutcome> WriteAsync(ProposalContent content, string by, CancellationToken cancellationToken);

    /// <summary>
    /// Freezes what stands on the paper: titles, ask, minimum, pot, area and theme. From here on only the stall's
    /// descriptions, place and picture may change. Repeating it changes nothing.
    /// </summary>
    /// <returns>The frozen proposal; <c>null</c> where none was written, or the journal cannot be written.</returns>
    [Alias("Freeze")]
    Task<ProposalView?> FreezeAsync(CancellationToken cancellationToken);

    /// <summary>Writes what a frozen proposal asks for as the paper has it after a correction; called by the day alone. Repeating it changes nothing.</summary>
    /// <returns>The proposal; <c>null</c> where none was written, or the journal cannot be written.</returns>
    [Alias("Correct")]
    Task<ProposalView?> CorrectAsync(long ask, long minimum, string by, CancellationToken cancellationToken);

    /// <summary>Undoes a freeze whose day could not be published after all; called by the day alone.</summary>
    /// <returns>The proposal, free to be changed; <c>null</c> where none was written, or the journal cannot be written.</returns>
    [Alias("Thaw")]
    Task<ProposalView?> ThawAsync(CancellationToken cancellationToken);
}

/// <summary>The key of a proposal.</summary>
public static class ProposalKey
{
    /// <summary>The key of one of a day's proposals.</summary>
    public static string For(string day, string proposal) => $"{day}/{proposal}";
}

/// <summary>What writing a proposal came to.</summary>
/// <param name="Done">Whether it was written.</param>
/// <param name="Problem">What is wrong and what to do, for a person; empty if written.</param>
[GenerateSerializer, Immutable, Alias("pbdd.ProposalOutcome")]
public sealed record ProposalOutcome([property: Id(0)] bool Done, [property: Id(1)] string Problem);
