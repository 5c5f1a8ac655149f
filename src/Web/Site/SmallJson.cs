using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Site;

/// <summary>Reads a small JSON body on the casting path: straight from the web server's buffer by a source-generated reader, and a refusal for everything else.</summary>
public static class SmallJson
{
    /// <summary>The largest body that is read, in bytes: a ballot over 200 projects with long ids fits.</summary>
    public const int MostBytes = 16 * 1024;

    /// <summary>Reads the body, or says why not: 415 for another content type, 413 above <see cref="MostBytes"/>, 400 for anything that is not the JSON asked for.</summary>
    public static async ValueTask<(T? Value, ProblemHttpResult? Refusal)> ReadAsync<T>(
        HttpRequest request, JsonTypeInfo<T> type, IStringLocalizer<ResidentWords> words)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.HasJsonContentType())
            return (null, words.Refuse(ProblemTypes.NotJson));
        if (request.ContentLength > MostBytes)
            return (null, words.Refuse(ProblemTypes.TooLarge));

        var reader = request.BodyReader;
        var body = await reader.ReadAtLeastAsync(MostBytes + 1, request.HttpContext.RequestAborted);
        try
        {
            if (body.Buffer.Length > MostBytes)
                return (null, words.Refuse(ProblemTypes.TooLarge));
            return Read(body.Buffer, type) is { } value ? (value, null) : (null, words.Refuse(ProblemTypes.Malformed));
        }
        catch (JsonException malformed)
        {
            return (null, words.RefuseAt(malformed.Path));
        }
        finally
        {
            reader.AdvanceTo(body.Buffer.End);
        }
    }

    private static T? Read<T>(ReadOnlySequence<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        // One packet, nearly always: read where it lies.
        var bytes = body.IsSingleSegment ? body.FirstSpan : body.ToArray();
        return JsonText.Problem(bytes) is null ? JsonSerializer.Deserialize(bytes, type) : null;
    }
}
