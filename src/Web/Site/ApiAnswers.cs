using Microsoft.OpenApi;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// The answers that the endpoints of a kind have beside their own: every status, and the headers that come with it.
/// </summary>
internal static class ApiAnswers
{
    private const string Problem = "application/problem+json";

    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["200"] = "Done, or found.",
        ["201"] = "It was made, or had been made before by the same request.",
        ["202"] = "The work goes on. Send the same request again until it is answered otherwise.",
        ["204"] = "Done.",
        ["206"] = "The part asked for.",
        ["304"] = "It is as the one whose entity tag was sent.",
        ["400"] = "The request cannot be read; `at` names the place in the body, where it is there.",
        ["401"] = "Nobody is signed in.",
        ["403"] = "Whoever asks may not do this.",
        ["404"] = "There is no such day, or nothing of this name in it.",
        ["406"] = "`Accept` leaves out every form in which this is answered; `offered` lists them.",
        ["408"] = "The body came too slowly.",
        ["409"] = "It does not fit where the day or the card stands now.",
        ["412"] = "It is another than the one whose entity tag was sent.",
        ["413"] = "The body is too large.",
        ["415"] = "The body is not `application/json`, or it is packed.",
        ["416"] = "The file has no such part.",
        ["422"] = "The body can be read, and cannot be done as it is.",
        ["423"] = "The day takes no votes now.",
        ["503"] = "Whether it was done is not known, or it is too much at once. Send the same request again.",
    };

    /// <summary>Completes every operation of a document that has its schemas.</summary>
    public static void Complete(OpenApiDocument document)
    {
        foreach (var (path, item) in document.Paths)
            foreach (var operation in (item.Operations ?? []).Values)
            {
                operation.Responses ??= [];
                foreach (var status in Refusals(operation, path))
                    operation.Responses.TryAdd(status, new OpenApiResponse());
                foreach (var (status, answer) in operation.Responses)
                    if (answer is OpenApiResponse described)
                        Complete(described, status, operation.OperationId ?? "", document);
            }
    }

    private static IEnumerable<string> Refusals(OpenApiOperation operation, string path)
    {
        yield return "400";
        yield return "406";
        yield return "415";
        if (operation.RequestBody is not null)
        {
            yield return "408";
            yield return "413";
        }
        if (operation.Security is { Count: > 0 })
        {
            yield return "401";
            yield return "403";
        }
        if (path.Contains("{day}", StringComparison.Ordinal)) yield return "404";
        yield return "503";
    }

    private static void Complete(OpenApiResponse answer, string status, string operation, OpenApiDocument document)
    {
        answer.Description = Sentences[status];
        if (string.CompareOrdinal(status, "400") >= 0)
            answer.Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [Problem] = new() { Schema = new OpenApiSchemaReference("Problem", document) },
            };
        foreach (var (name, header) in HeadersOf(status, operation))
            (answer.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal))[name] = header;
    }

    private static IEnumerable<(string Name, OpenApiHeader Header)> HeadersOf(string status, string operation)
    {
        if (status is "202" or "503")
            yield return ("Retry-After", Header("Seconds to wait before it is sent again.", JsonSchemaType.Integer));
        if (status is "401")
            yield return ("WWW-Authenticate", Header("How to say who asks.", required: false));
        if (status is "201" && operation is not "OfferStation")
            yield return ("Location", Header("The address of what was made."));
        if (status is "200" && operation is "PairStation")
            yield return ("Set-Cookie", Header("The station's cookie."));
        if (operation is not ("GetCheckpoint" or "GetPublicBundle")) yield break;
        if (status is "200" or "206" or "304" or "412")
            yield return ("ETag", Header("Its entity tag: SHA-256 in hexadecimal.", required: status is not "412"));
        if (operation is not "GetPublicBundle") yield break;
        if (status is "200" or "206" or "416")
            yield return ("Accept-Ranges", Header("`bytes`: it may be asked for in parts, with `Range`."));
        if (status is "206" or "416")
            yield return ("Content-Range", Header("Which part of how many bytes."));
        if (status is "200" or "206")
            yield return ("Content-Disposition", Header("The name to save it under."));
        if (status is "416")
            yield return ("ETag", Header("Its entity tag."));
    }

    private static OpenApiHeader Header(
        string description, JsonSchemaType type = JsonSchemaType.String, bool required = true) =>
        new() { Description = description, Required = required, Schema = new OpenApiSchema { Type = type } };
}
