using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Proposals;

namespace PbDecisionDay.Contracts.Days;

/// <summary>A proposal to be written and put on a day's list.</summary>
/// <param name="Id">Its id on the paper.</param>
/// <param name="Content">Its content.</param>
[GenerateSerializer, Immutable, Alias("pbdd.ProposalEntry")]
public sealed record ProposalEntry([property: Id(0)] string Id, [property: Id(1)] ProposalContent Content);

/// <summary>What putting proposals on a day's list would come to; nothing is written by asking.</summary>
/// <param name="Outcome">The refusal that the whole list would meet, or done.</param>
/// <param name="New">Ids that are not on the list yet.</param>
/// <param name="Changed">Ids on the list whose content would be another.</param>
/// <param name="Same">Ids on the list whose content is the same.</param>
/// <param name="Alike">Pairs of proposals whose titles look the same: perhaps one proposal twice, perhaps one that poses as another.</param>
[GenerateSerializer, Immutable, Alias("pbdd.ImportPlan")]
public sealed record ImportPlan(
    [property: Id(0)] DayOutcome Outcome,
    [property: Id(1)] ImmutableArray<string> New,
    [property: Id(2)] ImmutableArray<string> Changed,
    [property: Id(3)] ImmutableArray<string> Same,
    [property: Id(4)] ImmutableArray<AlikeTitles> Alike);

/// <summary>Two proposals whose titles look the same.</summary>
/// <param name="Proposal">The id of the one that would be written.</param>
/// <param name="Other">The id of the other, on the list or earlier in what would be written.</param>
/// <param name="Title">The title of the first.</param>
[GenerateSerializer, Immutable, Alias("pbdd.AlikeTitles")]
public sealed record AlikeTitles([property: Id(0)] string Proposal, [property: Id(1)] string Other, [property: Id(2)] string Title);
