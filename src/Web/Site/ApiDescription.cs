using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// What the description of the API says beside what the endpoints say themselves: who may call, what may be left out, and the answers that
/// every endpoint of a kind has. A client can be generated from it.
/// </summary>
internal static class ApiDescription
{
    private const string Token = "organiserToken", Station = "stationCookie", Problem = "application/problem+json";

    /// <summary>Adds it to the description.</summary>
    public static void Complete(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            Introduce(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(CompleteAsync);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonPropertyInfo is null && IsRequest(context.JsonTypeInfo)) schema.Required = RequiredOf(context.JsonTypeInfo);
            return Task.CompletedTask;
        });
    }

    private static void Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "PB Decision Day",
            Version = "1",
            Description =
                "Decision days of participatory budgeting: days, casting, the public log, doors and organisers. Everything that is refused is "
                + "answered by problem details (RFC 9457) whose `type` never changes. What answers 503, or nothing, is asked again unchanged: "
                + "no request that may be sent twice does anything twice.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Token] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer",
                Description = "A token of an organiser. Tokens for rehearsals stand in the file that the service names at its start (Demo:TokenFile).",
            },
            [Station] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "pbdd-station",
                Description = "The cookie that POST /api/stations/pair sets on a door that was paired with a one-use code.",
            },
        };
        document.Tags = null;
    }

    private static async Task CompleteAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var policies = metadata.OfType<IAuthorizeData>().Select(asked => asked.Policy ?? "").Where(policy => policy.Length > 0).ToList();
        if (policies.Count > 0 && !metadata.OfType<IAllowAnonymous>().Any())
        {
            var scheme = policies.Any(policy => policy.StartsWith("station", StringComparison.Ordinal)) ? Station : Token;
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] }];
        }

        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), null, cancellationToken);
        operation.Responses ??= new OpenApiResponses();
        foreach (var (status, sentence) in Refusals(operation, context.Description.RelativePath ?? ""))
            operation.Responses.TryAdd(status, new OpenApiResponse
            {
                Description = sentence,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [Problem] = new() { Schema = problem } },
            });
        foreach (var (status, answer) in operation.Responses)
            if (answer is OpenApiResponse { } described && status is "202" or "503")
                ((OpenApiResponse)answer).Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
                {
                    ["Retry-After"] = new OpenApiHeader { Description = "Seconds to wait before the same request is sent again.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } },
                };
    }

    private static IEnumerable<(string Status, string Sentence)> Refusals(OpenApiOperation operation, string path)
    {
        if (operation.RequestBody is not null)
        {
            yield return ("400", "The body is not the JSON asked for; `at` names the place.");
            yield return ("413", "The body is too large.");
            yield return ("415", "The body is not `application/json`.");
        }
        if (operation.Security is { Count: > 0 })
        {
            yield return ("401", "Nobody is signed in.");
            yield return ("403", "Whoever is signed in may not do this.");
        }
        if (path.Contains("{day}", StringComparison.Ordinal)) yield return ("404", "There is no such day.");
        yield return ("503", "Whether it was done is not known, or it is too much at once. Send the same request again.");
    }

    // A request's members may be left out but for those that its record marks; an answer has all of its members.
    private static bool IsRequest(JsonTypeInfo type) =>
        type.Kind == JsonTypeInfoKind.Object && type.Type.Assembly == typeof(ApiDescription).Assembly
        && (type.Type.Name.EndsWith("Request", StringComparison.Ordinal) || type.Type.Name == "AskCard");

    private static SortedSet<string> RequiredOf(JsonTypeInfo type) =>
        new(type.Properties.Where(property => property.IsRequired).Select(property => property.Name), StringComparer.Ordinal);
}
