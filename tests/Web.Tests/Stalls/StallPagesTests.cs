using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;
using SkiaSharp;

namespace PbDecisionDay.Web.Tests.Stalls;

/// <summary>What an organiser shows beside the paper, and what everyone then sees of it.</summary>
public sealed class StallPagesTests(ListeningSite site) : IClassFixture<ListeningSite>
{
    [Fact]
    public async Task A_photograph_is_made_anew_in_sizes_shown_beside_the_drawing_and_taken_away()
    {
        var day = await OpenDay.CreateAsync(site.Services, "photographed");
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await organiser.OpenAsync("/console/days/photographed/photograph/area/5");
        await organiser.SendFileAsync("#photograph", "Picture", "IMG_0001_GPS.JPG", SheetPhoto.JpegFromPhone());
        Assert.Contains("Describe the photograph", organiser.Text, StringComparison.Ordinal);
        await DescribedAsync(organiser, "area/5", "Four people plant trees", Large());
        Assert.Contains("The photograph is shown.", organiser.Text, StringComparison.Ordinal);

        var everyone = new ConsoleBrowser(site.Client());
        await everyone.OpenAsync("/days/photographed/stalls/area/5");
        var shown = everyone.Page.QuerySelector(".stall-photograph")!;
        Assert.Equal("Four people plant trees", shown.GetAttribute("alt"));
        Assert.StartsWith("/pictures/", everyone.Page.QuerySelector(".stall-front .picture")!.GetAttribute("src"), StringComparison.Ordinal);
        var sources = shown.GetAttribute("srcset")!.Split(", ").Select(source => source.Split(' ')).ToArray();
        Assert.Equal(["480w", "960w", "1600w"], sources.Select(source => source[1]));
        using (var http = site.Client())
            foreach (var source in sources)
            {
                using var answer = await http.GetAsync(source[0]);
                Assert.Equal(("image/jpeg", "public, max-age=86400, immutable"), (answer.Content.Headers.ContentType!.MediaType, Header(answer, "Cache-Control")));
                Assert.False(answer.Headers.Contains("Set-Cookie"));
                var bytes = await answer.Content.ReadAsByteArrayAsync();
                Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), source[0], StringComparison.Ordinal);
                Assert.Equal(int.Parse(source[1].TrimEnd('w'), CultureInfo.InvariantCulture), SKBitmap.DecodeBounds(bytes).Width);
            }
        await everyone.OpenAsync("/days/photographed");
        Assert.Equal("Four people plant trees", everyone.Page.QuerySelector("[data-stall='area/5'] .photograph")!.GetAttribute("alt"));
        Assert.StartsWith("/pictures/", everyone.Page.QuerySelector("[data-stall='area/5'] .drawing")!.GetAttribute("src"), StringComparison.Ordinal);
        Assert.Null(everyone.Page.QuerySelector("[data-stall='1'] .photograph"));

        await organiser.OpenAsync("/console/days/photographed/photograph/area/5");
        await organiser.SendAsync("#remove");
        await everyone.OpenAsync("/days/photographed/stalls/area/5");
        Assert.Null(everyone.Page.QuerySelector(".stall-photograph"));
        await everyone.OpenAsync(sources[0][0]);
        Assert.Equal(HttpStatusCode.NotFound, everyone.Status);
        Assert.NotNull(day);
    }

    [Fact]
    public async Task Nothing_of_the_phones_file_is_left_and_a_bad_upload_leaves_the_old_photograph()
    {
        await OpenDay.CreateAsync(site.Services, "bad-uploads");
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await DescribedAsync(organiser, "1", "Walkers", SheetPhoto.JpegFromPhone());
        await organiser.OpenAsync("/console/days/bad-uploads/photograph/1");
        var address = organiser.Page.QuerySelector(".photo-now img")!.GetAttribute("src")!;
        await organiser.OpenAsync("/console/days/bad-uploads/photograph/1" + address);
        Assert.All(SheetPhoto.Traces, trace => Assert.DoesNotContain(trace, Encoding.Latin1.GetString(organiser.Content), StringComparison.Ordinal));
        foreach (var (content, sentence) in new (byte[], string)[]
        {
            ("Not a picture"u8.ToArray(), "This is neither a JPEG nor a PNG."),
            ("GIF89a"u8.ToArray(), "This is neither a JPEG nor a PNG."),
            (SheetPhoto.Jpeg[..^40], "The picture is damaged or cut off."),
            ([.. SheetPhoto.Jpeg, .. new byte[SheetPicture.MostBytes]], "The picture is too large"),
            ([], "There is no picture in that file."),
        })
        {
            await organiser.OpenAsync("/console/days/bad-uploads/photograph/1");
            await organiser.SendFileAsync("#photograph", "Picture", "IMG_0001_GPS.JPG", content);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, organiser.Status);
            Assert.Contains(sentence, organiser.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
            Assert.Contains("The photograph from before is still shown.", organiser.Text, StringComparison.Ordinal);
            Assert.Equal(address, organiser.Page.QuerySelector(".photo-now img")!.GetAttribute("src"));
        }
        Assert.DoesNotContain(site.Log, line => line.Contains("IMG_0001", StringComparison.Ordinal));

        await organiser.OpenAsync("/console/days/bad-uploads/photograph/none");
        Assert.Equal(HttpStatusCode.NotFound, organiser.Status);
    }

    [Fact]
    public async Task A_ballot_paper_shows_the_drawing_whatever_the_photograph()
    {
        await OpenDay.CreateAsync(site.Services, "papers", upTo: DayPhase.Published);
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        const string paper = "/console/days/papers/ballot-papers?handler=Print&Batch=hall&Look=EasyRead&First=en&Second=gd";
        await organiser.OpenAsync(paper);
        var before = organiser.Page.QuerySelectorAll("img").Select(image => image.GetAttribute("src")).ToArray();
        await DescribedAsync(organiser, "1", "Walkers", Large(), "papers");
        await organiser.OpenAsync(paper);
        Assert.Equal(before, organiser.Page.QuerySelectorAll("img").Select(image => image.GetAttribute("src")));
        Assert.NotEmpty(before);
    }

    [Fact]
    public async Task Of_a_venue_is_shown_what_is_said_and_nothing_else()
    {
        await OpenDay.CreateAsync(site.Services, "steps");
        var everyone = new ConsoleBrowser(site.Client());
        await everyone.OpenAsync("/days/steps");
        Assert.Null(everyone.Page.QuerySelector(".access"));

        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await organiser.OpenAsync("/console/days/steps/access");
        await organiser.SendAsync("#access", ("Rows[0].Answer", "Yes"), ("Rows[1].Answer", "No"), ("Rows[2].Answer", "Ask"), ("Rows[4].Notes[0].Text", "10:00 to 12:00"));
        Assert.Contains("It is saved", organiser.Text, StringComparison.Ordinal);
        await everyone.OpenAsync("/days/steps");
        var facts = everyone.Page.QuerySelectorAll(".access dl > div").Select(fact => string.Join(' ', fact.Children.Select(part => part.TextContent))).ToArray();
        Assert.Equal(["Step-free Yes", "Accessible toilet No", "Quiet room Ask us before you come", "British Sign Language 10:00 to 12:00"], facts);

        await organiser.OpenAsync("/console/days/steps/access");
        await organiser.SendAsync("#access", ("Rows[4].Notes[0].Text", new string('x', 201)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, organiser.Status);
        await everyone.OpenAsync("/days/steps");
        Assert.Equal(4, everyone.Page.QuerySelectorAll(".access dl > div").Length);
    }

    [Fact]
    public async Task A_stall_that_asks_for_no_money_has_its_place_and_page_and_can_be_chosen_nowhere()
    {
        var day = await OpenDay.CreateAsync(site.Services, "information");
        using var http = site.Client();
        var before = (await http.GetFromJsonAsync<JsonObject>("/api/days/information"))!.ToJsonString();
        var size = (await day.Box.GetStatusAsync(default)).LogSize;
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await organiser.OpenAsync("/console/days/information/information");
        await organiser.SendAsync("#information", ("Group", "The library"), ("Stall", "12"), ("Texts[0].Title", "Free books & <b>tea</b>"), ("Texts[0].Summary", "Come in."));
        Assert.Contains("The stall is shown.", organiser.Text, StringComparison.Ordinal);

        var everyone = new ConsoleBrowser(site.Client());
        await everyone.OpenAsync("/days/information");
        var link = everyone.Page.QuerySelector("#information ~ .market [data-information] a")!;
        Assert.Equal(("Free books & <b>tea</b>", "/days/information/information/free-books-b-tea-b"), (link.TextContent, link.GetAttribute("href")));
        await everyone.OpenAsync(link.GetAttribute("href")!);
        Assert.Contains("This stall asks for no money.", everyone.Text, StringComparison.Ordinal);
        Assert.Null(everyone.Page.QuerySelector("#keep, main form, main a[href^='/v/']"));
        await everyone.OpenAsync("/v/information?plain");
        Assert.DoesNotContain("Free books", everyone.Text, StringComparison.Ordinal);
        Assert.Equal(before, (await http.GetFromJsonAsync<JsonObject>("/api/days/information"))!.ToJsonString());
        Assert.Equal(size, (await day.Box.GetStatusAsync(default)).LogSize);

        var beside = (await http.GetFromJsonAsync<JsonObject>("/api/days/information/stalls"))!;
        Assert.Equal("The library", beside["information"]![0]!["group"]!.GetValue<string>());

        await organiser.OpenAsync("/console/days/information/information/free-books-b-tea-b");
        await organiser.SendAsync("#remove");
        await everyone.OpenAsync("/days/information");
        Assert.Null(everyone.Page.QuerySelector("#information"));
    }

    [Fact]
    public async Task A_draft_shows_nothing_to_everyone()
    {
        await OpenDay.CreateAsync(site.Services, "unseen", upTo: DayPhase.Draft);
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await DescribedAsync(organiser, "1", "Walkers", Large(), "unseen");
        await organiser.OpenAsync("/console/days/unseen/photograph/1");
        var name = organiser.Page.QuerySelector(".photo-now img")!.GetAttribute("src")!.Split('=')[^1];
        using var http = site.Client();
        foreach (var address in new[] { $"/days/unseen/photographs/{name}.jpg", "/api/days/unseen/stalls", "/days/unseen/information/x" })
        {
            using var answer = await http.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private static async Task DescribedAsync(ConsoleBrowser organiser, string proposal, string description, byte[] picture, string? day = null)
    {
        day ??= proposal == "area/5" ? "photographed" : "bad-uploads";
        await organiser.OpenAsync($"/console/days/{day}/photograph/{proposal}");
        organiser.Page.QuerySelector("[name='Description[0].Text']")!.SetAttribute("value", description);
        await organiser.SendFileAsync("#photograph", "Picture", "IMG_0001_GPS.JPG", picture);
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.NonValidated[name].ToString();

    /// <summary>A picture that is wider than any that is kept.</summary>
    private static byte[] Large()
    {
        using var bitmap = new SKBitmap(2000, 1500);
        using (var canvas = new SKCanvas(bitmap)) canvas.Clear(SKColors.SeaGreen);
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        return encoded.ToArray();
    }
}
