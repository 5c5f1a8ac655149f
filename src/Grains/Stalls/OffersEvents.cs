using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Grains.Journal;

namespace PbDecisionDay.Grains.Stalls;

/// <summary>What organisers did with a day's offers. Nothing of who offered something stands here.</summary>
internal abstract record OffersEvent;

/// <summary>Somebody opened a stall's offers.</summary>
internal sealed record OffersOpened(string Stall, string By, DateTimeOffset At) : OffersEvent;

/// <summary>How they are called and written. What stands here has been written somewhere and stays.</summary>
internal static class OffersEventNames
{
    public static readonly EventNames<OffersEvent> All = new EventNames<OffersEvent>().Name("offers-opened", OffersJson.Default.OffersOpened);

    /// <summary>The openings as the events have them.</summary>
    public static ImmutableArray<OffersOpening> Apply(ImmutableArray<OffersOpening> openings, OffersEvent happened) => happened switch
    {
        OffersOpened opened => openings.Add(new(opened.Stall, opened.By, opened.At)),
        _ => throw new InvalidDataException($"Offers do not know the event {happened.GetType().Name}."),
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OffersOpened))]
internal sealed partial class OffersJson : JsonSerializerContext;
