using System.Text.Json.Serialization;
using PbDecisionDay.Grains.Journal;

namespace PbDecisionDay.Grains.Stalls;

/// <summary>What organisers did with the needs of a day. What people left stands in rows that can be erased, and nowhere here.</summary>
internal abstract record NeedsEvent;

internal sealed record NeedPutUp(string Need, string By, DateTimeOffset At) : NeedsEvent;

internal sealed record NeedTakenDown(string Need, string By, DateTimeOffset At) : NeedsEvent;

/// <summary>How they are called and written. What stands here has been written somewhere and stays.</summary>
internal static class NeedsEventNames
{
    public static readonly EventNames<NeedsEvent> All = new EventNames<NeedsEvent>()
        .Name("need-put-up", NeedsJson.Default.NeedPutUp)
        .Name("need-taken-down", NeedsJson.Default.NeedTakenDown);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(NeedPutUp))]
[JsonSerializable(typeof(NeedTakenDown))]
internal sealed partial class NeedsJson : JsonSerializerContext;
