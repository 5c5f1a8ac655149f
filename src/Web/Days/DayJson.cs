using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PbDecisionDay.Web.Days;

/// <summary>How the days' documents are written: camel case, words for enums as in <c>cards-only</c>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ImmutableArray<DayEntry>))]
[JsonSerializable(typeof(DayDocument))]
internal sealed partial class DayJson : JsonSerializerContext;
