using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Voting;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Voting;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Kiosk;

/// <summary>People vote at a kiosk: every form of ballot, by touch, with two buttons, one project at a time, and with somebody who helps.</summary>
public sealed class KioskCastTests(Chromium chromium, ListeningSite site) : IClassFixture<ListeningSite>
{
    // How each form is filled in, and what is then cast.
    private static readonly Dictionary<string, (string Script, string Ballot)> Ways = new(StringComparer.Ordinal)
    {
        ["up-to"] = ("tick 1; tick 3; tick area/5; tick 2; says You have chosen 3, which is the most.; review", "approve 1 3 area/5"),
        ["exactly"] = ("tick 1; review; says Choose exactly 2; tick 3; review", "approve 1 3"),
        ["at-least"] = ("tick 1; tick 3; review", "approve 1 3"),
        ["score"] = ("mark 1 5; mark 3 0; review; says Mark: 5", "score 1=5 3=0"),
        ["score-typed"] = ("type 1 88; type 3 0; review", "score 1=88 3=0"),
        ["choose-then-score"] = ("tick 1; tick 3; review; says Give marks from 0 to 5; mark 1 4; review; says has no mark yet; mark 3 2; review", "score 1=4 3=2"),
        ["points"] = ("plus 1 6; plus 3 4; plus 3 1; says No points are left; review", "points 1=6 3=4"),
        ["rank"] = ("tick 3; tick 1; tick area/5; up area/5; review; says Place 1", "rank 3 area/5 1"),
        ["knapsack"] = ("tick 4; tick area/5; says £1,800 is left; tick 1; review", "approve 1 4"),
        ["per-pot"] = ("tick 1; tick 2; review; says nothing from", "approve 1 2"),
        ["points-per-pot"] = ("plus 1 4; plus 4 4; review", "points 1=4 4=4"),
        ["rank-per-pot"] = ("tick 4; tick 2; tick 1; review", "rank 2 1 4"),
        ["knapsack-per-pot"] = ("tick 4; tick 3; review", "approve 3 4"),
        ["extra"] = ("tick 1; tick 2; says extra: 1 of 1; review", "approve 1 2"),
    };

    public static TheoryData<string> Forms => [.. FormDays.Forms.Keys];

