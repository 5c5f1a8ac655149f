using System.Collections.Immutable;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.Stalls;

namespace PbDecisionDay.Web.Demo;

/// <summary>A stall of the demo day, as <c>stalls.json</c> holds it: invented, but such as a town has. Not every stall wrote in every language of the day.</summary>
internal sealed record DemoStall(
    string Id, string Group, string Picture, string Theme, long Ask, long Minimum, IReadOnlyDictionary<string, DemoStall.Words> Texts,
    IReadOnlyList<DemoStall.Told>? Strip = null)
{
    internal sealed record Words(string Title, string Summary, string Easy);

    /// <summary>One picture of a strip.</summary>
    internal sealed record Told(string Picture, IReadOnlyDictionary<string, string> Words);

    public static IReadOnlyList<DemoStall> ReadAll() => DemoMarketplace.Read<List<DemoStall>>("demo/stalls.json");

    public ProposalContent Content(string pot) => new(Group, InAll(Texts), Ask, Minimum, pot, Area: "", Theme, Stall: Id, Picture);

    /// <summary>The stall told in pictures; <c>null</c> where it is not.</summary>
    public StallStrip? InPictures() => Strip is null
        ? null
        : new(new(StallKind.Project, Id), [.. Strip.Select(told => new StripPicture(told.Picture, DemoMarketplace.InAll(told.Words)))]);

    public static ImmutableArray<ProposalText> InAll(IReadOnlyDictionary<string, Words> texts) =>
        [.. texts.Select(text => new ProposalText(text.Key, text.Value.Title, text.Value.Summary, text.Value.Easy))];
}
