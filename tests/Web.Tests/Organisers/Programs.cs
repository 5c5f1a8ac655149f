using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Organisers;

/// <summary>Tokens of programs that act in an organiser's name.</summary>
internal static class Programs
{
    /// <summary>A token for a day, for some steps or for all.</summary>
    public static async Task<string> TokenAsync(RunningSite site, string organiser, string day, params TokenStep[] steps)
    {
        var accounts = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountsGrain>(IOrganisationGrain.Key);
        var token = await accounts.MakeTokenAsync(
            new MakeToken(organiser, day, steps.Length > 0 ? [.. steps] : [.. Enum.GetValues<TokenStep>()], TimeSpan.FromDays(1)), default);
        Assert.NotEqual("", token);
        return token;
    }
}