    [Theory, MemberData(nameof(Forms))]
    public async Task Every_form_is_cast_by_touch_with_the_last_version(string form)
    {
        var day = await FormDays.OpenAsync(site.Services, form, $"kiosk-{form}");
        await using var tablet = await chromium.TabletAsync();
        var complaints = new Complaints();
        complaints.ListenTo(tablet);
        var sent = Sent(tablet);
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id);
        await kiosk.BeginAsync(day.Cards[0]);
        await new BallotPaper(kiosk.Page, keys: false).FillAsync(Ways[form].Script);
        await Expect(kiosk.Page.GetByText("A vote cast at a kiosk cannot be changed afterwards.")).ToBeVisibleAsync();
        await kiosk.Page.KeepAsync($"kiosk-form-{form}-review");
        await kiosk.Page.Locator("#cast").TapAsync();
        await kiosk.ReceiptAsync(day, Ways[form].Ballot);
        Assert.Equal(6, JsonDocument.Parse(Assert.Single(sent)).RootElement.GetProperty("version").GetInt32());
        Assert.True(complaints.Heard.Count == 0, string.Join("\n", complaints.Heard));
    }

    [Theory]
    [InlineData("up-to")]
    [InlineData("score")]
    [InlineData("choose-then-score")]
    [InlineData("rank")]
    public async Task Two_buttons_are_enough(string form)
    {
        var (next, choose) = form is "score" or "rank" ? ("ArrowDown", "Enter") : ("Tab", "Enter");
        var day = await FormDays.OpenAsync(site.Services, form, $"two-{form}");
        await using var laptop = await chromium.LaptopAsync();
        var kiosk = await KioskVisit.PairAsync(site, laptop, day.Id);
        await kiosk.ScanAsync(day.Cards[0]);
        await Expect(kiosk.Heading).ToHaveTextAsync("How would you like to vote?");
        var keys = new TwoKeys(kiosk.Page, next, choose);
        await keys.PressAsync(kiosk.Page.Locator("#kiosk-view .way").First);
        await Expect(kiosk.Page.Locator("#choose-next")).ToBeVisibleAsync();
        foreach (var step in Ways[form].Script.Split(';', StringSplitOptions.TrimEntries)) await keys.DoAsync(step);
        await keys.PressAsync(kiosk.Page.Locator("#cast"));
        await kiosk.ReceiptAsync(day, Ways[form].Ballot);
        await keys.PressAsync(kiosk.Page.GetByRole(AriaRole.Button, new() { Name = "Finish: clear the screen" }));
        await kiosk.ExpectClearAsync();
    }

    [Fact]
    public async Task One_project_at_a_time_shows_one_and_goes_round_to_the_whole()
    {
        var day = await FormDays.OpenAsync(site.Services, "choose-then-score", "single");
        await using var tablet = await chromium.TabletAsync();
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id);
        var page = kiosk.Page;
        await kiosk.BeginAsync(day.Cards[0], way: 1);
        var shown = page.Locator("#kiosk [data-project]:visible");
        for (var at = 1; at <= 5; at++)
        {
            await Expect(page.Locator(".turn")).ToHaveTextAsync($"Project {at} of 5");
            await Expect(page.Locator(".turn")).ToBeFocusedAsync();
            await Expect(shown).ToHaveCountAsync(1);
            if (at is 1 or 3) await shown.Locator("input[type=checkbox]").CheckAsync();
            await page.KeepAsync($"kiosk-single-{at}");
            await page.Locator("#choose-next").ClickAsync();
        }

        // What was chosen is marked, again one after the other.
        await Expect(page.Locator(".turn")).ToHaveTextAsync("Project 1 of 2");
        await page.Locator("[data-project=\"1\"] input[value=\"4\"]").CheckAsync();
        await page.Locator("#choose-next").ClickAsync();
        await kiosk.ButtonAsync("Project before");
        await Expect(page.Locator("[data-project=\"1\"] input[value=\"4\"]")).ToBeCheckedAsync();
        await page.Locator("#choose-next").ClickAsync();
        await page.Locator("[data-project=\"3\"] input[value=\"2\"]").CheckAsync();
        // The whole list has the same choices.
        await kiosk.ButtonAsync("Show the whole list");
        await Expect(shown).ToHaveCountAsync(2);
        await page.Locator("#choose-next").ClickAsync();
        await page.Locator("#cast").ClickAsync();
        await kiosk.ReceiptAsync(day, "score 1=4 3=2");
    }

    [Fact]
    public async Task With_a_helper_nothing_is_cast_before_the_voter_confirms_the_read_back()
    {
        var day = await OpenDay.CreateAsync(site.Services, "helped");
        await using var tablet = await chromium.TabletAsync();
        var sent = Sent(tablet);
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id);
        var page = kiosk.Page;
        await kiosk.BeginAsync(day.Cards[0], way: 2);
        await Expect(kiosk.Heading).ToHaveTextAsync("Two of you at this kiosk");
        await page.KeepAsync("kiosk-helper");
        await kiosk.ButtonAsync("We both read this: begin");
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "Two people at the kiosk" })).ToBeVisibleAsync();
        await kiosk.TickAsync("1", "4");
        await page.KeepAsync("kiosk-helped-choose");
        await page.Locator("#choose-next").ClickAsync();

        await Expect(kiosk.Heading).ToHaveTextAsync("For the voter: is this your vote?");
        await Expect(page.Locator(".reviewed li")).ToHaveCountAsync(2);
        await Expect(page.Locator("#cast")).ToHaveCountAsync(0);
        await page.KeepAsync("kiosk-helped-confirm");
        await kiosk.ButtonAsync("No, change it");
        await page.Locator("[data-project=\"4\"] input").UncheckAsync();
        await kiosk.TickAsync("2");
        await page.Locator("#choose-next").ClickAsync();
        await Expect(page.Locator(".reviewed")).ToContainTextAsync("Cook once, eat together");
        await kiosk.ButtonAsync("Yes, this is my vote");
        Assert.Empty(sent);
        await Expect(page.GetByText("A vote cast at a kiosk cannot be changed afterwards.")).ToBeVisibleAsync();
        await page.KeepAsync("kiosk-helped-cast");
        await page.Locator("#cast").ClickAsync();
        await kiosk.ReceiptAsync(day, "approve 1 2");
        Assert.Single(sent);
    }

    [Fact]
    public async Task A_card_that_voted_on_a_phone_votes_once_more_here_and_then_no_more()
    {
        var day = await OpenDay.CreateAsync(site.Services, "after-phone");
        await day.EveryoneVotesAsync();
        await using var tablet = await chromium.TabletAsync();
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id);
        await kiosk.ScanAsync(day.Cards[1]);
        await Expect(kiosk.Heading).ToHaveTextAsync("This card has already voted.");
        await Expect(kiosk.Page.GetByText("You may replace that vote here, once.")).ToBeVisibleAsync();
        await kiosk.ButtonAsync("Change the vote");
        await kiosk.Page.Locator("#kiosk-view .way").First.ClickAsync();
        await kiosk.TickAsync("4");
        await kiosk.Page.Locator("#choose-next").ClickAsync();
        await kiosk.Page.Locator("#cast").ClickAsync();
        await kiosk.ReceiptAsync(day, "approve 4");
        await kiosk.ButtonAsync("Finish: clear the screen");
        await kiosk.ScanAsync(day.Cards[1]);
        await Expect(kiosk.Heading).ToHaveTextAsync("This card has voted, and the vote is final.");
        await kiosk.ButtonAsync("Finish");
        await kiosk.ExpectClearAsync();
    }

    [Fact]
    public async Task A_code_is_typed_with_the_letters_on_the_screen_and_a_wrong_one_is_said_before_anything_is_sent()
    {
        var day = await OpenDay.CreateAsync(site.Services, "typed");
        await using var tablet = await chromium.TabletAsync();
        var posted = new ConcurrentQueue<string>();
        tablet.Request += (_, request) => { if (request.Method == "POST" && !request.Url.EndsWith("/pair", StringComparison.Ordinal)) posted.Enqueue(request.Url); };
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id);
        var page = kiosk.Page;
        var symbols = day.Cards[0].Symbols;
        await page.Locator(".card-reader .way").Last.ClickAsync();
        foreach (var symbol in symbols[..^1] + (symbols[^1] == '7' ? '8' : '7'))
            await page.Locator(".keypad").GetByRole(AriaRole.Button, new() { Name = symbol.ToString(), Exact = true }).TapAsync();
        await page.KeepAsync("kiosk-keys");
        await kiosk.ButtonAsync("Next");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("One letter or number is wrong");
        await page.KeepAsync("kiosk-keys-wrong");
        Assert.Empty(posted);
        await kiosk.ButtonAsync("Delete the last one");
        await page.Locator(".keypad").GetByRole(AriaRole.Button, new() { Name = symbols[^1].ToString(), Exact = true }).TapAsync();
        await kiosk.ButtonAsync("Next");
        await Expect(kiosk.Heading).ToHaveTextAsync("How would you like to vote?");
        Assert.EndsWith("/cards", Assert.Single(posted), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_is_read_by_the_kiosks_camera_which_then_lets_go()
    {
        var day = await OpenDay.CreateAsync(site.Services, "camera");
        var film = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.y4m");
        Film.Write(film, $"http://localhost/v/camera#{day.Cards[0].Symbols}");
        await using var tablet = await chromium.DoorTabletAsync(film);
        var page = (await KioskVisit.PairAsync(site, tablet.Context, day.Id, camera: "front")).Page;
        await page.Locator(".card-reader .way").First.ClickAsync();
        await Expect(page.Locator("#kiosk-view h2")).ToHaveTextAsync("How would you like to vote?");
        await Expect(page.Locator("video")).ToHaveCountAsync(0);
        Assert.EndsWith("/kiosk", page.Url, StringComparison.Ordinal);
        File.Delete(film);
    }

    [Fact]
    public async Task The_next_card_in_the_queue_takes_nothing_from_who_is_voting()
    {
        var day = await OpenDay.CreateAsync(site.Services, "queue");
        await using var tablet = await chromium.TabletAsync();
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id);
        await kiosk.BeginAsync(day.Cards[0]);
        await kiosk.TickAsync("1");
        await kiosk.ScanAnywhereAsync($"https://pb.south.example/v/queue#{day.Cards[1].Symbols}");
        await Expect(kiosk.Page.Locator("[data-project=\"1\"] input")).ToBeCheckedAsync();
        await kiosk.Page.Locator("#choose-next").ClickAsync();
        await kiosk.Page.Locator("#cast").ClickAsync();
        await kiosk.ReceiptAsync(day, "approve 1");
        // The same card still lies before the scanner; then somebody else's comes.
        await kiosk.ScanAnywhereAsync($"https://pb.south.example/v/queue#{day.Cards[0].Symbols}");
        await Expect(kiosk.Heading).ToHaveTextAsync("Your vote is cast");
        await kiosk.ScanAnywhereAsync($"https://pb.south.example/v/queue#{day.Cards[1].Symbols}");
        await Expect(kiosk.Heading).ToHaveTextAsync("How would you like to vote?");
        // The number outside is no code, and says so.
        await kiosk.ButtonAsync("Stop and clear");
        await kiosk.ScanAnywhereAsync(Ledger.Cards.ShortNumber.Of(day.Cards[1].Derive(day.Origin).Number).Symbols);
        await Expect(kiosk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That is the number outside the card.");
    }

    private static ConcurrentQueue<string> Sent(IBrowserContext context)
    {
        var sent = new ConcurrentQueue<string>();
        context.Request += (_, request) =>
        {
            if (request.Url.EndsWith("/ballots", StringComparison.Ordinal)) sent.Enqueue(request.PostData ?? "");
        };
        return sent;
    }
}
