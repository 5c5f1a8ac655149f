using System.Text.Json.Serialization;
using PbDecisionDay.Contracts.Presenting;
using PbDecisionDay.Grains.Journal;

namespace PbDecisionDay.Grains.Presenting;

/// <summary>What a presenter did.</summary>
internal abstract record PresentationEvent;

internal sealed record PageTurned(PresentedDeck Deck, int Page, string By, DateTimeOffset At) : PresentationEvent;

internal sealed record Announced(Announcement Announcement, string By, DateTimeOffset At) : PresentationEvent;

internal sealed record AnnouncementEnded(string By, DateTimeOffset At) : PresentationEvent;

internal sealed record TalkBegun(string Proposal, int Seconds, string By, DateTimeOffset At) : PresentationEvent;

internal sealed record TalkEnded(string By, DateTimeOffset At) : PresentationEvent;

/// <summary>How they are called and written. What stands here has been written somewhere and stays.</summary>
internal static class PresentationEventNames
{
    public static readonly EventNames<PresentationEvent> All = new EventNames<PresentationEvent>()
        .Name("page-turned", PresentationJson.Default.PageTurned)
        .Name("announced", PresentationJson.Default.Announced)
        .Name("announcement-ended", PresentationJson.Default.AnnouncementEnded)
        .Name("talk-begun", PresentationJson.Default.TalkBegun)
        .Name("talk-ended", PresentationJson.Default.TalkEnded);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PageTurned))]
[JsonSerializable(typeof(Announced))]
[JsonSerializable(typeof(AnnouncementEnded))]
[JsonSerializable(typeof(TalkBegun))]
[JsonSerializable(typeof(TalkEnded))]
internal sealed partial class PresentationJson : JsonSerializerContext;
