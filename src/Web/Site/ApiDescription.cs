using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// What the description of the API says beside what the endpoints say themselves: who may call, what may be left out,
/// the shapes of texts,
/// and the answers that every endpoint of a kind has. A client can be generated from it.
/// </summary>
internal static class ApiDescription
{
    private const string Token = "organiserToken", Station = "stationCookie";

    /// <summary>Adds it to the description.</summary>
    public static void Complete(OpenApiOptions options)
    {
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.Security = SecurityOf(context.Description.ActionDescriptor.EndpointMetadata, context.Document);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            Introduce(document);
            ApiSchemas.Complete(document);
            ApiAnswers.Complete(document);
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
                "Decision days of participatory budgeting: days, casting, the public log, doors and organisers. "
                + "Everything that is refused is answered by problem details (RFC 9457) whose `type` never changes. "
                + "What answers 503, or nothing, is asked again unchanged: no request that may be sent twice does "
                + "anything twice. HEAD answers wherever GET does. An address that is not described answers 404, a "
                + "method that is not described 405 with `Allow`, both by problem details. The order of a day's "
                + "requests stands in docs/api.md of the repository, the formats in docs/formats.",
            // The repository has no licence, and nothing here invents one.
            License = new OpenApiLicense { Name = "None stated", Identifier = "LicenseRef-None-Stated" },
        };
        foreach (var server in document.Servers ?? []) server.Url = server.Url?.TrimEnd('/');
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Token] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer",
                Description =
                    "A token of an organiser. The console gives one to each organiser who asks. Two tokens for "
                    + "rehearsals stand, one a line, in the file `rehearsal.tokens` of the data folder, where the "
                    + "service starts with the demo.",
            },
            [Station] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "pbdd-station",
                Description = "The cookie that POST /api/stations/pair sets on a door with a one-use code.",
            },
        };
        document.Tags = new HashSet<OpenApiTag>
        {
            new() { Name = "Days", Description = "Published days, for everyone." },
            new() { Name = "Voting", Description = "A card asks, casts, has a cast opened, or is handed in." },
            new() { Name = "Log", Description = "The public log of a day: proofs, checkpoints, tiles, and one file." },
            new() { Name = "Screens", Description = "What the screens of a hall show." },
            new() { Name = "Stations", Description = "Pairing a door, a screen or another station." },
            new() { Name = "Doors", Description = "Checking people in, for paired doors." },
            new() { Name = "Kiosks", Description = "What a paired kiosk asks beyond what every voter may." },
            new() { Name = "Organisers", Description = "Making a day and taking it through its steps, with a token." },
        };
    }

    // An empty list says that nobody is asked who they are, which is more than saying nothing.
    private static List<OpenApiSecurityRequirement> SecurityOf(IList<object> metadata, OpenApiDocument? document)
    {
        var policies = metadata.OfType<IAuthorizeData>()
            .Select(asked => asked.Policy ?? "").Where(policy => policy.Length > 0).ToList();
        if (policies.Count == 0 || metadata.OfType<IAllowAnonymous>().Any()) return [];
        var scheme = policies.Any(policy => policy.StartsWith("station", StringComparison.Ordinal)) ? Station : Token;
        return [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, document)] = [] }];
    }
}
