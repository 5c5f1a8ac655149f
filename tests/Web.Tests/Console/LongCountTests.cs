using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>A count that outlasts an answer: the page says so and looks again, a program is told to ask again, and both see it end.</summary>
public sealed class LongCountTests
{
    [Fact]
    public async Task A_count_that_outlasts_an_answer_is_said_and_ends()
    {
        await using var site = new HeldSite();
        var browser = await ConsoleBrowser.SignedInAsync(site);
        var day = await OpenDay.CreateAsync(site.Services, "west", cards: 32);
        await day.EveryoneVotesAsync();
        await day.StepAsync(DayPhase.Closed);
        var organisation = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);
        var program = site.Client();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await organisation.IssueRehearsalTokenAsync("player", default));
        const string count = "/console/days/west/count?step=result";
        await browser.OpenAsync(count);
        Assert.Null(browser.LooksAgain);
        site.Journal.Hold();

        await browser.SendAsync("form[action*='handler=Count']");
        Assert.Equal((HttpStatusCode.OK, "2"), (browser.Status, browser.LooksAgain));
        Assert.Contains("Counting the ballots … This page looks again by itself.", browser.Text, StringComparison.Ordinal);
        Assert.Empty(browser.Page.QuerySelectorAll("form[action*='handler=Count']"));
        using var asked = await program.PostAsJsonAsync("/api/days/west/transitions", new { to = "counted" });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), asked.Headers.RetryAfter!.Delta);
        Assert.Equal("closed", (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("phase").GetString());
        using var voided = await program.PostAsJsonAsync("/api/days/west/transitions", new
        {
            to = "postponed", reason = "Rain", secondToken = await organisation.IssueRehearsalTokenAsync("witness", default),
        });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, voided.StatusCode);
        Assert.NotNull(voided.Headers.RetryAfter);
        site.Journal.Release();

        HttpStatusCode status;
        do
        {
            using var again = await program.PostAsJsonAsync("/api/days/west/transitions", new { to = "counted" });
            status = again.StatusCode;
        }
        while (status == HttpStatusCode.Accepted);
        Assert.Equal(HttpStatusCode.OK, status);
        await browser.OpenAsync(count);
        Assert.Null(browser.LooksAgain);
        Assert.Contains("Roll the dice in the hall", browser.Text, StringComparison.Ordinal);
    }
}
