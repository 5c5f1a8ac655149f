using Microsoft.OpenApi;

namespace PbDecisionDay.Web.Site;

/// <summary>Describes a body that <see cref="SmallJson"/> reads. (<c>Accepts</c> would let routing answer 415 before us, without a sentence.)</summary>
public static class JsonBodies
{
    /// <summary>Says in the API's description that the endpoint takes this JSON.</summary>
    public static RouteHandlerBuilder TakesJson<T>(this RouteHandlerBuilder endpoint) =>
        endpoint.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
        {
            var document = context.Document!;
            document.AddComponent(typeof(T).Name, await context.GetOrCreateSchemaAsync(typeof(T), null, cancellationToken));
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new() { Schema = new OpenApiSchemaReference(typeof(T).Name, document) },
                },
            };
        });
}
