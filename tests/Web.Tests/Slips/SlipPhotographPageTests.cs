using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Stations;

namespace PbDecisionDay.Web.Tests.Slips;

/// <summary>The photograph of a slip on the count team's page: taken at one desk, shown to the third person, to nobody else, and gone with the archive.</summary>
public sealed class SlipPhotographPageTests(ListeningSite site) : IClassFixture<ListeningSite>
{
    private const string Form = "[data-differs='1'] form[action*='handler=Photograph']";

    [Fact]
    public async Task A_third_person_settles_a_slip_by_its_photograph_and_nobody_else_is_shown_it()
    {
        var count = await DifferingAsync("by-photograph");
        const string photograph = "/paper/by-photograph?handler=Photograph&batch=hall&slip=1";
        var phone = SheetPhoto.JpegFromPhone();
        await count.Second.OpenAsync("/paper/by-photograph?batch=hall");
        await count.Second.SendFileAsync(Form, "Picture", "IMG_0001_GPS.JPG", phone);
        Assert.Contains("Take another photograph of the slip", count.Second.Text, StringComparison.Ordinal);
        Assert.Null(count.Second.Page.QuerySelector(".slip-photo"));

        var third = await ConsoleBrowser.SignedInAsync(site);
        await third.OpenAsync("/paper/by-photograph?batch=hall");
        Assert.Equal(photograph[photograph.IndexOf('?', StringComparison.Ordinal)..], third.Page.QuerySelector("[data-differs='1'] .slip-photo")!.GetAttribute("src"));
        await third.OpenAsync(photograph);
        Assert.Equal("image/jpeg", SheetPicture.MediaTypeOf(third.Content));
        // Encoded anew: nothing of the phone's file is in it but what is seen.
        Assert.All(SheetPhoto.Traces, trace => Assert.DoesNotContain(trace, Encoding.Latin1.GetString(third.Content), StringComparison.Ordinal));

        using var stranger = site.Client();
        var screen = await PairedStation.PairAsync(site, "by-photograph", StationRole.Screen, "A screen");
        var elsewhere = await PairedStation.PairAsync(site, (await ClosedAsync("another-day")).Id, StationRole.Paper, "Desk elsewhere");
        foreach (var nobody in new[] { stranger, screen.Http, elsewhere.Http })
        {
            using var answer = await nobody.GetAsync(photograph);
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
            Assert.Contains("/console/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        }
        using (var asked = await elsewhere.Http.GetAsync("/paper/another-day?handler=Photograph&batch=hall&slip=1")) Assert.Equal(HttpStatusCode.NotFound, asked.StatusCode);
        foreach (var typed in count.Desks)
        {
            using var answer = await typed.Http.GetAsync(photograph);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        await third.OpenAsync("/paper/by-photograph?batch=hall");
        await third.SendAsync("form.settling", ("Typed", "12"), ("Photograph", "true"));
        Assert.Contains("All slips of this pile agree.", third.Text, StringComparison.Ordinal);
        Assert.Single(third.Page.QuerySelectorAll(".slip-photo"));
        await third.OpenAsync(photograph);
        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (third.Status, SheetPicture.MediaTypeOf(third.Content)));
        await count.Second.OpenAsync("/paper/by-photograph?batch=hall");
        Assert.Null(count.Second.Page.QuerySelector(".slip-photo"));

        Assert.Equal(DayRefusal.None, (await count.Papers.FinishAsync("hall", 1, "organiser-a", "", default)).Refusal);
        foreach (var phase in new[] { DayPhase.Counted, DayPhase.Declared, DayPhase.Ratified, DayPhase.Archived }) await count.Day.StepAsync(phase);
        await third.OpenAsync(photograph);
        Assert.Equal(HttpStatusCode.NotFound, third.Status);
        Assert.DoesNotContain(site.Log, line => line.Contains("IMG_0001", StringComparison.Ordinal) || SheetPhoto.Traces.Any(trace => line.Contains(trace, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_no_picture_or_too_large_is_refused_in_a_sentence_and_nothing_is_kept()
    {
        var count = await DifferingAsync("no-picture");
        foreach (var (content, sentence) in new (byte[], string)[]
        {
            ("Not a picture"u8.ToArray(), "This is neither a JPEG nor a PNG."),
            ("GIF89a"u8.ToArray(), "This is neither a JPEG nor a PNG."),
            (SheetPhoto.Jpeg[..^40], "The picture is damaged or cut off."),
            ([.. SheetPhoto.Jpeg, .. new byte[SheetPicture.MostBytes]], "The picture is too large"),
            ([], "There is no picture."),
        })
        {
            await count.Second.OpenAsync("/paper/no-picture?batch=hall");
            await count.Second.SendFileAsync(Form, "Picture", "slip.jpg", content);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, count.Second.Status);
            Assert.Contains(sentence, count.Second.Page.QuerySelector("#refusal")!.TextContent, StringComparison.Ordinal);
        }
        // What is larger than any form of the page is cut off before it is read.
        await count.Second.OpenAsync("/paper/no-picture?batch=hall");
        var (answered, problem) = (HttpStatusCode.RequestEntityTooLarge, await Record.ExceptionAsync(
            () => count.Second.SendFileAsync(Form, "Picture", "slip.jpg", [.. SheetPhoto.Jpeg, .. new byte[SheetPicture.MostBytes + 2 * 1024 * 1024]])));
        if (problem is null) answered = count.Second.Status;
        else Assert.IsType<HttpRequestException>(problem);
        Assert.Contains(answered, new[] { HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest });

        Assert.False(Assert.Single((await count.Papers.ListAsync("third", default))[0].Differ).IsPhotographed);

        // Without a photograph nobody says that they looked at one.
        var third = await ConsoleBrowser.SignedInAsync(site);
        await third.OpenAsync("/paper/no-picture?batch=hall");
        Assert.Null(third.Page.QuerySelector("[name=Photograph]"));
        await third.SendAsync("form.settling", ("Typed", "12"), ("Photograph", "true"));
        Assert.Contains("No photograph of that slip is kept.", third.Page.QuerySelector("#refusal")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<OpenDay> ClosedAsync(string id)
    {
        using var _ = site.Client(); // Starts it.
        var day = await OpenDay.CreateAsync(site.Services, id);
        await day.SurrenderAsync(0);
        await day.StepAsync(DayPhase.Closed);
        return day;
    }

    /// <summary>A closed day with one slip that two desks have typed, each otherwise.</summary>
    private async Task<(OpenDay Day, IPaperCountGrain Papers, PairedStation[] Desks, ConsoleBrowser Second)> DifferingAsync(string id)
    {
        var day = await ClosedAsync(id);
        PairedStation[] desks = [await PairedStation.PairAsync(site, id, StationRole.Paper, "Desk one"), await PairedStation.PairAsync(site, id, StationRole.Paper, "Desk two")];
        var first = new ConsoleBrowser(desks[0].Http);
        await first.OpenAsync($"/paper/{id}");
        await first.SendAsync("form[action*='handler=Open']", ("Batch", "hall"), ("Pile", "1"));
        await first.SendAsync("#keying", ("Typed", "12"));
        var second = new ConsoleBrowser(desks[1].Http);
        await second.OpenAsync($"/paper/{id}?batch=hall");
        await second.SendAsync("#keying", ("Typed", "-"));
        Assert.NotNull(second.Page.QuerySelector("[data-differs='1']"));
        return (day, site.Services.GetRequiredService<IGrainFactory>().GetGrain<IPaperCountGrain>(id), desks, second);
    }
}
