using System.Text.Json;
using System.Text.Json.Serialization;

namespace PbDecisionDay.Web.Site;

/// <summary>A text that is JSON already and goes out exactly as it was frozen; an empty one as <c>null</c>.</summary>
public sealed class RawJson : JsonConverter<string>
{
    /// <inheritdoc />
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetRawText();
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (string.IsNullOrEmpty(value)) writer.WriteNullValue();
        else writer.WriteRawValue(value);
    }
}
