using System.Net;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>The addresses of all pages, and what a stranger is answered there, wherever a page's file stands.</summary>
public sealed class PageAddressTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string ForOrganisers = "302 /console/sign-in";

    private static readonly SortedDictionary<string, string> Pages = new(StringComparer.Ordinal)
    {
        [""] = "200",
        ["about"] = "200",
        ["audit/{day:day}"] = "404",
        ["audit/{day:day}/checks"] = "404",
        ["audit/{day:day}/key"] = "404",
        ["audit/{day:day}/look"] = "404",
        ["audit/{day:day}/statement"] = "404",
        ["console"] = ForOrganisers,
        ["console/account"] = ForOrganisers,
        ["console/agree"] = ForOrganisers,
        ["console/days/{day:day}"] = ForOrganisers,
        ["console/days/{day:day}/access"] = ForOrganisers,
        ["console/days/{day:day}/address"] = ForOrganisers,
        ["console/days/{day:day}/announcements"] = ForOrganisers,
        ["console/days/{day:day}/approve/{id}"] = ForOrganisers,
        ["console/days/{day:day}/ballot-papers"] = ForOrganisers,
        ["console/days/{day:day}/batches"] = ForOrganisers,
        ["console/days/{day:day}/boxes"] = ForOrganisers,
        ["console/days/{day:day}/cards"] = ForOrganisers,
        ["console/days/{day:day}/changes"] = ForOrganisers,
        ["console/days/{day:day}/copy"] = ForOrganisers,
        ["console/days/{day:day}/count"] = ForOrganisers,
        ["console/days/{day:day}/drill"] = ForOrganisers,
        ["console/days/{day:day}/incidents"] = ForOrganisers,
        ["console/days/{day:day}/information/{id?}"] = ForOrganisers,
        ["console/days/{day:day}/keys"] = ForOrganisers,
        ["console/days/{day:day}/look"] = ForOrganisers,
        ["console/days/{day:day}/needs"] = ForOrganisers,
        ["console/days/{day:day}/offers/{**id}"] = ForOrganisers,
        ["console/days/{day:day}/openings"] = ForOrganisers,
        ["console/days/{day:day}/pack"] = ForOrganisers,
        ["console/days/{day:day}/papers"] = ForOrganisers,
        ["console/days/{day:day}/photograph/{**id}"] = ForOrganisers,
        ["console/days/{day:day}/practice"] = ForOrganisers,
        ["console/days/{day:day}/proposal/{**id}"] = ForOrganisers,
        ["console/days/{day:day}/proposals"] = ForOrganisers,
        ["console/days/{day:day}/register"] = ForOrganisers,
        ["console/days/{day:day}/result"] = ForOrganisers,
        ["console/days/{day:day}/rules"] = ForOrganisers,
        ["console/days/{day:day}/running"] = ForOrganisers,
        ["console/days/{day:day}/settings"] = ForOrganisers,
        ["console/days/{day:day}/stalls"] = ForOrganisers,
        ["console/days/{day:day}/statement"] = ForOrganisers,
        ["console/days/{day:day}/stations"] = ForOrganisers,
        ["console/days/{day:day}/step/{to}"] = ForOrganisers,
        ["console/new"] = ForOrganisers,
        ["console/organisers"] = ForOrganisers,
        ["console/recover"] = "200",
        ["console/programs"] = ForOrganisers,
        ["console/set-up"] = "200",
        ["console/sign-in"] = "200",
        ["console/sign-out"] = ForOrganisers,
        ["console/test-card/{day:day}/{code}"] = "404",
        ["days/{day:day}"] = "404",
        ["days/{day:day}/information/{id}"] = "404",
        ["days/{day:day}/join/{**id}"] = "404",
        ["days/{day:day}/needs"] = "404",
        ["days/{day:day}/result/{**id}"] = "404",
        ["days/{day:day}/stalls/{**id}"] = "404",
        ["demo"] = "404",
        ["door"] = "200",
        ["help"] = "200",
        ["help/{role}"] = "200",
        ["kiosk"] = "200",
        ["pair/{day?}"] = "200",
        ["paper/{day:day}"] = ForOrganisers,
        ["present/{day:day}"] = ForOrganisers,
        ["problem/{status:int?}"] = "200",
        ["problems/{name?}"] = "200",
        ["r/{day:day?}"] = "200",
        ["screen/{day?}"] = "200",
        ["try/{day:day}"] = "404",
        ["v/{day:day}"] = "404",
    };

    [Fact]
    public async Task Every_page_answers_a_stranger_at_its_address()
    {
        using var stranger = site.Client();
        var found = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/')).ToHashSet(StringComparer.Ordinal);
        var answers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var page in found) answers[page] = await AnswerAsync(stranger, page);

        Assert.Equal(Lines(Pages), Lines(answers));
    }

    private static async Task<string> AnswerAsync(HttpClient stranger, string page)
    {
        var address = page.Replace("{day:day}", "west", StringComparison.Ordinal).Replace("{**id}", "p1", StringComparison.Ordinal)
            .Replace("{to}", "open", StringComparison.Ordinal).Replace("approve/{id}", "approve/0", StringComparison.Ordinal).Split("/{")[0];
        using var answer = await stranger.GetAsync("/" + address);
        if (answer.StatusCode != HttpStatusCode.Redirect) return $"{(int)answer.StatusCode}";
        return $"302 {new Uri(stranger.BaseAddress!, answer.Headers.Location!).AbsolutePath}";
    }

    private static string Lines(SortedDictionary<string, string> answers) => string.Join('\n', answers.Select(one => $"{one.Key}: {one.Value}"));
}
