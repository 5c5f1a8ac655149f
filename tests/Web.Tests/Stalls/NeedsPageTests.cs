using System.Net;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Stalls;

/// <summary>The wall of needs as everyone and as organisers see it.</summary>
public sealed class NeedsPageTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task A_need_is_left_without_a_cookie_looked_at_put_up_and_taken_down()
    {
        await OpenDay.CreateAsync(site.Services, "wall");
        using var http = site.Client();
        var somebody = new ConsoleBrowser(http);
        await somebody.OpenAsync("/days/wall");
        await somebody.OpenAsync(somebody.Page.QuerySelector("a[href='/days/wall/needs']")!.GetAttribute("href")!);
        await somebody.SendAsync("#need-form", ("Need", "A bus on Sundays & <b>more</b>"));
        Assert.NotNull(somebody.Page.QuerySelector("#left"));
        Assert.Null(somebody.Page.QuerySelector("#wall"));
        using (var answer = await http.PostAsync("/days/wall/needs", new FormUrlEncodedContent([new("Need", " ")])))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await organiser.OpenAsync("/console/days/wall/stalls");
        Assert.Contains("Waiting: 1", organiser.Text, StringComparison.Ordinal);
        await organiser.OpenAsync("/console/days/wall/needs");
        await organiser.SendAsync("#waiting form[action*='PutUp']");
        Assert.Contains("It is on the wall.", organiser.Text, StringComparison.Ordinal);
        await somebody.OpenAsync("/days/wall/needs");
        Assert.Equal("A bus on Sundays & <b>more</b>", somebody.Page.QuerySelector("#wall li")!.TextContent);
        await organiser.OpenAsync("/console/days/wall/needs");
        await organiser.SendAsync("#wall form[action*='TakeDown']");
        foreach (var more in new[] { "One more", "And one more" }) await somebody.SendAsync("#need-form", ("Need", more));
        await organiser.OpenAsync("/console/days/wall/needs");
        Assert.Equal("Erase all that wait: 2", organiser.Page.QuerySelector("#refuse-waiting button")!.TextContent);
        await organiser.SendAsync("#refuse-waiting");
        Assert.Contains("They are erased.", organiser.Text, StringComparison.Ordinal);
        Assert.Null(organiser.Page.QuerySelector("#refuse-waiting"));
        await somebody.OpenAsync("/days/wall/needs");
        Assert.NotNull(somebody.Page.QuerySelector("#none"));
        await somebody.OpenAsync("/days/none/needs");
        Assert.Equal(HttpStatusCode.NotFound, somebody.Status);
    }
}
