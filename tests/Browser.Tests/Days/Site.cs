using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Browser.Tests.Days;

/// <summary>What browsers and tests need of a running site.</summary>
public static class Site
{
    /// <summary>Its address, without a slash at the end.</summary>
    public static string Address(this RunningSite site)
    {
        site.StartServer();
        return site.ClientOptions.BaseAddress.ToString().TrimEnd('/');
    }

    /// <summary>Its grains.</summary>
    public static IGrainFactory Grains(this RunningSite site)
    {
        site.StartServer();
        return site.Services.GetRequiredService<IGrainFactory>();
    }

    /// <summary>A link that makes one person an organiser, as the first start prints it.</summary>
    public static async Task<string> SetUpLinkAsync(this RunningSite site) =>
        $"{site.Address()}/console/set-up#{await site.Grains().GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).InviteAsync("", default)}";
}
