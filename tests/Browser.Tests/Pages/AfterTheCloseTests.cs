using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Browser.Tests.Kiosk;
using PbDecisionDay.Browser.Tests.Voting;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Presenting;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>After the close every view says the same two sentences, in each language: those opened now, those left open since noon, and a kiosk that is started anew.</summary>
public sealed class AfterTheCloseTests(Chromium chromium, ListeningSite site) : IClassFixture<ListeningSite>
{
    // What a browser does when a window that was behind another is looked at again.
    private const string LookedAt = "() => document.dispatchEvent(new Event('visibilitychange'))";

    public static TheoryData<string> Languages => [.. SiteLanguage.All.Select(language => language.Tag)];

    [Theory, MemberData(nameof(Languages))]
    public async Task Every_view_says_the_same(string language)
    {
        var day = await OpenDay.CreateAsync(site.Services, $"over-{language}");
        var address = site.Address();
        await using var phone = await InAsync(language, await chromium.PhoneAsync());
        await using var hall = await InAsync(language, await chromium.HallScreenAsync());
        await using var tablet = await InAsync(language, await chromium.TabletAsync());

        // Since noon: a page with nothing on it, one with choices, one about to cast, a screen, and a kiosk.
        var idle = await OpenAsync(phone, $"/v/{day.Id}");
        await Expect(idle.Locator("#code")).ToBeVisibleAsync();
        var (choosing, casting) = (await OpenAsync(phone, $"/v/{day.Id}#{day.Cards[0].Symbols}"), await OpenAsync(phone, $"/v/{day.Id}#{day.Cards[1].Symbols}"));
        await new BallotPaper(choosing, keys: false).FillAsync("tick 1");
        await new BallotPaper(casting, keys: false).FillAsync("tick 1; review");
        var form = await OpenAsync(phone, $"/v/{day.Id}?plain");
        await form.Locator("#code").FillAsync(day.Cards[2].Code);
        await form.Locator("[data-project=\"1\"] .title").TapAsync();
        var screen = await OpenAsync(hall, $"/screen/{day.Id}");
        await Expect(screen.Locator("#phase")).Not.ToBeEmptyAsync();
        var kiosk = (await KioskVisit.PairAsync(site, tablet, day.Id)).Page;
        await Expect(kiosk.Locator(".card-reader")).ToBeVisibleAsync();

        // A presenter who forgot to take off what was true before.
        var presentation = site.Grains().GetGrain<IPresentationGrain>(day.Id);
        await presentation.AnnounceAsync(new([], "14:45"), "a", default);
        await presentation.BeginTalkAsync("3", 600, "a", default);
        await Expect(screen.Locator(".talk-clock")).ToBeVisibleAsync();
        await Expect(screen.Locator(".band-said")).ToContainTextAsync("14:45");

        await day.StepAsync(DayPhase.Closed);
        ((Web.Days.DayReader)site.Services.GetService(typeof(Web.Days.DayReader))!).Forget(day.Id);

        var list = await OpenAsync(phone, $"/days/{day.Id}");
        var (title, detail) = (await TextAsync(list.Locator(".masthead .badge")), await TextAsync(list.Locator(".masthead .phase-detail")));
        // Six signs are a whole sentence in Chinese.
        Assert.All([title, detail], words => Assert.InRange(words.Length, 4, 200));
        var said = new Dictionary<string, (string Title, string Detail)>(StringComparer.Ordinal);

        await SaysAsync("stall page", await OpenAsync(phone, $"/days/{day.Id}/stalls/3"), "#over strong", "#over p:nth-child(2)");
        await SaysAsync("card page", await OpenAsync(phone, $"/v/{day.Id}#{day.Cards[3].Symbols}"), "#over .notice strong", "#over .notice p:nth-child(2)");
        await SaysAsync("form without script", await OpenAsync(phone, $"/v/{day.Id}?plain"), "#over .notice strong", "#over .notice p:nth-child(2)");
        await form.Locator("#plain .button").TapAsync();
        await SaysAsync("form without script, sent late", form, "#over .notice strong", "#over .notice p:nth-child(2)");
        await Expect(form.Locator("#over #problem")).ToBeVisibleAsync();
        await idle.EvaluateAsync(LookedAt);
        await SaysAsync("page left open", idle, "#message .notice strong", "#message .notice p:nth-child(2)");
        await SaysAsync("screen left on", screen, "#phase", ".scene-line");
        await Expect(screen.Locator(".scene-big")).ToHaveTextAsync(title);
        await Expect(screen.Locator(".band-said")).ToBeHiddenAsync();
        await screen.KeepAsync($"over-{language}-screen");
        await SaysAsync("screen opened now", await OpenAsync(hall, $"/screen/{day.Id}"), "#phase", ".scene-line");
        await kiosk.EvaluateAsync(LookedAt);
        await SaysAsync("kiosk left on", kiosk, ".phase-view h2", ".phase-view p");
        await kiosk.ReloadAsync();
        await SaysAsync("kiosk started anew", kiosk, ".phase-view h2", ".phase-view p");
        await kiosk.KeepAsync($"over-{language}-kiosk");
        await tablet.ClearCookiesAsync(new() { NameString = "pbdd-station" });
        await kiosk.ReloadAsync();
        await SaysAsync("kiosk whose pairing ran out", kiosk, ".phase-view h1", ".phase-view p");
        await kiosk.KeepAsync($"over-{language}-kiosk-run-out");

        Assert.Equal(10, said.Count);
        Assert.All(said, view => Assert.Equal((view.Key, (title, detail)), (view.Key, view.Value)));

        // Whoever had chosen something reads the same first sentence, and then what became of it.
        await choosing.EvaluateAsync(LookedAt);
        await casting.Locator("#cast").TapAsync();
        foreach (var page in new[] { choosing, casting })
        {
            await Expect(page.Locator("#message .notice strong")).ToHaveTextAsync(title);
            await Expect(page.Locator("#message .notice p:nth-child(2)")).Not.ToHaveTextAsync(detail);
            await page.KeepAsync($"over-{language}-phone{(page == casting ? "-cast" : "")}");
        }
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Casts);

