using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Proposals;

namespace PbDecisionDay.Contracts.Stalls;

/// <summary>A stall that asks for no money. It stands on no paper, no ballot can name it, and it gets no votes.</summary>
/// <param name="Id">Unique in its day, 1 to 40 characters of <c>[a-z0-9-]</c>. It shares nothing with the ids of proposals.</param>
/// <param name="Group">Whose stall it is.</param>
/// <param name="Texts">What it is about, one text for each language, the day's default language first; bounded as a proposal's.</param>
/// <param name="Stall">Where it stands, for example <c>12</c>; may be empty.</param>
/// <param name="Picture">The name of a picture in the service's set; may be empty.</param>
[GenerateSerializer, Immutable, Alias("pbdd.InformationStall")]
public sealed record InformationStall(
    [property: Id(0)] string Id,
    [property: Id(1)] string Group,
    [property: Id(2)] ImmutableArray<ProposalText> Texts,
    [property: Id(3)] string Stall,
    [property: Id(4)] string Picture);
