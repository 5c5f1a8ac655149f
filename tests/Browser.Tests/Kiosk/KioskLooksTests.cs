using System.Text.Json;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Pages;
using PbDecisionDay.Browser.Tests.Voting;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Voting;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Kiosk;

/// <summary>How a kiosk looks and sounds: in every language, large, in high contrast, on every size of screen, and read aloud.</summary>
public sealed class KioskLooksTests(Chromium chromium, ListeningSite site) : IClassFixture<ListeningSite>
{
    private const string Voices =
        """
        (voices) => {
          window.heard = [];
          window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
          Object.defineProperty(window, "speechSynthesis", { value: {
            speaking: false, pending: false, getVoices: () => voices, speak: (words) => window.heard.push([words.voice.name, words.text]),
            cancel: () => { window.heard.push(["cancel", ""]); }, addEventListener() {},
          } });
        }
        """;

    // Every control that can be seen is large enough for a finger that shakes.
    private const string Small =
        """
        () => [...document.querySelectorAll("#kiosk button, #kiosk a, #kiosk summary, #kiosk select, #kiosk textarea, #kiosk input, #kiosk-idle button")]
          .filter((one) => one.getClientRects().length > 0)
          .map((one) => [one, (one.matches("input[type=checkbox], input[type=radio]") ? one.closest("label") : one).getBoundingClientRect()])
          .filter(([, box]) => box.width < 47.9 || box.height < 47.9)
          .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.width}x${box.height}`).join("; ")
        """;

    private const string Axe = "async (tags) => JSON.stringify((await axe.run(document, { resultTypes: ['violations'], runOnly: JSON.parse(tags) })).violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target, any }) => target.join(' ') + ' ' + (any[0]?.message ?? '')).join('; ')}`))";

