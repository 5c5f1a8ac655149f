using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Orleans;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Papers;

/// <summary>
/// A count team at the end of a long day, on a paper of 135 projects: a pile that was counted wrong, two who read two slips differently, a photograph, a third
/// person on a phone, and the batch opened once more.
/// </summary>
public sealed class LongEveningTests(Chromium chromium, ListeningSite site) : IClassFixture<ListeningSite>
{
    private const int Slips = 12, Projects = 135, MostKeys = 8;

    private readonly Desks _desks = new(site);

    [Fact]
    public async Task Twelve_slips_of_a_large_paper_are_typed_by_two_settled_by_a_third_and_typed_anew()
    {
        var day = await _desks.ClosedAsync("evening", Slips, more: Projects - 5);
        await using var phone = await chromium.PhoneAsync();
        var third = await _desks.OrganiserAsync(phone, "/console/days/evening/ballot-papers?handler=Print&Batch=hall");
        string[] numbers = [.. (await third.Locator("tbody .number").AllTextContentsAsync()).Select(number => number.Trim())];
        Assert.Equal((Projects, "01", "0A", "50"), (numbers.Length, numbers[0], numbers[9], numbers[^1]));
        var photograph = await third.ScreenshotAsync(new() { Type = ScreenshotType.Jpeg });
        string[] lines = [.. Enumerable.Range(0, Slips).Select(at => at == 5 ? "-" : numbers[at * 11] + numbers[at * 11 + 1] + numbers[(at * 7 + 60) % Projects])];
        Assert.All(lines, line => Assert.InRange(line.Length + 1, 2, MostKeys));

        await using var one = await chromium.LaptopAsync();
        var first = await _desks.DeskAsync(one, day.Id, "Desk one");
        await ShowAsync(first, "paper-evening-batches");
        await Desks.OpenAsync(first, "hall", Slips + 1);
        await Expect(first.Locator("#compare")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("01.* is “.*50.* is “"));
        await ShowAsync(first, "paper-evening-begin");
        await TypeAsync(first, lines);
        await Expect(first.Locator("#slip")).ToHaveTextAsync($"{Slips + 1}");
        // There is no thirteenth slip: the pile was counted wrong.
        await first.GetByRole(AriaRole.Link, new() { Name = "Is there no such slip? Count the pile again." }).ClickAsync();
        await Expect(first.Locator("#recount")).ToBeVisibleAsync();
        await first.Locator("#recount").FillAsync($"{Slips}");
        await first.Locator("form[action*=Recount] button").ClickAsync();
        await Expect(first.GetByText("No slip waits for you to type.")).ToBeVisibleAsync();
        await Expect(first.Locator("#counted")).ToHaveTextAsync($"Counts of the pile, one after the other: {Slips + 1} → {Slips}");
        await ShowAsync(first, "paper-evening-waits");

        await using var two = await chromium.LaptopAsync();
        var second = await _desks.DeskAsync(two, day.Id, "Desk two");
        await second.GotoAsync($"{site.Address()}/paper/{day.Id}?batch=hall");
        await TypeAsync(second, [.. lines.Select((line, at) => at switch { 2 => line[2..4] + line[..2], 6 => "-", _ => line })]);
        await Expect(second.Locator("[data-differs]")).ToHaveCountAsync(2);
        await second.Locator("[data-differs='3'] summary").ClickAsync();
        await second.Locator("#picture-3").SetInputFilesAsync(new FilePayload { Name = "slip.jpg", MimeType = "image/jpeg", Buffer = photograph });
        await second.Locator("[data-differs='3'] form[action*=Photograph] button").ClickAsync();
        await Expect(second.Locator("[data-differs='3'] summary")).ToContainTextAsync("Take another photograph");
        await ShowAsync(second, "paper-evening-differ");

        await third.GotoAsync($"{site.Address()}/paper/{day.Id}?batch=hall");
        await Expect(third.Locator(".slip-photo")).ToHaveCountAsync(1);
        await Expect(third.GetByText("Agreed: 10. For a third person: 2.")).ToBeVisibleAsync();
        await Expect(third.GetByRole(AriaRole.Link, new() { Name = "Slips that wait for you to look: 2." })).ToBeVisibleAsync();
        // What one of the two read alone stands out; on slip 3 that is the third project.
        await Expect(third.Locator("[data-differs='3'] .read.alone")).ToHaveTextAsync([new System.Text.RegularExpressions.Regex(numbers[74])]);
        Assert.True(await third.Locator(".slip-photo").EvaluateAsync<bool>("async picture => { await picture.decode(); return picture.naturalWidth > 300; }"));
        await third.Locator("#settle-3").FillAsync("x");
        await third.Locator("[data-differs='3'] form.settling button").ClickAsync();
        await Expect(third.Locator("#refusal")).ToContainTextAsync("Slip 3:");
        await ShowAsync(third, "paper-evening-third", reload: false);
        await third.Locator("#settle-3").FillAsync(lines[2].ToLowerInvariant());
        await third.Locator("[data-differs='3'] [name=Photograph]").CheckAsync();
        await third.Locator("[data-differs='3'] form.settling button").ClickAsync();
        await Expect(third.Locator("[data-differs]")).ToHaveCountAsync(1);
        await third.Locator("#settle-7").FillAsync(lines[6]);
        await third.Locator("[data-differs='7'] form.settling button").ClickAsync();
        await Expect(third.GetByText("All slips of this pile agree.")).ToBeVisibleAsync();
        await ShowAsync(third, "paper-evening-agreed");
        await third.Locator("a.button[href$='/batches']").ClickAsync();
        await third.Locator("[data-batch=hall] form button:not(.quiet)").ClickAsync();
        await Expect(third.Locator("[data-batch=hall]")).ToHaveAttributeAsync("data-finished", "true");

        // The same batch once more: all its slips wait again, no photograph is left, and the difference stays in the figures.
        Assert.Equal(DayOutcome.Done, await Papers.OpenAsync(new OpenPaperBatch("hall", Slips, "organiser-a"), default));
        await first.GotoAsync($"{site.Address()}/paper/{day.Id}?batch=hall");
        await Expect(first.Locator("#slip")).ToHaveTextAsync("1");
        await TypeAsync(first, lines);
        await second.GotoAsync($"{site.Address()}/paper/{day.Id}?batch=hall");
        await TypeAsync(second, lines);
        await Expect(second.GetByText("All slips of this pile agree.")).ToBeVisibleAsync();
        var again = Assert.Single(await Papers.ListAsync("organiser-a", default));
        Assert.Equal((Slips, 2, 2, 0), (again.Agreed, again.Opened, again.Differences, again.Photographed.Length));
    }

