using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// Answers as Brotli or gzip where the reader takes it. Scripts and styles have their Brotli once published; this does the rest.
/// Why some answers stay plain over HTTPS: <c>docs/adr/0070-what-is-compressed.md</c>.
/// </summary>
public static class Compression
{
    // Written by this site as text, beside what the framework compresses unasked.
    private static readonly string[] FurtherTypes = ["application/problem+json", "image/svg+xml", "text/csv"];

    /// <summary>Adds the two encodings and the decision which answers stay plain.</summary>
    public static void AddCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
            options.MimeTypes = ResponseCompressionDefaults.MimeTypes.Concat(FurtherTypes);
        });
        // Brotli's fastest level came out larger than gzip's (20 KB against 14 of the API's description, 99 KB as it is).
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.AddSingleton<IResponseCompressionProvider, PlainWhereLengthTells>();
    }

    /// <summary>Lets an answer be compressed over HTTPS that may not be stored, but holds neither a secret nor anything from the request.</summary>
    public static void HoldsNoSecret(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Features.Get<IHttpsCompressionFeature>() is { } feature) feature.Mode = HttpsCompressionMode.Compress;
    }

    // Over HTTPS the length of a compressed answer can give a secret away that stands beside text from the request (BREACH).
    private sealed class PlainWhereLengthTells(IServiceProvider services, IOptions<ResponseCompressionOptions> options)
        : ResponseCompressionProvider(services, options)
    {
        public override bool ShouldCompressResponse(HttpContext context) =>
            base.ShouldCompressResponse(context) && !(context.Request.IsHttps && MayHoldSecrets(context));

        public override ICompressionProvider? GetCompressionProvider(HttpContext context)
        {
            var provider = base.GetCompressionProvider(context);
            // The bytes that go out are others than those the tag was computed from.
            if (provider is not null && context.Response.GetTypedHeaders() is { ETag: { IsWeak: false } strong } headers)
                headers.ETag = new(strong.Tag, isWeak: true);
            return provider;
        }

        // Forms with an antiforgery token and answers with codes or keys say no-store themselves.
        private static bool MayHoldSecrets(HttpContext context) =>
            context.Features.Get<IHttpsCompressionFeature>() is not { Mode: HttpsCompressionMode.Compress }
            && IsWhereSecretsStand(context);

        private static bool IsWhereSecretsStand(HttpContext context) =>
            !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            || context.User.Identity is { IsAuthenticated: true }
            || context.Response.GetTypedHeaders().CacheControl is { NoStore: true };
    }
}
