using System.IO.Compression;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>
/// Holds each answer of the API against the description that the service serves: what does not fit fails the test that
/// asked.
/// </summary>
internal sealed class ContractHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var address = request.RequestUri!;
        if (!address.AbsolutePath.StartsWith("/api", StringComparison.OrdinalIgnoreCase)) return answer;
        var contract = await ServedContract.OfAsync(base.SendAsync, address);
        var isJson = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        var body = isJson && request.Method != HttpMethod.Head ? await ReadAsync(answer.Content, cancellationToken) : null;
        if (contract.Misfit(request.Method.Method, address.AbsolutePath, answer, body) is { } misfit)
            Assert.Fail($"{request.Method} {address.AbsolutePath}: {misfit}");
        return answer;
    }

    // The test reads it again, packed as it came.
    private static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var bytes = new MemoryStream(await content.ReadAsByteArrayAsync(cancellationToken));
        using Stream plain = content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(bytes, CompressionMode.Decompress),
            "gzip" => new GZipStream(bytes, CompressionMode.Decompress),
            _ => bytes,
        };
        using var reader = new StreamReader(plain);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
