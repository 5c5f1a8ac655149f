using System.Net;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Localisation;

public sealed class LanguageTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Theory]
    [InlineData("gd", "gd", "ltr")]
    [InlineData("gd-GB, en;q=0.8", "gd", "ltr")]
    [InlineData("ar-SA", "ar", "rtl")]
    [InlineData("zh-CN,zh;q=0.9", "zh", "ltr")]
    [InlineData("zh-TW", "zh", "ltr")]
    [InlineData("pl-PL", "pl", "ltr")]
    [InlineData("uk", "uk", "ltr")]
    [InlineData("ur-PK", "ur", "rtl")]
    [InlineData("en-simple", "en-simple", "ltr")]
    [InlineData("en-GB, pl;q=0.8", "en", "ltr")]
    [InlineData("de, uk;q=0.5, pl;q=0.7", "pl", "ltr")]
    [InlineData("pl;q=0, uk;q=0.5", "uk", "ltr")]
    [InlineData("de, not-a-language, *", "en", "ltr")]
    public async Task A_page_speaks_what_the_browser_asks_for_and_runs_its_way(string asked, string language, string direction)
    {
        using var client = site.Client(asked);
        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\"", await client.GetStringAsync("/about"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pl", "/about", "pl")]
    [InlineData("pl", "/door", "en")]
    [InlineData("pl, zh;q=0.5", "/door", "zh")]
    [InlineData("zh", "/console/sign-in", "en")]
    [InlineData("ar, gd;q=0.2", "/console/sign-in", "gd")]
    public async Task A_page_without_words_in_a_language_is_another_language_from_end_to_end(string asked, string page, string language)
    {
        using var client = site.Client(asked);
        using var answer = await client.GetAsync(page);
        Assert.Equal([language], answer.Content.Headers.ContentLanguage);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains($"<html lang=\"{language}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chosen_language_that_a_page_does_not_speak_is_not_forgotten()
    {
        using var client = site.Client("gd");
        client.DefaultRequestHeaders.Add("Cookie", "language=ur");
        Assert.Contains("<html lang=\"en\" dir=\"ltr\"", await client.GetStringAsync("/door"), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"ur\" dir=\"rtl\"", await client.GetStringAsync("/about"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Easy_read_says_what_it_has_and_the_rest_in_English()
    {
        using var client = site.Client("en-simple");
        var page = await client.GetStringAsync("/about");
        Assert.Contains("Your card has a secret code.", page, StringComparison.Ordinal);
        Assert.Contains("How it works", page, StringComparison.Ordinal);
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
        // Easy-read English is English.
        foreach (var (language, foreign) in new[] { ("en", false), ("en-simple", false), ("gd", false), ("ar", true), ("zh", true) })
        {
            using var reader = site.Client(language);
            foreach (var page in new[] { "/days/tongues", "/days/tongues/stalls/1", "/v/tongues?plain" })
            {
                var told = await reader.GetStringAsync(page);
                Assert.Equal((language, page, foreign), (language, page, told.Contains("id=\"foreign\"", StringComparison.Ordinal)));
                if (foreign) Assert.Contains("\u2068English\u2069", told, StringComparison.Ordinal);
            }
        }
    }
}
