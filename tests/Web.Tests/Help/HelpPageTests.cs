using System.Net;
using AngleSharp.Html.Parser;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Help;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Stations;

namespace PbDecisionDay.Web.Tests.Help;

/// <summary>The role cards: for everyone, the same for everyone, and reached from where each role works.</summary>
public sealed class HelpPageTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Theory]
    [InlineData("en")]
    [InlineData("en-simple")]
    [InlineData("ar")]
    [InlineData("zh")]
    [InlineData("gd")]
    public async Task Each_card_has_five_to_eight_steps_and_says_what_to_do_when_something_goes_wrong(string language)
    {
        using var client = site.Client("en");
        client.DefaultRequestHeaders.Add("Cookie", $"language={language}");
        foreach (var card in RoleCard.All)
        {
            using var answer = await client.GetAsync($"/help/{card.Role}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
            Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
            var steps = page.QuerySelectorAll(".help-do > li").Select(step => step.TextContent).ToList();
            var troubles = page.QuerySelectorAll(".help-wrong dt, .help-wrong dd").Select(line => line.TextContent).ToList();
            Assert.InRange(steps.Count, 5, 8);
            Assert.InRange(troubles.Count, 6, 10);
            // A key that has no words would stand there itself.
            Assert.DoesNotContain(steps.Concat(troubles), line => line.StartsWith(card.Role + ".", StringComparison.Ordinal));
            Assert.Equal(steps.Count, steps.Distinct(StringComparer.Ordinal).Count());
        }
    }

    [Fact]
    public async Task All_cards_stand_on_one_page_that_every_page_leads_to()
    {
        using var client = site.Client("en");
        var page = await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync("/help"));
        Assert.Equal(RoleCard.All.Select(card => card.Role), page.QuerySelectorAll(".help-card").Select(card => card.Id));
        Assert.Equal(RoleCard.All.Select(card => $"/help/{card.Role}"), page.QuerySelectorAll(".help-roles a").Select(link => link.GetAttribute("href")));
        foreach (var address in new[] { "/", "/about", "/r", "/help" })
            Assert.Contains("<a href=\"/help\">", await client.GetStringAsync(address), StringComparison.Ordinal);
        // Where no demo day can be tried there is no way to one.
        Assert.DoesNotContain("/demo", await client.GetStringAsync("/help"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/help/nobody")).StatusCode);
    }

    [Fact]
    public async Task A_paired_station_leads_to_its_own_card()
    {
        var day = await OpenDay.CreateAsync(site.Services, "helped");
        foreach (var (role, page, card) in new[] { (StationRole.Door, "/door", "door"), (StationRole.Screen, "/present/helped", "presenter"), (StationRole.Paper, "/paper/helped", "count") })
        {
            var station = await PairedStation.PairAsync(site, day.Id, role, $"{role}");
            Assert.Contains($"href=\"/help/{card}\"", await station.Http.GetStringAsync(page), StringComparison.Ordinal);
        }
    }
}