    private IPaperCountGrain Papers => site.Services.GetRequiredService<IGrainFactory>().GetGrain<IPaperCountGrain>("evening");

    /// <summary>Types lines as a tired person does, in small letters, and waits for the last.</summary>
    private static async Task TypeAsync(IPage page, IReadOnlyList<string> lines)
    {
        await page.Locator("#typed").FocusAsync();
        for (var at = 0; at < lines.Count; at++)
        {
            await Expect(page.Locator("#slip")).ToHaveTextAsync($"{at + 1}");
            await page.Keyboard.TypeAsync(lines[at].ToLowerInvariant());
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator($"[data-slip='{at + 1}']")).ToBeVisibleAsync();
        }
    }

    /// <summary>Keeps pictures of the page as a phone, a laptop and a hall's screen show it, in English and Arabic, and goes back to where it was.</summary>
    private async Task ShowAsync(IPage page, string name, bool reload = true)
    {
        if (!Album.IsKept) return;
        var before = page.ViewportSize!;
        foreach (var language in reload ? new[] { "ar", "en" } : ["en"])
        {
            await page.Context.AddCookiesAsync([new() { Name = "language", Value = language, Url = site.Address() }]);
            if (reload) await page.ReloadAsync();
            foreach (var (width, height) in new[] { (390, 844), (1280, 800), (1920, 1080) })
            {
                await page.SetViewportSizeAsync(width, height);
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} {language} {width}");
                await page.KeepAsync($"{name}-{language}-{width}");
            }
        }
        await page.SetViewportSizeAsync(before.Width, before.Height);
    }
}
