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
        var body = isJson && request.Method != HttpMethod.Head
            ? await answer.Content.ReadAsStringAsync(cancellationToken)
            : null;
        if (contract.Misfit(request.Method.Method, address.AbsolutePath, answer, body) is { } misfit)
            Assert.Fail($"{request.Method} {address.AbsolutePath}: {misfit}");
        return answer;
    }
}
