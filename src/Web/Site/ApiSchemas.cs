using System.Text.Json;
using System.Text.Json.Serialization;
using System.Reflection;
using Microsoft.OpenApi;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// The schemas that no type of ours says by itself, from <c>ApiSchemas.json</c>: the spelling of ballots and hashes,
/// the rules, the paper,
/// problems, examples, and what an operation's summary leaves out. Where a type of ours has the same name, its named
/// members take the shape given there.
/// </summary>
internal static class ApiSchemas
{
    private const string Resource = "site/ApiSchemas.json";

    private static readonly Dictionary<string, Type> Requests = typeof(ApiSchemas).Assembly.GetTypes()
        .Where(type => type is { IsPublic: true, IsClass: true }
            && (type.Name.EndsWith("Request", StringComparison.Ordinal) || type.Name == "AskCard"))
        .ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>Adds them to a document that has the schemas of its types.</summary>
    /// <exception cref="InvalidOperationException">The file names a member that there is not.</exception>
    public static void Complete(OpenApiDocument document)
    {
        var given = Read();
        var schemas = document.Components!.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        // Nothing refers to these any more once the answers are complete.
        schemas.Remove("ProblemDetails");
        schemas.Remove("JsonElement");
        foreach (var (name, schema) in given.Components!.Schemas!)
            if (!schemas.TryAdd(name, schema))
                Merge(name, (OpenApiSchema)schemas[name], (OpenApiSchema)schema, document);
        foreach (var (name, schema) in schemas)
            if (schema is OpenApiSchema made) Finish(name, made);
        var sentences = ((JsonNodeExtension)given.Extensions!["x-operations"]).Node.AsObject();
        foreach (var item in document.Paths.Values)
            foreach (var operation in (item.Operations ?? []).Values)
            {
                operation.Description ??= sentences[operation.OperationId ?? ""]?.GetValue<string>();
                foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
                    Describe(parameter, given.Components.Parameters!);
            }
    }

    private static OpenApiDocument Read()
    {
        using var file = typeof(ApiSchemas).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(file);
        var (document, diagnostic) = OpenApiDocument.Parse(reader.ReadToEnd(), "json");
        return diagnostic is { Errors: [var first, ..] }
            ? throw new InvalidOperationException(first.Message)
            : document!;
    }

    private static void Merge(string name, OpenApiSchema known, OpenApiSchema given, OpenApiDocument document)
    {
        foreach (var (member, schema) in given.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (known.Properties is null || !known.Properties.TryGetValue(member, out var old))
                throw new InvalidOperationException($"{Resource} names {name}.{member}, which there is not.");
            known.Properties[member] = schema switch
            {
                OpenApiSchemaReference { Reference.Id: { } id } =>
                    new OpenApiSchemaReference(id, document) { Description = old.Description },
                OpenApiSchema { Description: null } plain => Described(plain, old.Description),
                _ => schema,
            };
        }
        if (given.Examples is { Count: > 0 }) known.Examples = given.Examples;
    }

    private static OpenApiSchema Described(OpenApiSchema schema, string? description)
    {
        schema.Description = description;
        return schema;
    }

    // A request's members may be left out but for those that its record marks, and it has no others. Words are texts.
    private static void Finish(string name, OpenApiSchema schema)
    {
        if (schema is { Enum.Count: > 0, Type: null }) schema.Type = JsonSchemaType.String;
        if (!Requests.TryGetValue(name, out var type)) return;
        schema.AdditionalPropertiesAllowed = false;
        schema.Required = new SortedSet<string>(
            type.GetProperties().Where(property => property.GetCustomAttribute<JsonRequiredAttribute>() is not null)
                .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
            StringComparer.Ordinal);
    }

    private static void Describe(OpenApiParameter parameter, IDictionary<string, IOpenApiParameter> known)
    {
        if (!known.TryGetValue(parameter.Name!, out var given))
            throw new InvalidOperationException($"{Resource} does not describe the parameter {parameter.Name}.");
        parameter.Description = given.Description;
        parameter.Schema = given.Schema;
        parameter.Example = given.Example;
    }
}
