using System.Text.Json;
using System.Text.Unicode;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// What no JSON body may hold, whoever reads it: bytes that are no UTF-8, half of a surrogate pair, and <c>null</c> in a list. Our messages have
/// no list that means anything by a null, and the reader would hand one on to code that was promised there is none.
/// </summary>
internal static class JsonText
{
    /// <summary>A member's step in a JSON path: as in <c>$.rules.form</c>, or <c>$['a b']</c>.</summary>
    public static string Step(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? $".{name}" : $"['{name}']";

    /// <summary>The place of the first member that stands twice in its object; <c>null</c> where there is none, or the JSON is broken before it.</summary>
    public static string? Twice(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        // Of each object or list around: its own place, and the names seen, or how many elements.
        var around = new Stack<(string Place, HashSet<string>? Names)>();
        var elements = new Stack<int>();
        var place = "$";
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    _ = around.Pop();
                    _ = elements.Pop();
                    continue;
                }
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString()!;
                    place = around.Peek().Place + Step(name);
                    if (!around.Peek().Names!.Add(name)) return place;
                    continue;
                }
                if (around.TryPeek(out var holder) && holder.Names is null)
                {
                    var at = elements.Pop();
                    place = $"{holder.Place}[{at}]";
                    elements.Push(at + 1);
                }
                if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) continue;
                around.Push((place, reader.TokenType == JsonTokenType.StartObject ? new(StringComparer.Ordinal) : null));
                elements.Push(0);
            }
            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The place of the first such thing, to be said in a refusal; <c>null</c> where there is none. Broken JSON is left to its reader.</summary>
    public static string? Problem(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body)) return "$ (UTF-8)";
        var reader = new Utf8JsonReader(body);
        var inList = new Stack<bool>();
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject) inList.Push(reader.TokenType == JsonTokenType.StartArray);
                else if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject) inList.Pop();
                else if (reader.TokenType == JsonTokenType.Null && inList.TryPeek(out var list) && list) return $"$ [null] @{reader.TokenStartIndex}";
                else if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) _ = reader.GetString();
            }
            return null;
        }
        catch (InvalidOperationException)
        {
            // How the reader says that an escaped half of a surrogate pair stands alone.
            return $"$ @{reader.TokenStartIndex}";
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
