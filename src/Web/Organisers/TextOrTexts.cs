using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PbDecisionDay.Web.Organisers;

/// <summary>Reads one text, or an object of texts by language tag. One text stands under the empty tag, the day's first language.</summary>
internal sealed class TextOrTexts : JsonConverter<ImmutableSortedDictionary<string, string>>
{
    public override ImmutableSortedDictionary<string, string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (reader.TokenType == JsonTokenType.String)
        {
            texts[""] = reader.GetString()!;
            return texts.ToImmutable();
        }
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A text, or an object of texts by language, was expected.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var language = reader.GetString()!;
            if (!reader.Read() || reader.TokenType != JsonTokenType.String) throw new JsonException($"The text in '{language}' is not a text.");
            texts[language] = reader.GetString()!;
        }
        return texts.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (language, text) in value) writer.WriteString(language, text);
        writer.WriteEndObject();
    }
}
