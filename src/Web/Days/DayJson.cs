using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PbDecisionDay.Grains.Days;

namespace PbDecisionDay.Web.Days;

/// <summary>How the days' documents are written: camel case, words for enums as in <c>cards-only</c>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(DayPhaseWords), typeof(CheckInModeWords)])]
[JsonSerializable(typeof(ImmutableArray<DayEntry>))]
[JsonSerializable(typeof(DayDocument))]
internal sealed partial class DayJson : JsonSerializerContext;

internal sealed class DayPhaseWords() : JsonStringEnumConverter<DayPhase>(JsonNamingPolicy.KebabCaseLower);

internal sealed class CheckInModeWords() : JsonStringEnumConverter<CheckInMode>(JsonNamingPolicy.KebabCaseLower);
