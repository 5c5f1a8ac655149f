using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Net.Http.Headers;
using PbDecisionDay.Contracts.Bundles;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Audit;

/// <summary>
/// Sends a bundle as it comes from its grain, a part at a time. A grain that has moved in between makes the same bytes again;
/// where it cannot, the connection breaks off, so that nobody takes a half for the whole.
/// </summary>
internal sealed class BundleDownload : IResult
{
    private const int MostPreparations = 5;
    private const string RetryAfterSeconds = "2";

    // Most bundles are made by then; what takes longer is asked for again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly IBundleGrain grain;
    private readonly BundleKind kind;
    private readonly string fileName;
    private readonly BundleInfo info;
    private readonly ImmutableArray<byte> beginning;

    private BundleDownload(IBundleGrain grain, BundleKind kind, string fileName, BundleInfo info, ImmutableArray<byte> beginning) =>
        (this.grain, this.kind, this.fileName, this.info, this.beginning) = (grain, kind, fileName, info, beginning);

    /// <summary>Whether the bundle is still being made: it is answered by 202, and asked for again.</summary>
    public bool IsInTheMaking => info.Working;

    /// <summary>Has the bundle made; <c>null</c> where there is none yet.</summary>
    /// <param name="grain">The day's bundles.</param>
    /// <param name="kind">Which one.</param>
    /// <param name="fileName">What it is called where it is saved.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="TimeoutException">It was made several times and never could be read.</exception>
    public static async Task<BundleDownload?> PrepareAsync(IBundleGrain grain, BundleKind kind, string fileName, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MostPreparations; attempt++)
        {
            var info = await MadeAsync(grain, kind, cancellationToken);
            if (info.Working) return new BundleDownload(grain, kind, fileName, info, []);
            if (info.Length == 0) return null;
            if (await grain.ReadAsync(kind, info.Sha256, 0, cancellationToken) is { IsEmpty: false } beginning)
                return new BundleDownload(grain, kind, fileName, info, beginning);
        }
        throw new TimeoutException($"The bundle {fileName} was made {MostPreparations} times and was gone before it could be read.");
    }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (IsInTheMaking)
        {
            response.StatusCode = StatusCodes.Status202Accepted;
            response.Headers.RetryAfter = RetryAfterSeconds;
            response.Headers.CacheControl = "no-store";
            return;
        }
        // In the form that sha256sum prints, so that the file can be compared with it by eye.
        var tag = $"\"{Convert.ToHexStringLower(Convert.FromBase64String(info.Sha256))}\"";
        response.Headers.ETag = tag;
        if (request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == tag || known.Tag == "*"))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.Headers.AcceptRanges = "bytes";
        var asked = PartOfAFile.Asked(request, tag, info.Length);
        if (asked is null)
        {
            response.Headers.ContentRange = new ContentRangeHeaderValue(info.Length).ToString();
            response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            return;
        }
        response.ContentType = "application/zip";
        response.ContentLength = asked.Length;
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        if (asked.Length < info.Length)
        {
            response.Headers.ContentRange = new ContentRangeHeaderValue(asked.From, asked.To, info.Length).ToString();
            response.StatusCode = StatusCodes.Status206PartialContent;
        }
        if (!context.AsksForHead()) await SendAsync(context, asked);
    }

    private async Task SendAsync(HttpContext context, PartOfAFile asked)
    {
        var at = asked.From;
        for (var part = at == 0 ? beginning : await NextAsync(at, context.RequestAborted); at <= asked.To; part = await NextAsync(at, context.RequestAborted))
        {
            if (part.IsEmpty)
            {
                context.Abort();
                return;
            }
            var bytes = ImmutableCollectionsMarshal.AsArray(part)!.AsMemory(0, (int)Math.Min(part.Length, asked.To + 1 - at));
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
            at += bytes.Length;
        }
    }

    /// <summary>Asks until it is made, as long as somebody who waits for a page does.</summary>
    private static async Task<BundleInfo> MadeAsync(IBundleGrain grain, BundleKind kind, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var info = await grain.PrepareAsync(kind, cancellationToken);
            if (!info.Working || Stopwatch.GetElapsedTime(began) >= Patience) return info;
        }
    }

    private async Task<ImmutableArray<byte>> NextAsync(long offset, CancellationToken cancellationToken)
    {
        if (offset >= info.Length) return [];
        for (var attempt = 0; attempt < MostPreparations; attempt++)
        {
            if (await grain.ReadAsync(kind, info.Sha256, offset, cancellationToken) is { IsEmpty: false } part) return part;
            if (await MadeAsync(grain, kind, cancellationToken) != info) break;
        }
        return [];
    }
}
