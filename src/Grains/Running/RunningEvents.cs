using System.Text.Json.Serialization;
using PbDecisionDay.Contracts.Running;
using PbDecisionDay.Grains.Journal;

namespace PbDecisionDay.Grains.Running;

/// <summary>What happened while a day ran.</summary>
internal abstract record RunningEvent;

internal sealed record StationCalled(string Call, string Station, CallReason Reason, DateTimeOffset At) : RunningEvent;

internal sealed record OrganiserComing(string Call, string By, DateTimeOffset At) : RunningEvent;

internal sealed record CallEnded(string Call, string By, DateTimeOffset At) : RunningEvent;

internal sealed record IncidentWritten(string Incident, WriteIncident Told, string By, DateTimeOffset At) : RunningEvent;

internal sealed record IncidentAdded(string Incident, string Text, string By, DateTimeOffset At) : RunningEvent;

/// <summary>How they are called and written. What stands here has been written somewhere and stays.</summary>
internal static class RunningEventNames
{
    public static readonly EventNames<RunningEvent> All = new EventNames<RunningEvent>()
        .Name("station-called", RunningJson.Default.StationCalled)
        .Name("organiser-coming", RunningJson.Default.OrganiserComing)
        .Name("call-ended", RunningJson.Default.CallEnded)
        .Name("incident-written", RunningJson.Default.IncidentWritten)
        .Name("incident-added", RunningJson.Default.IncidentAdded);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StationCalled))]
[JsonSerializable(typeof(OrganiserComing))]
[JsonSerializable(typeof(CallEnded))]
[JsonSerializable(typeof(IncidentWritten))]
[JsonSerializable(typeof(IncidentAdded))]
internal sealed partial class RunningJson : JsonSerializerContext;
