using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Web.Days;

/// <summary>A published day as everyone may see it.</summary>
/// <param name="View">The day.</param>
/// <param name="Proposals">Its proposals, in the order of the paper.</param>
/// <param name="Rules">The frozen rules.</param>
/// <param name="Paper">The frozen ballot paper.</param>
/// <param name="LogKey">The main log's public key as a C2SP verifier key.</param>
/// <param name="Logs">Its logs beside the main one, in the order in which they were announced.</param>
public sealed record PublicDay(
    DayView View, ImmutableArray<ProposalView> Proposals, FrozenRules Rules, Paper Paper, string LogKey, ImmutableArray<PublicLog> Logs)
{
    /// <summary>Its id.</summary>
    public string Id => View.Day;

    /// <summary>What was changed of the paper after it was frozen.</summary>
    public PaperChanges Changes { get; } = ChangesMade.Of(View);

    /// <summary>A proposal's content; <c>null</c> where the paper has no such proposal.</summary>
    public ProposalView? Find(string proposal) =>
        Proposals.FirstOrDefault(one => string.Equals(one.Proposal, proposal, StringComparison.Ordinal));
}

/// <summary>A log of a day beside the main one: some of the day's cards vote in it, and their receipts are signed with its key.</summary>
/// <param name="Log">Its name among the day's logs.</param>
/// <param name="Origin">Its origin, as it stands in receipts and checkpoints.</param>
/// <param name="LogKey">Its public key as a C2SP verifier key; empty where it cannot be read now.</param>
public sealed record PublicLog(string Log, string Origin, string LogKey);
