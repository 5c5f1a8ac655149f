using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Orleans;

namespace PbDecisionDay.Contracts.Proposals;

/// <summary>What a group says about its project.</summary>
/// <param name="Group">The group's name.</param>
/// <param name="Texts">The texts, one for each language, the day's default language first.</param>
/// <param name="Ask">What it asks for, minor units, above 0.</param>
/// <param name="Minimum">The least money it needs, minor units, from 1 to the ask.</param>
/// <param name="Pot">The pot it stands in.</param>
/// <param name="Area">
/// The area it serves, at most 60 characters; may be empty. On the paper it is the group <c>area/north-troon</c>: the words without
/// accents, in lower case, with hyphens between. Rules name it so.
/// </param>
/// <param name="Theme">Its theme, for example <c>moving</c> or <c>food</c>; on the paper the group <c>theme/food</c>; may be empty.</param>
/// <param name="Stall">Where its stall stands, for example <c>7</c>; may be empty.</param>
/// <param name="Picture">The name of a picture in the service's set, 1 to 40 characters of <c>[a-z0-9-]</c>; may be empty.</param>
[GenerateSerializer, Immutable, Alias("pbdd.ProposalContent")]
public sealed record ProposalContent(
    [property: Id(0)] string Group,
    [property: Id(1)] ImmutableArray<ProposalText> Texts,
    [property: Id(2)] long Ask,
    [property: Id(3)] long Minimum,
    [property: Id(4)] string Pot,
    [property: Id(5)] string Area,
    [property: Id(6)] string Theme,
    [property: Id(7)] string Stall,
    [property: Id(8)] string Picture)
{
    /// <summary>
    /// The size band it belongs to, for example <c>Small, up to £1,000</c>, at most 60 characters; on the paper a group of the kind tier. <c>null</c> for none.
    /// </summary>
    [Id(9), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Tier { get; init; }

    /// <summary>
    /// The ids of proposals of the same day that cannot be funded beside it, at most 20, in any order; it is enough that one of two names the other.
    /// <c>null</c> for none.
    /// </summary>
    [Id(10), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? Conflicts { get; init; }
}

/// <summary>A proposal's words in one language.</summary>
/// <param name="Language">A BCP 47 tag.</param>
/// <param name="Title">1 to 120 characters.</param>
/// <param name="Summary">What will be done, for whom, at most 2,000 characters.</param>
/// <param name="EasyRead">The same in short sentences, a sentence a line, at most 1,000 characters; may be empty.</param>
[GenerateSerializer, Immutable, Alias("pbdd.ProposalText")]
public sealed record ProposalText(
    [property: Id(0)] string Language,
    [property: Id(1)] string Title,
    [property: Id(2)] string Summary,
    [property: Id(3)] string EasyRead);

/// <summary>A proposal as it stands.</summary>
/// <param name="Proposal">Its id within the day, <c>[A-Za-z0-9._/-]{1,64}</c>.</param>
/// <param name="Content">Its content.</param>
/// <param name="Frozen">Whether money and titles are frozen.</param>
[GenerateSerializer, Immutable, Alias("pbdd.ProposalView")]
public sealed record ProposalView(
    [property: Id(0)] string Proposal,
    [property: Id(1)] ProposalContent Content,
    [property: Id(2)] bool Frozen);
