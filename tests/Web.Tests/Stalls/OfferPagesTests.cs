using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Stalls;

/// <summary>Somebody says that they would join in; the group gets it from an organiser, and nobody else does.</summary>
public sealed class OfferPagesTests(ListeningSite site) : IClassFixture<ListeningSite>
{
    private const string Contact = "Isla +44 1292 000000";

    [Fact]
    public async Task An_offer_is_left_without_a_cookie_opened_for_its_group_and_taken_back_by_its_code()
    {
        await OpenDay.CreateAsync(site.Services, "joined");
        using var http = site.Client();
        var somebody = new ConsoleBrowser(http);
        await somebody.OpenAsync("/days/joined/stalls/area/5");
        Assert.Empty(somebody.Page.QuerySelectorAll("[data-kind]"));
        await somebody.OpenAsync(somebody.Page.QuerySelector("section.join a")!.GetAttribute("href")!);
        await somebody.SendAsync("#offer", ("Kind", "Share"), ("Contact", Contact));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, somebody.Status);
        Assert.Contains("Nothing was kept.", somebody.Page.QuerySelector("#refusal")!.TextContent, StringComparison.Ordinal);
        await somebody.OpenAsync("/days/joined/join/area/5");
        await somebody.SendAsync("#offer");
        Assert.Contains("Choose one of the three first.", somebody.Text, StringComparison.Ordinal);
        using (var answer = await http.PostAsync("/days/joined/join/area/5", new FormUrlEncodedContent([new("Kind", "Share"), new("Things", "Taxi"), new("Things", "Class"), new("Contact", Contact), new("Consent", "true")])))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            Assert.True(answer.Headers.CacheControl!.NoStore);
        }
        await somebody.OpenAsync("/days/joined/join/area/5");
        await somebody.SendAsync("#offer", ("Kind", "Come"));
        var code = somebody.Page.QuerySelector(".join-code")!.TextContent.Trim();

        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await organiser.OpenAsync("/console/days/joined/offers/area/5");
        Assert.DoesNotContain(Contact, organiser.Text, StringComparison.Ordinal);
        Assert.Null(organiser.Page.QuerySelector("#openings"));
        await organiser.SendAsync("#open");
        Assert.Equal(["Would come|None left", $"Could share: a class or course, a taxi or minibus|{Contact}"],
            organiser.Page.QuerySelectorAll("#opened tbody tr").Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent))));
        Assert.Contains("Morag", organiser.Page.QuerySelector("#openings li")!.TextContent, StringComparison.Ordinal);
        await organiser.OpenAsync("/console/days/joined/offers/area/5");
        await organiser.SendAsync("#download");
        Assert.Contains($"\"Could share: a class or course, a taxi or minibus\",\"{Contact}\"", Encoding.UTF8.GetString(organiser.Content), StringComparison.Ordinal);
        await organiser.OpenAsync("/console/days/joined/offers/area/5");
        Assert.Equal(2, organiser.Page.QuerySelectorAll("#openings li").Length);
        await organiser.OpenAsync("/console/days/joined/offers/1");
        await organiser.SendAsync("#open");
        Assert.NotNull(organiser.Page.QuerySelector("#none"));

        await somebody.OpenAsync("/days/joined/join/area/5");
        await somebody.SendAsync("#take-back", ("Code", "0000-0000-0000"));
        Assert.Contains("Nothing is kept under this code.", somebody.Text, StringComparison.Ordinal);
        await somebody.SendAsync("#take-back", ("Code", code));
        Assert.NotNull(somebody.Page.QuerySelector("#taken-back"));
        await organiser.OpenAsync("/console/days/joined/offers/area/5");
        await organiser.SendAsync("#open");
        Assert.Single(organiser.Page.QuerySelectorAll("#opened tbody tr"));

        Assert.DoesNotContain(site.Log, line => line.Contains("1292 000000", StringComparison.Ordinal) || line.Contains("1292+000000", StringComparison.Ordinal)
            || line.Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_stall_tells_numbers_from_ten_on_and_the_voting_page_nothing_of_it()
    {
        await OpenDay.CreateAsync(site.Services, "ten");
        var offers = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IOffersGrain>("ten");
        for (var at = 0; at < 10; at++) Assert.Equal(LeaveStatus.Left, (await offers.LeaveAsync(new LeaveOffer("1", OfferKind.Come, "", false), default)).Status);
        for (var at = 0; at < 9; at++) Assert.Equal(LeaveStatus.Left, (await offers.LeaveAsync(new LeaveOffer("1", OfferKind.Help, "", false), default)).Status);
        var everyone = new ConsoleBrowser(site.Client());
        await everyone.OpenAsync("/days/ten/stalls/1");
        Assert.Equal(["Would come: \u206810+\u2069"], everyone.Page.QuerySelectorAll("[data-kind]").Select(count => count.TextContent));
        foreach (var page in new[] { "/v/ten", "/v/ten?plain" })
        {
            await everyone.OpenAsync(page);
            Assert.Null(everyone.Page.QuerySelector("a[href*='/join/'], [name=Contact]"));
        }
    }

    [Fact]
    public async Task The_stall_tells_what_could_be_shared_from_ten_on_and_a_thing_that_is_ticked_alone_is_an_offer_to_share()
    {
        await OpenDay.CreateAsync(site.Services, "things");
        var offers = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IOffersGrain>("things");
        for (var at = 0; at < 9; at++)
            Assert.Equal(LeaveStatus.Left, (await offers.LeaveAsync(new LeaveOffer("1", OfferKind.Share, "", false) { Things = at < 8 ? [SharedThing.Taxi, SharedThing.Other] : [SharedThing.Taxi] }, default)).Status);
        var somebody = new ConsoleBrowser(site.Client());
        await somebody.OpenAsync("/days/things/join/1");
        await somebody.SendAsync("#offer", ("Things", "Taxi"));
        Assert.NotNull(somebody.Page.QuerySelector("#left"));
        await somebody.OpenAsync("/days/things/stalls/1");
        Assert.Equal(["Could share: A taxi or minibus (\u206810+\u2069)"], somebody.Page.QuerySelectorAll("[data-thing]").Select(count => count.TextContent));
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await organiser.OpenAsync("/console/days/things/offers/1");
        Assert.Contains("Could share: a taxi or minibus: \u206810+", organiser.Text, StringComparison.Ordinal);
        Assert.Contains("one stranger can fill a list", organiser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_open_the_list_is_not_written_down_and_a_strange_stall_is_not_there()
    {
        await OpenDay.CreateAsync(site.Services, "strange");
        using var http = site.Client();
        using (var answer = await http.PostAsync("/console/days/strange/offers/1?handler=Open", new FormUrlEncodedContent([])))
            Assert.Contains("/console/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Empty(await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IOffersGrain>("strange").ListOpeningsAsync(default));
        using (var answer = await http.GetAsync("/days/strange/join/none")) Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using (var answer = await http.PostAsync("/days/strange/join/1", new FormUrlEncodedContent([new("Kind", "Come"), new("Contact", new string('x', 20_000)), new("Consent", "true")])))
            Assert.Contains((int)answer.StatusCode, new[] { 400, 413 });
    }
}
