using System.Net;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Localisation;

public sealed class LanguageTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Theory]
    [InlineData("gd", "gd", "ltr")]
    [InlineData("gd-GB, en;q=0.8", "gd", "ltr")]
    [InlineData("ar-SA", "ar", "rtl")]
    [InlineData("pl", "en", "ltr")]
    public async Task A_page_speaks_what_the_browser_asks_for_and_runs_its_way(string asked, string language, string direction)
    {
        using var client = site.Client(asked);
        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\"", await client.GetStringAsync("/about"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_readers_choice_is_kept_and_leads_back_to_the_page()
    {
        using var client = site.Client("en");
        using var form = new FormUrlEncodedContent([new("language", "ar"), new("print", "large"), new("theme", "dark"), new("back", "/about")]);
        var answer = await client.PostAsync("/preferences", form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/about", answer.Headers.Location?.OriginalString);
        var page = await client.GetStringAsync("/about");
        Assert.Contains("lang=\"ar\" dir=\"rtl\" data-print=\"large\" data-theme=\"dark\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task A_choice_never_leads_to_another_site(string back)
    {
        using var client = site.Client();
        using var form = new FormUrlEncodedContent([new("language", "gd"), new("back", back)]);
        Assert.Equal("/", (await client.PostAsync("/preferences", form)).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Stalls_speak_the_readers_language_where_their_groups_do()
    {
        await OpenDay.CreateAsync(site.Services, "tongues");
        using var gaelic = site.Client("gd");
        Assert.Contains("Cuairtean slaodach", await gaelic.GetStringAsync("/days/tongues"), StringComparison.Ordinal);
        using var arabic = site.Client("ar");
        Assert.Contains("<h1 lang=\"en\" dir=\"ltr\">", await arabic.GetStringAsync("/days/tongues"), StringComparison.Ordinal);
    }
}
