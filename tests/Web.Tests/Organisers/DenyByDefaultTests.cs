using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Organisers;

/// <summary>What the routes of the running service say of themselves. Each is called by all who may not in <c>AccessTests</c>.</summary>
public sealed class DenyByDefaultTests(RunningSite site) : IClassFixture<RunningSite>
{
    private IServiceProvider Services
    {
        get
        {
            _ = site.Client(); // Starts it.
            return site.Services;
        }
    }

    [Fact]
    public void Whatever_asks_for_nobody_says_so_itself()
    {
        var endpoints = Services.GetRequiredService<EndpointDataSource>().Endpoints;
        var guarded = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null).ToArray();
        var silent = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null);
        Assert.True(guarded.Length >= 20, $"{guarded.Length}");
        // While developing, static files not yet known to the build are looked for by this one; the fallback policy holds for it.
        Assert.All(silent, endpoint => Assert.Equal("Fallback {**path:file}", endpoint.DisplayName));
    }

    [Fact]
    public void Nothing_of_the_console_but_its_entrances_is_open()
    {
        var open = Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.TrimStart('/').StartsWith("console", StringComparison.Ordinal) == true)
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/')).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Assert.Equal(["console/recover", "console/set-up", "console/sign-in", "console/test-card/{day:day}/{code}"], open);
    }
}