    [Fact]
    public async Task It_reads_aloud_with_the_devices_own_voice_and_offers_no_other()
    {
        var day = await OpenDay.CreateAsync(site.Services, "aloud");
        await using var tablet = await chromium.TabletAsync();
        var elsewhere = new { name = "far away", lang = "en-GB", localService = false };
        var here = new { name = "own", lang = "en-GB", localService = true };
        var mute = await KioskVisit.PairAsync(site, tablet, day.Id, before: page => page.AddInitScriptAsync($"({Voices})({JsonSerializer.Serialize(new[] { elsewhere })})"));
        await mute.BeginAsync(day.Cards[0]);
        await Expect(mute.Page.Locator("#choose-next")).ToBeVisibleAsync();
        await Expect(mute.Page.Locator("#read-aloud")).ToHaveCountAsync(0);
        await mute.Page.CloseAsync();

        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id, before: page => page.AddInitScriptAsync($"({Voices})({JsonSerializer.Serialize(new[] { elsewhere, here })})"));
        var page = kiosk.Page;
        await kiosk.BeginAsync(day.Cards[0], way: 2);
        await kiosk.ButtonAsync("We both read this: begin");
        await kiosk.TickAsync("1", "4");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => heard.filter(([name]) => name !== 'cancel').length")); // nothing of itself
        await page.Locator("#read-aloud").ClickAsync();
        await page.Locator("#choose-next").ClickAsync();
        await Expect(page.GetByText("The kiosk can read it out too")).ToBeVisibleAsync();
        var heard = await HeardAsync(page);
        Assert.All(heard, one => Assert.True(one.Voice is "own" or "cancel", one.Voice));
        // The last that was begun anew is the read-back, whole.
        var last = string.Join("\n", heard.Skip(heard.FindLastIndex(one => one.Voice == "cancel" ) + 1).Select(one => one.Text));
        Assert.Contains("For the voter: is this your vote?", string.Join("\n", heard.Select(one => one.Text)), StringComparison.Ordinal);
        Assert.Contains("Slow walks, good company", last, StringComparison.Ordinal);
        Assert.Contains("A warm bench in winter", last, StringComparison.Ordinal);
        Assert.DoesNotContain("Cook once", last, StringComparison.Ordinal);
        // Another language has no voice here, and so no button; and the next person hears nothing of it.
        await kiosk.ButtonAsync("العربية");
        await Expect(page.Locator("#read-aloud")).ToHaveCountAsync(0);
        await kiosk.ButtonAsync("English");
        await Expect(page.Locator("#read-aloud")).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [Fact]
    public async Task Language_print_and_contrast_change_at_one_touch_keep_the_ballot_and_end_with_the_person()
    {
        var day = await OpenDay.CreateAsync(site.Services, "looks");
        await using var tablet = await chromium.TabletAsync();
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id);
        var page = kiosk.Page;
        await kiosk.BeginAsync(day.Cards[0]);
        await kiosk.TickAsync("1", "3");
        await tablet.SetOfflineAsync(true); // a language needs no network
        await kiosk.ButtonAsync("Gàidhlig");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "gd");
        await Expect(page.Locator("[data-project=\"1\"] .title")).ToHaveTextAsync("Cuairtean slaodach, cuideachd mhath");
        await kiosk.ButtonAsync("العربية");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await Expect(page.Locator("[data-project] input:checked")).ToHaveCountAsync(2);
        await tablet.SetOfflineAsync(false);
        await Expect(page.Locator(".rehearsal")).ToContainTextAsync("تدريب");
        await page.Locator("#look-large").ClickAsync();
        await page.Locator("#look-contrast").ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "contrast");
        await page.KeepAsync("kiosk-arabic-contrast");
        Assert.Equal("rgb(0, 0, 0)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        await page.Locator("#start-again").ClickAsync();
        await kiosk.ExpectClearAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(page.Locator("html")).Not.ToHaveAttributeAsync("data-print", "large");
        await Expect(page.Locator("html")).Not.ToHaveAttributeAsync("data-theme", "contrast");
    }

    [Fact]
    public async Task The_receipt_is_printed_where_there_is_a_printer_and_never_the_choices()
    {
        var day = await OpenDay.CreateAsync(site.Services, "printed");
        await using var tablet = await chromium.TabletAsync();
        const string printing = "window.printed = 0; window.print = () => { window.printed++; }";
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id, printer: true, before: page => page.AddInitScriptAsync(printing));
        var page = kiosk.Page;
        await kiosk.CastAsync(day.Cards[0], "1", "3");
        await kiosk.ButtonAsync("Print my receipt");
        Assert.Equal(1, await page.EvaluateAsync<int>("() => printed"));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator(".kiosk-receipt .qr")).ToBeVisibleAsync();
        await Expect(page.Locator("#receipt-text")).ToBeVisibleAsync();
        await Expect(page.Locator("#kiosk-bar")).ToBeHiddenAsync();
        await Expect(page.Locator("main")).Not.ToContainTextAsync("Slow walks");
        await page.KeepAsync("kiosk-printed");
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        // The setting stands with this pairing, and is all that the device keeps.
        var kept = await page.EvaluateAsync<string>("() => JSON.stringify(Object.entries(localStorage))");
        Assert.Matches("""^\[\["kiosk","\{\\"station\\":\\"[0-9A-Za-z]+\\",\\"day\\":\\"printed\\",\\"printer\\":true,\\"camera\\":\\"none\\"\}"\]\]$""", kept);
        await page.ReloadAsync();
        await kiosk.ExpectClearAsync();
    }

    // Short words and long ones, both directions, and a script without spaces.
    public static TheoryData<string> Languages => ["en", "gd", "ar", "zh"];

    [Theory, MemberData(nameof(Languages))]
    public async Task Every_state_stands_axe_fits_every_screen_and_has_large_targets(string language)
    {
        var day = await FormDays.OpenAsync(site.Services, "choose-then-score", $"axe-{language}");
        await using var window = await chromium.StillWindowAsync(1280, 800, ColorScheme.Light);
        await window.AddInitScriptAsync(PageChecks.AxeScript());
        await window.AddCookiesAsync([new() { Name = "language", Value = language, Url = Browser.Tests.Days.Site.Address(site) }]);
        var faults = new List<string>();
        var checks = new PageChecks();
        var kiosk = await KioskVisit.PairAsync(site, window, day.Id, printer: true, before: page => page.Clock.InstallAsync());
        var (page, stops) = (kiosk.Page, 0);

        await LookAsync("start");
        await page.Locator(".card-reader .way").Last.ClickAsync();
        await page.Locator("#kiosk-code").FillAsync("000");
        await page.Locator(".card-reader .button").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await LookAsync("typing");
        await page.Locator(".card-reader .button").Last.ClickAsync();
        await kiosk.ScanAsync(day.Cards[^1]);
        await Expect(page.Locator("#kiosk-view .notice")).ToBeVisibleAsync();
        await LookAsync("not handed out");
        await page.Locator("#kiosk-view .button").Last.ClickAsync();
        await kiosk.ScanAsync(day.Cards[0]);
        await Expect(page.Locator("#kiosk-view .way")).ToHaveCountAsync(3);
        await LookAsync("way");
        await page.Locator("#kiosk-view .way").Nth(2).ClickAsync();
        await LookAsync("helper");
        await page.Locator(".sticky-step .button").Last.ClickAsync();
        await kiosk.TickAsync("1", "3");
        await LookAsync("choose");
        await page.Locator(".switch-way .button").ClickAsync();
        await LookAsync("single");
        await page.Locator(".switch-way .button").ClickAsync();
        await page.Locator("#choose-next").ClickAsync();
        await page.Locator("[data-project=\"1\"] input[value=\"4\"]").CheckAsync();
        await page.Locator("[data-project=\"3\"] input[value=\"2\"]").CheckAsync();
        await LookAsync("marks");
        await page.Locator("#choose-next").ClickAsync();
        await LookAsync("confirm");
        await page.Clock.RunForAsync(50_000);
        await Expect(page.GetByRole(AriaRole.Alertdialog)).ToBeVisibleAsync();
        await LookAsync("idle");
        await page.Locator("#still-here").ClickAsync();
        await page.Locator(".sticky-step .button").Last.ClickAsync();
        await LookAsync("cast");
        await page.Locator("#cast").ClickAsync();
        await page.Locator(".kiosk-receipt summary").ClickAsync();
        await LookAsync("receipt");
        await page.Locator(".challenge-offer button").ClickAsync();
        await LookAsync("challenge");
        await page.Locator(".sticky-step .button").Last.ClickAsync();
        await page.Locator(".sticky-step .button").Last.ClickAsync();
        await Expect(page.Locator("#same")).ToBeVisibleAsync();
        await LookAsync("opened");
        await page.Locator(".sticky-step .button").Last.ClickAsync();
        await page.Locator(".for-staff > summary").ClickAsync();
        await page.Locator(".for-staff .button").Last.ClickAsync();
        await LookAsync("settings");
        await page.Locator(".kiosk-settings .button").ClickAsync();
        await day.StepAsync(Contracts.Days.DayPhase.Closed);
        await page.Clock.RunForAsync(16_000);
        await Expect(page.Locator(".phase-view")).ToBeVisibleAsync();
        await LookAsync("over");
        await page.ReloadAsync();
        await Expect(page.Locator(".phase-view")).ToBeVisibleAsync();
        await LookAsync("over, started anew");
        Assert.Equal(17, stops);
        Assert.True(faults.Count == 0 && checks.Faults.Count == 0, string.Join("\n", faults.Concat(checks.Faults)));

        async Task LookAsync(string state)
        {
            stops++;
            await page.EvaluateAsync("() => document.getAnimations().forEach((one) => one.effect.getComputedTiming().endTime === Infinity ? one.cancel() : one.finish())");
            foreach (var theme in new[] { "", "contrast" })
            {
                await page.EvaluateAsync("theme => theme ? document.documentElement.dataset.theme = theme : delete document.documentElement.dataset.theme", theme);
                await page.KeepNamedAsync($"kiosk-{language}{theme}-", state);
                foreach (var fault in JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>(Axe, PageChecks.Tags))!) faults.Add($"{state} {theme}: {fault}");
            }
            await page.EvaluateAsync("() => delete document.documentElement.dataset.theme");
            if (await page.EvaluateAsync<string>(Small) is { Length: > 0 } small) faults.Add($"{state}: {small}");
            await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
            await page.KeepNamedAsync($"kiosk-{language}-forced-", state);
            await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.None });
            // At 320 and 390 with large print; 640 x 400 is a tablet at 200 per cent; and on a screen of the hall.
            foreach (var (width, height) in new[] { (640, 400), (1920, 1080) })
            {
                await page.SetViewportSizeAsync(width, height);
                await page.KeepNamedAsync($"kiosk-{language}-{width}-", state);
                if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var over) faults.Add($"{state} at {width}: {over} px too wide");
            }
            await checks.FitsAPhoneAsync(page, $"kiosk {state}", language);
            await page.SetViewportSizeAsync(1280, 800);
        }
    }

    [Fact]
    public async Task Without_a_pairing_or_with_another_stations_it_does_not_begin()
    {
        var day = await OpenDay.CreateAsync(site.Services, "strangers");
        await using var tablet = await chromium.TabletAsync();
        var page = await tablet.NewPageAsync();
        var address = Browser.Tests.Days.Site.Address(site);
        await page.GotoAsync($"{address}/kiosk#{day.Cards[0].Symbols}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This device is not a kiosk" })).ToBeVisibleAsync();
        await Expect(page.Locator("#kiosk")).ToHaveCountAsync(0);

        // One that is revoked while it waits says so by itself, and takes no card any more.
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id, before: one => one.Clock.InstallAsync());
        await kiosk.ExpectClearAsync();
        await RevokeAsync(day.Id);
        await kiosk.Page.Clock.RunForAsync(16_000);
        await Expect(kiosk.Heading).ToHaveTextAsync("This device is not a kiosk");
        await kiosk.ScanAnywhereAsync(day.Cards[0].Symbols);
        await Expect(kiosk.Heading).ToHaveTextAsync("This device is not a kiosk");
    }

    private async Task RevokeAsync(string id)
    {
        var grains = Browser.Tests.Days.Site.Grains(site);
        var day = grains.GetGrain<Contracts.Days.IDecisionDayGrain>(id);
        var station = Assert.Single((await day.GetAsync(default))!.Stations).Station;
        Assert.Equal(Contracts.Days.DayRefusal.None, (await day.RevokeStationAsync(station, "organiser-a", default)).Refusal);
        ((Web.Days.DayReader)site.Services.GetService(typeof(Web.Days.DayReader))!).Forget(id);
    }

    private static async Task<List<(string Voice, string Text)>> HeardAsync(IPage page) =>
        [.. JsonSerializer.Deserialize<string[][]>(await page.EvaluateAsync<string>("() => JSON.stringify(heard)"))!.Select(one => (one[0], one[1]))];
}
