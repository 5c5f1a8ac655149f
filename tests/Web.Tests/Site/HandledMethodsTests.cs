using System.Net;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>Pages, asked by methods that they have no handler for, by anybody and by an organiser with a right token.</summary>
public sealed class HandledMethodsTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task No_page_fails_at_a_method_that_it_does_not_handle()
    {
        await OpenDay.CreateAsync(site.Services, "methods");
        var http = site.Client();
        await ConsoleBrowser.SignedInAsync(site);
        var organiser = new ConsoleBrowser(http);
        await organiser.OpenAsync("/console/sign-in");
        await organiser.SendAsync("form.sheet", ("Name", "Morag"), ("Password", ConsoleBrowser.Password));
        await organiser.OpenAsync("/console/days/methods/settings");
        var token = organiser.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var addresses = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{day:day}", "methods", StringComparison.Ordinal)
                .Replace("{day:day?}", "methods", StringComparison.Ordinal).Replace("{day?}", "methods", StringComparison.Ordinal)
                .Replace("{**id}", "1", StringComparison.Ordinal).Replace("{to}", "open", StringComparison.Ordinal).Replace("{status:int?}", "404", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal).Where(address => !address.Contains("sign-out", StringComparison.Ordinal)).ToList();
        Assert.InRange(addresses.Count, 20, int.MaxValue);

        var refused = 0;
        foreach (var address in addresses)
            foreach (var method in new[] { "POST", "PUT", "PATCH", "DELETE", "TRACE" })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), address);
                if (method != "TRACE")
                    request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
                using var answer = await http.SendAsync(request);
                Assert.True((int)answer.StatusCode < 500, $"{method} {address}: {answer.StatusCode}");
                if (answer.StatusCode != HttpStatusCode.MethodNotAllowed || method == "TRACE") continue;
                Assert.Contains("GET", answer.Content.Headers.Allow);
                refused++;
            }
        Assert.InRange(refused, 60, int.MaxValue);
    }
}
