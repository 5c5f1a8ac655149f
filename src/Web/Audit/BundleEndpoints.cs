using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Bundles;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Audit;

/// <summary>A day's files for whoever wants to check it alone.</summary>
public static class BundleEndpoints
{
    /// <summary>Maps the public bundle.</summary>
    public static void MapBundles(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/days/{day:day}/bundle/public.zip", PublicAsync)
            .AllowAnonymous().ReadableFromAnywhere().WithTags("Log").WithName("GetPublicBundle")
            .WithSummary("Everything that a stranger needs to check the day, up to the last signed checkpoint. With the ballots and the mix once the result is in the log.")
            .WithDescription("Making it may take longer than an answer: it is then answered by 202 and Retry-After, and goes on. Ask again.")
            .Produces<byte[]>(contentType: "application/zip").Produces(StatusCodes.Status202Accepted).Produces<byte[]>(StatusCodes.Status206PartialContent, "application/zip").Produces(StatusCodes.Status304NotModified).ProducesProblem(416).ProducesProblem(404).ProducesProblem(503);

    private static async Task<IResult> PublicAsync(string day, IGrainFactory grains, IStringLocalizer<ResidentWords> words, HttpContext context)
    {
        var download = await BundleDownload.PrepareAsync(grains.GetGrain<IBundleGrain>(day), BundleKind.Public, $"{day}-public.zip", context.RequestAborted);
        if (download is null) return words.Refuse(ProblemTypes.NoSuchFile);
        // It changes with each checkpoint, once a minute at most.
        context.Response.Headers.CacheControl = "public, max-age=5";
        return download;
    }
}
