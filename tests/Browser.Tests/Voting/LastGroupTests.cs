using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Kiosk;
using PbDecisionDay.Browser.Tests.Pages;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Voting;

/// <summary>A day on which the groups speak first: a phone, a screen and a kiosk that are left open until everybody may vote.</summary>
public sealed class LastGroupTests(Chromium chromium, EveryPage pages)
{
    private const string First = "Slow walks, good company", Later = "Voting opens after the last group",
        Sentence = "The groups are still speaking. Voting opens after the last of them.";

    [Fact]
    public async Task A_phone_chooses_meanwhile_and_goes_on_by_itself_once_everybody_may_vote()
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, "talks-phone", from: VotesFrom.KiosksEarlier);
        await using var context = await chromium.PhoneAsync();
        var voter = new Voter(await context.NewPageAsync());
        await voter.Page.GotoAsync($"{pages.Address}/v/{day.Id}#{day.Cards[0].Symbols}");
        await Expect(voter.Page.Locator("#phase")).ToContainTextAsync(Sentence);
        await voter.ChooseAsync(First);
        await voter.Page.KeepAsync("talks-choose");
        await voter.ButtonAsync("Review my choices");
        await Expect(voter.Page.Locator("#cast")).ToBeHiddenAsync();
        await Expect(voter.Page.Locator("#cast-hint")).ToContainTextAsync("after the last group");
        await Expect(voter.Page.GetByText("Voting is open")).ToHaveCountAsync(0);
        await voter.Page.KeepAsync("talks-review");
        foreach (var (language, name) in new[] { ("العربية", "ar"), ("中文", "zh"), ("English", "en") })
        {
            await Voter.SpeakAsync(voter.Page, language);
            await Expect(voter.Page.Locator("html")).ToHaveAttributeAsync("lang", new System.Text.RegularExpressions.Regex($"^{name}"));
            await voter.Page.KeepAsync($"talks-review-{name}");
        }

        await day.BeginVotingAsync();

        await Expect(voter.Page.Locator("#cast")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(voter.Page.Locator("#message[aria-live=polite]")).ToContainTextAsync("The last group has spoken.");
        await Expect(voter.Page.GetByText(Sentence)).ToHaveCountAsync(0);
        await Expect(voter.Page.Locator("#review")).ToContainTextAsync(First);
        await voter.Page.KeepAsync("talks-begun");
        await voter.ButtonAsync("Cast my vote");
        await Expect(voter.Page.GetByRole(AriaRole.Heading, new() { Name = "Your vote is cast" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_screen_says_when_voting_opens_and_then_that_it_is_open()
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, "talks-screen", from: VotesFrom.LastGroup);
        await using var hall = await chromium.HallScreenAsync();
        var screen = await hall.NewPageAsync();
        await screen.GotoAsync($"{pages.Address}/screen/{day.Id}");
        await Expect(screen.Locator("#phase")).ToHaveTextAsync(Later);
        await Expect(screen.Locator(".scene-big")).ToHaveTextAsync(Later);
        await screen.KeepAsync("talks-screen", whole: false);
        await Expect(screen.GetByText("Voting is open")).ToHaveCountAsync(0);

        await day.BeginVotingAsync();

        await Expect(screen.Locator(".scene-big")).ToHaveTextAsync("Voting is open", new() { Timeout = 15_000 });
        await Expect(screen.Locator("#phase")).ToHaveTextAsync("Voting is open");
        await screen.KeepAsync("talks-screen-open", whole: false);
    }

    [Fact]
    public async Task An_organiser_lets_everybody_vote_on_the_console_and_the_page_says_that_they_can()
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, "talks-console", from: VotesFrom.KiosksEarlier);
        await using var context = await chromium.PhoneAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{pages.Address}/days/{day.Id}");
        await Expect(page.Locator("#speaking")).ToHaveTextAsync(Sentence);
        await page.KeepAsync("talks-day");
        await page.GotoAsync($"{pages.Address}/console/sign-in");
        await page.Locator("#Name").FillAsync(EveryPage.Name);
        await page.Locator("#Password").FillAsync(EveryPage.Password);
        await page.Locator("main form button").ClickAsync();
        await Expect(page.Locator(".day-list")).ToBeVisibleAsync();
        await page.GotoAsync($"{pages.Address}/present/{day.Id}");
        await Expect(page.Locator("#voting form button")).ToBeVisibleAsync();
        await page.KeepAsync("talks-present");
        await page.GotoAsync($"{pages.Address}/console/days/{day.Id}");
        await page.KeepAsync("talks-console");

        await page.GetByRole(AriaRole.Button, new() { Name = "All groups have spoken: let everybody vote" }).ClickAsync();

        await Expect(page.GetByText("Everybody can vote now.")).ToBeVisibleAsync();
        await Expect(page.Locator(".history")).ToContainTextAsync("Everybody may vote");
        await page.KeepAsync("talks-console-begun");
    }

    [Theory]
    [InlineData(VotesFrom.KiosksEarlier, "talks-kiosk-1")]
    [InlineData(VotesFrom.LastGroup, "talks-kiosk-2")]
    public async Task A_kiosk_takes_a_vote_of_somebody_who_must_leave_where_the_day_allows_it(VotesFrom from, string id)
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, id, from: from);
        await using var context = await chromium.PhoneAsync();
        var kiosk = await KioskVisit.PairAsync(pages.Site, context, day.Id);
        if (from == VotesFrom.LastGroup)
        {
            await Expect(kiosk.Heading).ToHaveTextAsync(Later);
            await Expect(kiosk.Page.Locator(".card-reader")).ToHaveCountAsync(0);
            await kiosk.Page.KeepAsync("talks-kiosk-waits");
            return;
        }
        await Expect(kiosk.Page.Locator("#earlier")).ToContainTextAsync("If you have to leave");
        await kiosk.Page.KeepAsync("talks-kiosk");
        await kiosk.ScanAsync(day.Cards[0]);
        await kiosk.Page.Locator(".ways .way").First.ClickAsync();
        await kiosk.Page.GetByRole(AriaRole.Checkbox, new() { Name = First }).CheckAsync();
        await kiosk.Page.Locator("#choose-next").ClickAsync();
        await kiosk.Page.Locator("#cast").ClickAsync();
        await Expect(kiosk.Page.GetByRole(AriaRole.Heading, new() { Name = "Your vote is cast" })).ToBeVisibleAsync();
        Assert.Equal(1, (await day.Box.GetStatusAsync(default)).Casts);
    }
}
