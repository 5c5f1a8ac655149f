using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>What the service answered in the end.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="Tries">How often it was asked; above 1 the outcome of an earlier try is unknown.</param>
internal readonly record struct Answer(int Status, byte[] Body, int Tries)
{
    /// <summary>Where the service sends whoever asked; null where nowhere.</summary>
    public string? Location { get; init; }

    public bool IsGood => Status is >= 200 and < 300;

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>What a refusal says, in one line.</summary>
    public string Sentence
    {
        get
        {
            Problem? problem = Status >= 400 ? TryRead(Json.Default.Problem) : null;
            return $"{Status} {problem?.Type} {problem?.Detail ?? problem?.Title}".TrimEnd();
        }
    }

    /// <summary>The body read as JSON.</summary>
    /// <exception cref="RefusedException">The status is a refusal, or the body is something else.</exception>
    public T Read<T>(JsonTypeInfo<T> type, string doing)
        where T : class =>
        IsGood && TryRead(type) is { } value ? value : throw new RefusedException($"{doing} was answered by {Sentence}");

    public T? TryRead<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
