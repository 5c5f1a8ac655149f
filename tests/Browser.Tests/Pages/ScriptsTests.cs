using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>Titles in other scripts are set in fonts that the site brings, on the page and on paper; what a page does not need is not fetched.</summary>
public sealed class ScriptsTests(Chromium chromium, EveryPage pages)
{
    private static readonly (string Title, string Font)[] Titles =
    [
        ("社区花园", "Noto Sans SC"), ("コミュニティ", "Noto Sans SC"), ("حديقة الحي", "Noto Sans Arabic"), ("सामुदायिक उद्यान", "Noto Sans Devanagari"),
        ("সম্প্রদায়ের বাগান", "Noto Sans Bengali"), ("ਬਾਗ਼", "Noto Sans Gurmukhi"), ("Сад громади", "Noto Sans"), ("Κήπος", "Noto Sans"),
    ];

    [Fact]
    public async Task A_title_in_any_script_is_set_in_a_font_of_the_site_on_the_page_and_on_paper()
    {
        await PublishAsync("scripts", [.. Titles.Select(title => title.Title)]);
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.SetViewportSizeAsync(390, 844);
        await page.GotoAsync($"{pages.Address}/days/scripts", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.EvaluateAsync("() => document.fonts.ready");
        await page.KeepAsync("scripts");
        foreach (var (title, font) in Titles) Assert.Equal((title, font), (title, await FontAsync(page, title)));
        Assert.Equal(390, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.KeepAsync("scripts-printed");
        foreach (var (title, font) in Titles) Assert.Equal((title, font), (title, await FontAsync(page, title)));
    }

    [Fact]
    public async Task The_name_of_Chinese_is_set_in_a_font_of_the_site_once_the_menu_of_languages_is_opened()
    {
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(new Uri(request.Url).AbsolutePath);
        await page.GotoAsync($"{pages.Address}/about", new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.DoesNotContain("/js/fonts/han.css", asked);
        await page.Locator(".language-menu summary").ClickAsync();
        await page.WaitForFunctionAsync("() => document.fonts.check('16px \"Noto Han\"', '中') && [...document.fonts].some(face => face.family.includes('Noto Han'))");
        await page.KeepAsync("languages-open");
        Assert.DoesNotContain(asked, path => path.StartsWith("/js/fonts/noto-sans-arabic", StringComparison.Ordinal) || path.StartsWith("/js/fonts/noto-sans-cyrillic", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Café garden", false)]
    [InlineData("Сад", false)]
    [InlineData("Garden 花园", true)]
    public async Task The_long_list_of_Chinese_fonts_is_fetched_by_a_page_that_shows_such_a_letter(string title, bool fetched)
    {
        var day = $"scripts-{title.Length}";
        await PublishAsync(day, [title]);
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(new Uri(request.Url).AbsolutePath);
        await page.GotoAsync($"{pages.Address}/days/{day}", new() { WaitUntil = WaitUntilState.NetworkIdle });

        // A busy machine may call the network idle before the page's script has run.
        if (fetched) await page.WaitForFunctionAsync("() => document.fonts.check('16px \"Noto Han\"', '花') && [...document.fonts].some(face => face.family.includes('Noto Han'))");

        Assert.Equal(fetched, asked.Contains("/js/fonts/han.css", StringComparer.Ordinal));
        Assert.Equal(fetched, asked.Any(path => path.StartsWith("/js/fonts/noto-sans-sc-", StringComparison.Ordinal)));
        Assert.Equal(title == "Сад", asked.Any(path => path.StartsWith("/js/fonts/noto-sans-cyrillic", StringComparison.Ordinal)));
        Assert.DoesNotContain(asked, path => path.StartsWith("/js/fonts/noto-sans-arabic", StringComparison.Ordinal));

        // What a script or a person puts in afterwards is set too.
        await page.EvaluateAsync("() => { const added = document.createElement('p'); added.textContent = '茶'; document.querySelector('main').append(added); }");
        await page.WaitForFunctionAsync("() => [...document.fonts].some(face => face.family.includes('Noto Han')) && document.fonts.check('16px \"Noto Han\"', '茶')");
        Assert.Equal("Noto Sans SC", await FontAsync(page, "茶"));
    }

    /// <summary>The font in which the browser really sets a text, as its own inspector says.</summary>
    private static async Task<string> FontAsync(IPage page, string text)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("DOM.enable");
        await session.SendAsync("CSS.enable");
        var root = (await session.SendAsync("DOM.getDocument"))!.Value.GetProperty("root").GetProperty("nodeId").GetInt32();
        await page.GetByText(text, new() { Exact = true }).First.EvaluateAsync("node => node.dataset.looked = 'here'");
        var node = (await session.SendAsync("DOM.querySelector", new() { ["nodeId"] = root, ["selector"] = "[data-looked]" }))!.Value.GetProperty("nodeId").GetInt32();
        JsonElement fonts = (await session.SendAsync("CSS.getPlatformFontsForNode", new() { ["nodeId"] = node }))!.Value;
        await page.EvaluateAsync("() => document.querySelector('[data-looked]').removeAttribute('data-looked')");
        await session.DetachAsync();
        return string.Join(", ", fonts.GetProperty("fonts").EnumerateArray()
            .Where(font => font.GetProperty("glyphCount").GetDouble() > 0)
            .Select(font => font.GetProperty("familyName").GetString()!.Replace(" Variable", "", StringComparison.Ordinal).Replace(" Thin", "", StringComparison.Ordinal))
            .Where(font => !font.StartsWith("Atkinson", StringComparison.Ordinal)).Distinct());
    }

    private async Task PublishAsync(string day, string[] titles)
    {
        var organiser = pages.Site.Client();
        organiser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await pages.Site.Grains().GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).IssueRehearsalTokenAsync("scripts", default));
        var made = await organiser.PostAsJsonAsync("/api/days", new
        {
            day, title = "A day of many scripts", rehearsal = true, checkIn = "cards-only", place = "Hall", pots = new[] { new { id = "main", amount = 10_000 } },
            languages = new[] { "en" }, venues = new[] { new { id = "hall" } },
            proposals = titles.Select((title, at) => new { id = $"{at + 1}", title, ask = 5_000, group = "Neighbours", summary = "A summary.", easyRead = "Easy.", theme = "", area = "" }),
            rules = new
            {
                format = "pbdd/1 rules", languages = new[] { "en" }, form = new { kind = "approve", least = 1, most = 1 },
                allocation = new { rule = "most-votes", marginal = "part", threshold = 1, ties = new[] { "lower-cost", "id" } },
                live = "standings", replacement = true,
            },
        });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        var published = await organiser.PostAsJsonAsync($"/api/days/{day}/transitions", new { to = "published" });
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
    }
}
