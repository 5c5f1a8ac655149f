using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Stalls;

/// <summary>The video link and the strip of pictures of a stall, from the console to everyone's page.</summary>
public sealed class StallShownTests(ListeningSite site) : IClassFixture<ListeningSite>
{
    private static readonly (string, string)[] Video =
        [("Video.Address", "https://vimeo.com/76979871?a=1&b=2"), ("Video.Kind", "BritishSign"), ("Video.Captions", "True"), ("Video.Language", "en")];

    [Fact]
    public async Task A_video_is_a_link_that_says_what_it_is_and_what_it_opens_and_nothing_of_it_is_loaded()
    {
        await OpenDay.CreateAsync(site.Services, "filmed");
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await organiser.OpenAsync("/console/days/filmed/photograph/area/5");
        Assert.Null(organiser.Page.QuerySelector("#remove-video"));
        await organiser.SendAsync("#video", Video);
        Assert.Contains("The link is shown.", organiser.Text, StringComparison.Ordinal);

        var everyone = new ConsoleBrowser(site.Client());
        await everyone.OpenAsync("/days/filmed/stalls/area/5");
        var link = everyone.Page.QuerySelector("#video a")!;
        Assert.Equal(
            ("https://vimeo.com/76979871?a=1&b=2", "noopener noreferrer external", "no-referrer", (string?)null),
            (link.GetAttribute("href"), link.GetAttribute("rel"), link.GetAttribute("referrerpolicy"), link.GetAttribute("target")));
        Assert.Equal("Video in British Sign Language (opens vimeo.com)", Plain(link.TextContent));
        Assert.Equal("With captions · Language: English", Plain(everyone.Page.QuerySelector("#video .quiet")!.TextContent));
        Assert.Null(everyone.Page.QuerySelector("iframe, video, embed, object"));
        Assert.DoesNotContain(everyone.Page.QuerySelectorAll("[src], link[href]"), one => one.OuterHtml.Contains("vimeo", StringComparison.Ordinal));
        await everyone.OpenAsync("/days/filmed/stalls/1");
        Assert.Null(everyone.Page.QuerySelector("#video"));

        using var http = site.Client();
        var told = (await http.GetFromJsonAsync<JsonObject>("/api/days/filmed/stalls"))!["videos"]![0]!;
        Assert.Equal(
            """{"of":"project","stall":"area/5","address":"https://vimeo.com/76979871?a=1\u0026b=2","kind":"british-sign","captions":true,"language":"en"}""", told.ToJsonString());

        await organiser.OpenAsync("/console/days/filmed/photograph/area/5");
        await organiser.SendAsync("#video", [("Video.Captions", "False"), ("Video.Language", "")]);
        await everyone.OpenAsync("/days/filmed/stalls/area/5");
        Assert.Equal("Without captions", Plain(everyone.Page.QuerySelector("#video .quiet")!.TextContent));
        await organiser.SendAsync("#remove-video");
        Assert.Contains("The link is taken away.", organiser.Text, StringComparison.Ordinal);
        await everyone.OpenAsync("/days/filmed/stalls/area/5");
        Assert.Null(everyone.Page.QuerySelector("#video"));
    }

    [Fact]
    public async Task A_bad_link_is_refused_what_was_typed_stays_typed_and_what_is_shown_stays_shown()
    {
        await OpenDay.CreateAsync(site.Services, "badlinks");
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await organiser.OpenAsync("/console/days/badlinks/photograph/1");
        await organiser.SendAsync("#video", Video);
        await organiser.SendAsync("#strip", Strip);
        foreach (var (address, sentence) in new[]
        {
            ("http://vimeo.com/2", "begins with https://"), ("javascript:alert(1)", "begins with https://"), ("https://me@vimeo.com/2", "not the address of a page"),
            ("https://vimeo.com/" + new string('x', 300), "at most 300"),
        })
        {
            await organiser.SendAsync("#video", ("Video.Address", address));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, organiser.Status);
            Assert.Contains(sentence, organiser.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(address, organiser.Page.QuerySelector("[name='Video.Address']")!.GetAttribute("value"));
            Assert.Equal("We eat", organiser.Page.QuerySelector("[name='Strip[2].Words[0].Text']")!.GetAttribute("value"));
        }
        await organiser.SendAsync("#video", [("Video.Address", "https://example.org/film"), ("Video.Captions", "")]);
        Assert.Contains("Say whether the video has captions.", organiser.Text, StringComparison.Ordinal);

        var everyone = new ConsoleBrowser(site.Client());
        await everyone.OpenAsync("/days/badlinks/stalls/1");
        Assert.Equal("https://vimeo.com/76979871?a=1&b=2", everyone.Page.QuerySelector("#video a")!.GetAttribute("href"));
        Assert.Equal(3, everyone.Page.QuerySelectorAll(".stall-strip li").Length);
    }

