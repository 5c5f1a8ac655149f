using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Browser.Tests.Pages;
using PbDecisionDay.Web.Tests.Voting;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Voting;

/// <summary>A page that was loaded lives more than twenty minutes without a network. Its clock is turned; nobody waits for it.</summary>
public sealed class TwentyMinutesTests(Chromium chromium, EveryPage pages)
{
    private const int Minutes = 21;

    // When and with what the page tried to cast, and when that failed, by its own clock.
    private const string Tries =
        """
        (() => {
          const send = window.fetch;
          window.tries = [];
          window.fetch = (address, options) => {
            if (!String(address).endsWith("/ballots")) return send(address, options);
            const one = { began: Date.now(), failed: 0, body: options.body };
            window.tries.push(one);
            return send(address, options).catch((fault) => {
              one.failed = Date.now();
              throw fault;
            });
          };
        })();
        """;

    private const string Kept = "async () => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, (await indexedDB.databases()).length, await caches.keys(), location.hash])";

    [Fact]
    public async Task A_ballot_waits_in_memory_tries_again_with_the_same_attempt_and_counts_once()
    {
        var day = await FormDays.OpenAsync(pages.Site.Services, "rank", "twenty-minutes");
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.Clock.InstallAsync();
        await page.AddInitScriptAsync(Tries);
        await page.GotoAsync($"{pages.Address}/v/{day.Id}#{day.Cards[0].Symbols}");
        await Expect(page.Locator("#choose-step")).ToBeVisibleAsync();
        var before = await page.EvaluateAsync<string>(Kept);
        await phone.SetOfflineAsync(true);

        // Twenty minutes of choosing: pictures, another part of the page and the form itself need no network.
        var paper = new BallotPaper(page, keys: false);
        await paper.FillAsync("tick 3");
        await PassAsync(page, minutes: Minutes);
        await paper.FillAsync("tick 1; says Place 2; review");
        await Expect(page.Locator("#review .reviewed li")).ToHaveCountAsync(2);
        Assert.True(await page.Locator("#review .thumb").First.EvaluateAsync<bool>("picture => picture.complete && picture.naturalWidth > 0"));
        Assert.True(await AsksBeforeLeavingAsync(page));

        // Twenty more of sending.
        await page.Locator("#cast").TapAsync();
        await PassAsync(page, minutes: Minutes);
        await Expect(page.GetByText("Not counted yet")).ToBeVisibleAsync();
        await Expect(page).ToHaveTitleAsync(new Regex("^Not counted yet"));
        await Expect(page.Locator("#unsent .reviewed li")).ToHaveCountAsync(2);
        Assert.True(await AsksBeforeLeavingAsync(page));
        Assert.Equal(before, await page.EvaluateAsync<string>(Kept));
        await page.KeepAsync("vote-twenty-minutes");
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Casts);

        var tries = JsonSerializer.Deserialize<Try[]>(await page.EvaluateAsync<string>("() => JSON.stringify(tries)"), JsonSerializerOptions.Web)!;
        Assert.Single(tries.Select(one => one.Body).Distinct(StringComparer.Ordinal));
        // It goes on to the end, each time after another while: once it has slowed down, after nine to fifteen seconds.
        var late = tries.Zip(tries.Skip(1), (one, next) => next.Began - one.Failed).Skip(5).ToArray();
        Assert.InRange(late.Length, 40, Minutes * 60 / 9);
        Assert.InRange(tries[^1].Began - tries[0].Began, (Minutes - 1) * 60_000, (Minutes + 2) * 60_000);
        Assert.All(late, pause => Assert.InRange(pause, 8_900, 15_500));
        Assert.InRange(late.Max() - late.Min(), 2_000, 6_600);

        await phone.SetOfflineAsync(false);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your vote is cast" })).ToBeVisibleAsync();
        await Expect(page).ToHaveTitleAsync(new Regex("^Vote"));
        Assert.False(await AsksBeforeLeavingAsync(page));
        Assert.Equal("rank 3 1", Assert.Single((await day.Box.ReadCountedAsync(0, default)).Changes).Added);
        Assert.Equal(1, (await day.Box.GetStatusAsync(default)).Casts);
    }

    // A second at a time: what fails without a network fails by the machine's own clock.
    private static async Task PassAsync(IPage page, int minutes)
    {
        for (var second = 0; second < minutes * 60; second++) await page.Clock.RunForAsync(1_000);
    }

    private static Task<bool> AsksBeforeLeavingAsync(IPage page) =>
        page.EvaluateAsync<bool>("() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))");

    private sealed record Try(double Began, double Failed, string Body);
}
