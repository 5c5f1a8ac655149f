using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Grains.Journal;

namespace PbDecisionDay.Grains.Stalls;

/// <summary>What organisers did to a day's marketplace. Nothing of a resident stands here.</summary>
internal abstract record StallsEvent;

internal sealed record PhotographKept(
    string Proposal, ImmutableArray<LocalText> Description, ImmutableArray<StallPicture> Sizes, string By, DateTimeOffset At) : StallsEvent;

internal sealed record PhotographRemoved(string Proposal, string By, DateTimeOffset At) : StallsEvent;

internal sealed record AccessDescribed(ImmutableArray<VenueAccess> Venues, string By, DateTimeOffset At) : StallsEvent;

internal sealed record InformationWritten(InformationStall Stall, string By, DateTimeOffset At) : StallsEvent;

internal sealed record InformationRemoved(string Id, string By, DateTimeOffset At) : StallsEvent;

internal sealed record VideoLinked(StallVideo Video, string By, DateTimeOffset At) : StallsEvent;

internal sealed record VideoRemoved(StallName Stall, string By, DateTimeOffset At) : StallsEvent;

internal sealed record StripKept(StallStrip Strip, string By, DateTimeOffset At) : StallsEvent;

internal sealed record StripRemoved(StallName Stall, string By, DateTimeOffset At) : StallsEvent;

internal sealed record FundersListed(ImmutableArray<OtherFunder> Funders, string By, DateTimeOffset At) : StallsEvent;

/// <summary>How they are called and written. What stands here has been written somewhere and stays.</summary>
internal static class StallsEventNames
{
    public static readonly EventNames<StallsEvent> All = new EventNames<StallsEvent>()
        .Name("photograph-kept", StallsJson.Default.PhotographKept)
        .Name("photograph-removed", StallsJson.Default.PhotographRemoved)
        .Name("access-described", StallsJson.Default.AccessDescribed)
        .Name("information-written", StallsJson.Default.InformationWritten)
        .Name("information-removed", StallsJson.Default.InformationRemoved)
        .Name("video-linked", StallsJson.Default.VideoLinked)
        .Name("video-removed", StallsJson.Default.VideoRemoved)
        .Name("strip-kept", StallsJson.Default.StripKept)
        .Name("strip-removed", StallsJson.Default.StripRemoved)
        .Name("funders-listed", StallsJson.Default.FundersListed);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PhotographKept))]
[JsonSerializable(typeof(PhotographRemoved))]
[JsonSerializable(typeof(AccessDescribed))]
[JsonSerializable(typeof(InformationWritten))]
[JsonSerializable(typeof(InformationRemoved))]
[JsonSerializable(typeof(VideoLinked))]
[JsonSerializable(typeof(VideoRemoved))]
[JsonSerializable(typeof(StripKept))]
[JsonSerializable(typeof(StripRemoved))]
[JsonSerializable(typeof(FundersListed))]
internal sealed partial class StallsJson : JsonSerializerContext;
