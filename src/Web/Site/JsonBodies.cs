using Microsoft.OpenApi;

namespace PbDecisionDay.Web.Site;

/// <summary>Describes a body that <see cref="SmallJson"/> reads. (<c>Accepts</c> would let routing answer 415 before us, without a sentence.)</summary>
public static class JsonBodies
{
    /// <summary>Says in the API's description that the endpoint takes this JSON.</summary>
    public static RouteHandlerBuilder TakesJson<T>(this RouteHandlerBuilder endpoint) =>
        endpoint.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(T), null, cancellationToken) },
                },
            });
}