        async Task SaysAsync(string view, IPage page, string first, string second)
        {
            await Expect(page.Locator(first)).ToHaveTextAsync(new Regex(Regex.Escape(title)), new() { Timeout = 20_000 });
            said.Add(view, (await TextAsync(page.Locator(first)), await TextAsync(page.Locator(second))));
        }
    }

    [Fact]
    public async Task A_page_of_before_the_close_does_not_go_on_saying_what_it_said()
    {
        var day = await OpenDay.CreateAsync(site.Services, "before");
        await using var phone = await chromium.PhoneAsync();
        var left = new[] { "/", "/days/before", "/days/before/stalls/3", "/audit/before" };
        var pages = new List<IPage>();
        foreach (var path in left) pages.Add(await OpenAsync(phone, path));
        var walked = await OpenAsync(phone, "/days/before");
        await walked.GotoAsync($"{site.Address()}/about");
        await Expect(pages[2].Locator("#keep")).ToBeVisibleAsync();

        await day.StepAsync(DayPhase.Closed);
        ((Web.Days.DayReader)site.Services.GetService(typeof(Web.Days.DayReader))!).Forget(day.Id);
        foreach (var page in pages) await page.EvaluateAsync(LookedAt);
        var closed = new Regex("Voting is closed");
        await Expect(pages[0].Locator("li", new() { Has = pages[0].Locator("a[href='/days/before']") }).Locator(".badge").First).ToHaveTextAsync(closed);
        await Expect(pages[1].Locator(".masthead .badge")).ToHaveTextAsync(closed);
        await Expect(pages[2].Locator("#over strong")).ToHaveTextAsync(closed);
        await Expect(pages[2].Locator("#keep")).ToHaveCountAsync(0);
        await Expect(pages[3].Locator("body")).ToHaveAttributeAsync("data-says", "before:closed");
        await walked.GoBackAsync();
        await Expect(walked.Locator(".masthead .badge")).ToHaveTextAsync(closed);

        // Whoever cannot ask is told how old the page is.
        await phone.SetOfflineAsync(true);
        await pages[1].EvaluateAsync(LookedAt);
        await Expect(pages[1].Locator("#page-old")).ToContainTextAsync("This page is from");
        await pages[1].KeepAsync("page-old");
        await phone.SetOfflineAsync(false);
        await Expect(pages[1].Locator("#page-old")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_tablet_that_was_never_a_kiosk_or_is_one_no_more_does_not_speak_for_the_day()
    {
        var day = await OpenDay.CreateAsync(site.Services, "over-stranger");
        await using var tablet = await chromium.TabletAsync();
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id);
        await kiosk.ExpectClearAsync();
        // The pairing has run out while voting goes on: it says so, and not that voting is over.
        await tablet.ClearCookiesAsync(new() { NameString = "pbdd-station" });
        await kiosk.Page.ReloadAsync();
        await Expect(kiosk.Page.GetByRole(AriaRole.Heading, new() { Name = "This device is not a kiosk" })).ToBeVisibleAsync();
        await day.StepAsync(DayPhase.Closed);
        await using var stranger = await chromium.TabletAsync();
        var page = await OpenAsync(stranger, "/kiosk");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This device is not a kiosk" })).ToBeVisibleAsync();
    }

    private async Task<IBrowserContext> InAsync(string language, IBrowserContext context)
    {
        await context.AddCookiesAsync([new() { Name = "language", Value = language, Url = site.Address() }]);
        return context;
    }

    private async Task<IPage> OpenAsync(IBrowserContext context, string path)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Address() + path);
        return page;
    }

    private static async Task<string> TextAsync(ILocator place) => (await place.InnerTextAsync()).Trim();
}
