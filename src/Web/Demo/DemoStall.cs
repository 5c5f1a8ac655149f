using System.Text.Json;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.Stalls;

namespace PbDecisionDay.Web.Demo;

/// <summary>A stall of the demo day, as <c>stalls.json</c> holds it: invented, but such as a town has.</summary>
internal sealed record DemoStall(
    string Id, string Group, string Picture, string Theme, long Ask, long Minimum, DemoStall.Words En, DemoStall.Words Gd,
    IReadOnlyList<DemoStall.Told>? Strip = null)
{
    internal sealed record Words(string Title, string Summary, string Easy);

    /// <summary>One picture of a strip.</summary>
    internal sealed record Told(string Picture, string En, string Gd);

    public static IReadOnlyList<DemoStall> ReadAll()
    {
        using var file = typeof(DemoStall).Assembly.GetManifestResourceStream("demo/stalls.json")!;
        return JsonSerializer.Deserialize<List<DemoStall>>(file, JsonSerializerOptions.Web)!;
    }

    public ProposalContent Content(string pot) =>
        new(Group, [In("en", En), In("gd", Gd)], Ask, Minimum, pot, Area: "", Theme, Stall: Id, Picture);

    /// <summary>The stall told in pictures; <c>null</c> where it is not.</summary>
    public StallStrip? InPictures() => Strip is null
        ? null
        : new(new(StallKind.Project, Id), [.. Strip.Select(told => new StripPicture(told.Picture, [new("en", told.En), new("gd", told.Gd)]))]);

    private static ProposalText In(string language, Words words) => new(language, words.Title, words.Summary, words.Easy);
}
