using PbDecisionDay.Rules.Papers;
using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Ballots;

namespace PbDecisionDay.Contracts.Tallies;

/// <summary>What a day's screens may show. All numbers are counts unless said otherwise.</summary>
/// <param name="Number">The log size that was counted; rises and never falls.</param>
/// <param name="Phase">Where the box stands.</param>
/// <param name="Issued">Cards handed out.</param>
/// <param name="Ballots">Ballots that count now.</param>
/// <param name="Live">What this day shows live.</param>
/// <param name="ShownBallots">
/// How many ballots the standings include, and at least ten fewer than there are; 0 while there are too few. Support and funding are
/// both of these ballots. Nothing says when they move next. Where a rule takes long, steps in between are passed over.
/// </param>
/// <param name="Standings">The standings in the order to show; empty where this day does not show them now.</param>
/// <param name="Checkpoint">The last signed checkpoint, a C2SP note; empty before opening.</param>
/// <param name="Checks">
/// Votes that were opened to check the service, over all logs. While people vote it moves with a step of the live standings and at no other moment, so
/// that nobody in the hall is seen to have checked; after the close it is the whole number.
/// </param>
[GenerateSerializer, Immutable, Alias("pbdd.TallySnapshot")]
public sealed record TallySnapshot(
    [property: Id(0)] long Number,
    [property: Id(1)] BoxPhase Phase,
    [property: Id(2)] long Issued,
    [property: Id(3)] long Ballots,
    [property: Id(4)] LiveResults Live,
    [property: Id(5)] long ShownBallots,
    [property: Id(6)] ImmutableArray<Standing> Standings,
    [property: Id(7)] string Checkpoint,
    [property: Id(8)] long Checks);

/// <summary>One proposal's standing.</summary>
/// <param name="Proposal">Its id.</param>
/// <param name="Support">Votes or points; for <see cref="LiveResults.Rounded"/> the lower end of a band of ten per cent of the ballots.</param>
/// <param name="Funded">Whether it would be funded if voting ended with these ballots; never set for <see cref="LiveResults.Rounded"/>.</param>
[GenerateSerializer, Immutable, Alias("pbdd.Standing")]
public sealed record Standing(
    [property: Id(0)] string Proposal,
    [property: Id(1)] long Support,
    [property: Id(2)] bool Funded);