    [Fact]
    public async Task A_strip_is_a_list_in_its_order_whose_pictures_decorate_and_rows_left_empty_are_left_out()
    {
        await OpenDay.CreateAsync(site.Services, "strips");
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await organiser.OpenAsync("/console/days/strips/photograph/area/5");
        Assert.Equal(5, organiser.Page.QuerySelectorAll("#strip fieldset").Length);
        // The third row is left empty.
        await organiser.SendAsync(
            "#strip", ("Strip[0].Picture", "garden"), ("Strip[0].Words[0].Text", "We dig"), ("Strip[1].Picture", "kitchen-garden"), ("Strip[1].Words[0].Text", "We <b>plant</b>"),
            ("Strip[3].Picture", "tea"), ("Strip[3].Words[0].Text", "We eat"));
        Assert.Contains("The pictures are shown.", organiser.Text, StringComparison.Ordinal);

        var everyone = new ConsoleBrowser(site.Client());
        await everyone.OpenAsync("/days/strips/stalls/area/5");
        var rows = everyone.Page.QuerySelectorAll("section[aria-labelledby=strip] ol > li");
        Assert.Equal("In pictures", everyone.Page.QuerySelector("#strip")!.TextContent);
        Assert.Equal(
            [("/pictures/garden.svg", "", "We dig"), ("/pictures/kitchen-garden.svg", "", "We <b>plant</b>"), ("/pictures/tea.svg", "", "We eat")],
            rows.Select(row => (row.QuerySelector("img")!.GetAttribute("src")!, row.QuerySelector("img")!.GetAttribute("alt")!, row.QuerySelector("p[lang=en]")!.TextContent)));

        await organiser.SendAsync("#strip", ("Strip[1].Picture", ""), ("Strip[1].Words[0].Text", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, organiser.Status);
        Assert.Contains("A strip has 3 to 5 pictures. This one has 2.", organiser.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("We dig", organiser.Page.QuerySelector("[name='Strip[0].Words[0].Text']")!.GetAttribute("value"));
        await organiser.SendAsync("#strip", ("Strip[1].Picture", "singing"), ("Strip[1].Words[0].Text", ""));
        Assert.Contains("Write a few words to picture 2", organiser.Text, StringComparison.Ordinal);
        await everyone.OpenAsync("/days/strips/stalls/area/5");
        Assert.Equal(3, everyone.Page.QuerySelectorAll(".stall-strip li").Length);

        using var http = site.Client();
        var told = (await http.GetFromJsonAsync<JsonObject>("/api/days/strips/stalls"))!["strips"]![0]!;
        Assert.Equal(("project", "area/5"), (told["of"]!.GetValue<string>(), told["stall"]!.GetValue<string>()));
        Assert.Equal("""{"picture":"/pictures/garden.svg","words":{"en":"We dig"}}""", told["pictures"]![0]!.ToJsonString());

        await organiser.OpenAsync("/console/days/strips/photograph/area/5");
        await organiser.SendAsync("#remove-strip");
        await everyone.OpenAsync("/days/strips/stalls/area/5");
        Assert.Null(everyone.Page.QuerySelector(".stall-strip"));
    }

    [Fact]
    public async Task Words_in_another_language_than_the_pages_say_so_beside_the_pictures_and_beside_how_people_get_in()
    {
        await OpenDay.CreateAsync(site.Services, "foreign");
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await organiser.OpenAsync("/console/days/foreign/information");
        // The stall is told in two languages, and its pictures in one of them.
        await organiser.SendAsync("#information", ("Group", "The library"), ("Texts[0].Title", "Free books"), ("Texts[1].Title", "Leabhraichean"));
        await organiser.OpenAsync("/console/days/foreign/information/free-books");
        await organiser.SendAsync("#strip", Strip);
        await organiser.OpenAsync("/console/days/foreign/access");
        await organiser.SendAsync("#access", ("Rows[0].Notes[0].Text", "At the side door"));
        foreach (var (language, text, strip, access) in new (string, string?, string?, string?)[]
        {
            ("en", null, null, null),
            ("gd", null, "Sgrìobh an stàile seo sa chànan seo: English.", "Tha notaichean sa chànan seo: English"),
            // What is said of the stall as a whole is not said again of its pictures.
            ("ar", "كتب هذا الكشك بهذه اللغة: English.", null, "الملاحظات بهذه اللغة: English"),
        })
        {
            var reader = new ConsoleBrowser(site.Client(language));
            await reader.OpenAsync("/days/foreign/information/free-books");
            Assert.Equal(3, reader.Page.QuerySelectorAll(".stall-strip li").Length);
            Assert.Equal((text, strip), (Said(reader.Page.QuerySelector("#foreign")?.TextContent), Said(reader.Page.QuerySelector("#strip-foreign")?.TextContent)));
            await reader.OpenAsync("/days/foreign");
            Assert.Contains("At the side door", reader.Text, StringComparison.Ordinal);
            Assert.Equal(access, Said(reader.Page.QuerySelector("#access-foreign")?.TextContent));
        }

        // Without the signs that keep directions apart.
        static string? Said(string? text) => text is null ? null : string.Concat(text.Where(sign => sign is not ('\u2068' or '\u2069')));
    }

    [Fact]
    public async Task A_stall_that_asks_for_no_money_has_both_once_it_is_kept()
    {
        await OpenDay.CreateAsync(site.Services, "library");
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await organiser.OpenAsync("/console/days/library/information");
        Assert.Null(organiser.Page.QuerySelector("#video, #strip"));
        await organiser.SendAsync("#information", ("Group", "The library"), ("Texts[0].Title", "Free books"));
        await organiser.OpenAsync("/console/days/library/information/free-books");
        await organiser.SendAsync("#video", Video);
        await organiser.SendAsync("#strip", Strip);
        await organiser.SendAsync("#information", ("Group", " "), ("Texts[0].Title", "Free tea"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, organiser.Status);
        Assert.Equal("Free tea", organiser.Page.QuerySelector("[name='Texts[0].Title']")!.GetAttribute("value"));
        Assert.Equal("We dig", organiser.Page.QuerySelector("[name='Strip[0].Words[0].Text']")!.GetAttribute("value"));

        var everyone = new ConsoleBrowser(site.Client());
        await everyone.OpenAsync("/days/library/information/free-books");
        Assert.Contains("opens", everyone.Page.QuerySelector("#video a")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, everyone.Page.QuerySelectorAll(".stall-strip li").Length);
        Assert.Null(everyone.Page.QuerySelector("main form, main a[href^='/v/']"));
        await organiser.OpenAsync("/console/days/library/information/none");
        Assert.Equal(HttpStatusCode.NotFound, organiser.Status);
    }

    private static readonly (string, string)[] Strip =
    [
        ("Strip[0].Picture", "garden"), ("Strip[0].Words[0].Text", "We dig"), ("Strip[1].Picture", "kitchen-garden"), ("Strip[1].Words[0].Text", "We plant"),
        ("Strip[2].Picture", "tea"), ("Strip[2].Words[0].Text", "We eat"),
    ];

    /// <summary>Text as it is read: on one line, and without the signs that keep a name apart from the words round it.</summary>
    private static string Plain(string text) =>
        string.Join(' ', text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
