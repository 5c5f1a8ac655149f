using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Site;

/// <summary>Reads a small JSON body on the casting path: one rented buffer, a source-generated reader, and a refusal for everything else.</summary>
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
            return (null, words.Refuse("not-json", StatusCodes.Status415UnsupportedMediaType));
        if (request.ContentLength > MostBytes)
            return (null, words.Refuse("too-large", StatusCodes.Status413PayloadTooLarge));

        var buffer = ArrayPool<byte>.Shared.Rent(MostBytes + 1);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(buffer.AsMemory(0, MostBytes + 1), MostBytes + 1, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
            if (length > MostBytes)
                return (null, words.Refuse("too-large", StatusCodes.Status413PayloadTooLarge));
            if (JsonText.Problem(buffer.AsSpan(0, length)) is not null)
                return (null, words.Refuse("malformed", StatusCodes.Status400BadRequest));
            return JsonSerializer.Deserialize(buffer.AsSpan(0, length), type) is { } value
                ? (value, null)
                : (null, words.Refuse("malformed", StatusCodes.Status400BadRequest));
        }
        catch (JsonException)
        {
            return (null, words.Refuse("malformed", StatusCodes.Status400BadRequest));
        }
        finally
        {
            // What was read may hold a card's proof: the next renter does not get it.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
