using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Stalls;

namespace PbDecisionDay.Web.Demo;

/// <summary>What the demo day shows beside its paper, as <c>marketplace.json</c> holds it: stalls that ask for no money, and how people get in and round.</summary>
internal sealed record DemoMarketplace(IReadOnlyList<DemoMarketplace.Table> Information, IReadOnlyList<DemoMarketplace.Venue> Access)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>A stall that asks for no money.</summary>
    internal sealed record Table(string Id, string Group, string Stall, string Picture, IReadOnlyDictionary<string, DemoStall.Words> Texts);

    internal sealed record Venue(string Id, IReadOnlyList<Fact> Facts);

    internal sealed record Fact(AccessKind Kind, AccessAnswer Answer, IReadOnlyDictionary<string, string> Notes);

    public static DemoMarketplace ReadAll() => Read<DemoMarketplace>("demo/marketplace.json");

    public IEnumerable<InformationStall> InformationStalls() =>
        Information.Select(table => new InformationStall(table.Id, table.Group, DemoStall.InAll(table.Texts), table.Stall, table.Picture));

    public ImmutableArray<VenueAccess> Venues() =>
        [.. Access.Select(venue => new VenueAccess(venue.Id, [.. venue.Facts.Select(fact => new AccessFact(fact.Kind, fact.Answer, InAll(fact.Notes)))]))];

    /// <summary>Reads one of the demo's files, which lie in the program.</summary>
    public static T Read<T>(string name)
    {
        using var file = typeof(DemoMarketplace).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<T>(file, Options)!;
    }

    public static ImmutableArray<LocalText> InAll(IReadOnlyDictionary<string, string> words) => [.. words.Select(one => new LocalText(one.Key, one.Value))];
}
