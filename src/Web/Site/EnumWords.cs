using System.Text.Json;
using System.Text.Json.Serialization;

namespace PbDecisionDay.Web.Site;

/// <summary>An enum as a word in JSON: <c>CardsOnly</c> is <c>cards-only</c>.</summary>
public sealed class EnumWords<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
