using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Browser.Tests.Pages;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Voting;

/// <summary>A voter has a vote opened and the page compares: with an honest service, with one that lies, and with a page that has forgotten.</summary>
public sealed class ChallengeTests(Chromium chromium, EveryPage pages)
{
    private readonly RunningSite site = pages.Site;

    private const string First = "Slow walks, good company", Second = "Cook once, eat together", Third = "Quiet swims";
    private const string Offer = "Check that the service sealed what you chose", Open = "Open my vote and check it";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_opened_vote_is_what_was_sent_and_the_voter_votes_again(bool replacement)
    {
        var day = await OpenDay.CreateAsync(site.Services, $"honest-{replacement}".ToLowerInvariant(), replacement: replacement);
        await using var phone = await chromium.PhoneAsync();
        var complaints = new Complaints();
        complaints.ListenTo(phone);
        var voter = await CastAsync(phone, day, First, Third);

        // Asked once more, and left alone: the receipt is still there, and the vote still counts.
        await voter.ButtonAsync(Offer);
        await Expect(Heading(voter, "Open your vote to check it?")).ToBeFocusedAsync();
        await voter.Page.KeepAsync("challenge-asked");
        // What cannot be taken back is the quiet button, and does not come first.
        await Expect(voter.Page.Locator("#challenge .button").First).ToHaveTextAsync("Leave my vote as it is");
        await Expect(voter.Page.GetByRole(AriaRole.Button, new() { Name = Open })).ToHaveClassAsync("button quiet");
        await Expect(voter.Page.GetByRole(AriaRole.Button, new() { Name = "Leave my vote as it is" })).Not.ToHaveClassAsync("button quiet");
        await voter.ButtonAsync("Leave my vote as it is");
        await Expect(Heading(voter, "Your vote is cast")).ToBeVisibleAsync();
        Assert.Equal((1, 0), await CountAsync(day));

        await voter.ButtonAsync(Offer);
        await voter.ButtonAsync(Open);
        await Expect(Heading(voter, "This vote does not count: vote again")).ToBeFocusedAsync();
        await Expect(voter.Page.Locator("#same .notice.good")).ToHaveCountAsync(0);
        await Expect(Heading(voter, "The service sealed what you chose")).ToBeVisibleAsync();
        await Expect(voter.Page.Locator("#same .reviewed")).ToContainTextAsync(First);
        await Expect(voter.Page.Locator("#same .reviewed")).ToContainTextAsync(Third);
        await voter.Page.GetByText("Details for those who check").ClickAsync();
        await Expect(voter.Page.Locator("#same .checks .passed")).ToHaveCountAsync(3);
        await voter.Page.KeepAsync("challenge-same");
        Assert.Equal((0, 1), await CountAsync(day));

        // The earlier choices are filled in; one is changed.
        await voter.ButtonAsync("Vote again");
        await Expect(voter.Page.GetByText("Your earlier choices are filled in.")).ToBeVisibleAsync();
        await Expect(voter.Page.GetByRole(AriaRole.Checkbox, new() { Name = First })).ToBeCheckedAsync();
        await voter.Page.GetByRole(AriaRole.Checkbox, new() { Name = Third }).UncheckAsync();
        await voter.CastAsync(First, Second);
        var receipt = await voter.ReceiptAsync();
        Assert.True(Receipt.TryParse(receipt + "\n", out _) || Receipt.TryParse(receipt, out _));
        Assert.Equal((1, 1), await CountAsync(day));
        Assert.True(complaints.Heard.Count == 0, string.Join("\n", complaints.Heard));
    }

    // A log may be announced before the page is loaded, or while it stands open.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_card_of_another_log_has_its_receipt_and_its_challenge_by_that_logs_key(bool loadedBefore)
    {
        var day = await OpenDay.CreateAsync(site.Services, $"elsewhere-{loadedBefore}".ToLowerInvariant());
        await using var phone = await chromium.PhoneAsync();
        var complaints = new Complaints();
        complaints.ListenTo(phone);
        var voter = new Voter(await phone.NewPageAsync());
        if (loadedBefore)
        {
            await voter.Page.GotoAsync($"{site.Address()}/v/{day.Id}");
            await Expect(voter.Page.Locator("#code")).ToBeVisibleAsync();
        }
        var card = await day.AnnounceAsync("cafe");
        await voter.Page.GotoAsync($"{site.Address()}/v/{day.Id}#{card.Symbols}");
        await voter.CastAsync(First, Third);

        Assert.True(Receipt.TryParse(await voter.ReceiptAsync(), out var receipt));
        Assert.Equal($"{day.Origin}/cafe", receipt!.Origin);
        // Its key is not the one on the outside of the card.
        await Expect(voter.Page.GetByText("as on the outside of your card")).ToHaveCountAsync(0);
        var checking = await phone.NewPageAsync();
        await checking.GotoAsync((await voter.Page.GetByRole(AriaRole.Link, new() { Name = "Check it now" }).GetAttributeAsync("href"))!);
        await Expect(checking.Locator("#outcome .notice strong").First).ToHaveTextAsync("This ballot counts.");

        await voter.ButtonAsync(Offer);
        await voter.ButtonAsync(Open);
        await Expect(Heading(voter, "The service sealed what you chose")).ToBeVisibleAsync();
        await voter.Page.GetByText("Details for those who check").ClickAsync();
        await Expect(voter.Page.Locator("#same .checks .passed")).ToHaveCountAsync(3);
        await Expect(voter.Page.Locator("#same pre")).ToContainTextAsync($"in the log {day.Origin}/cafe\n");
        await voter.ButtonAsync("Vote again");
        await voter.CastAsync(First, Third);
        await voter.ReceiptAsync();
        var box = await day.BoxOf("cafe").GetStatusAsync(default);
        Assert.Equal((1, 1), (box.Ballots, box.Challenges));
        Assert.True(complaints.Heard.Count == 0, string.Join("\n", complaints.Heard));
    }

    [Theory]
    [InlineData("ballot", "The sealed vote is not the one you cast")]
    [InlineData("nonce", "The service has not shown that it sealed your vote")]
    [InlineData("receipt", "The service has not shown that it sealed your vote")]
    public async Task A_service_that_lies_about_what_it_sealed_is_found_out(string lie, string hears)
    {
        var day = await OpenDay.CreateAsync(site.Services, $"lie-{lie}");
        await using var phone = await chromium.PhoneAsync();
        var voter = await CastAsync(phone, day, First, Third);
        await phone.RouteAsync("**/api/days/*/challenges", async route =>
        {
            var answer = await route.FetchAsync();
            var body = JsonNode.Parse(await answer.BodyAsync())!;
            body[lie] = lie switch
            {
                "ballot" => "approve 1 2",
                "nonce" => Digest.Random().ToString(),
                _ => body["receipt"]!.GetValue<string>().Replace("pbdd/1 receipt", "pbdd/1 Receipt", StringComparison.Ordinal),
            };
            await route.FulfillAsync(new() { Response = answer, Body = body.ToJsonString() });
        });
        await voter.ButtonAsync(Offer);
        await voter.ButtonAsync(Open);

        var alarm = voter.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "show it to an organiser" });
        await Expect(alarm).ToBeVisibleAsync();
        await Expect(Heading(voter, hears)).ToBeVisibleAsync();
        Assert.NotEqual(0, await voter.Page.Locator("#different .checks .failed").CountAsync());
        await voter.Page.KeepAsync($"challenge-lie-{lie}");

        var download = await voter.Page.RunAndWaitForDownloadAsync(() => voter.ButtonAsync("Save the evidence"));
        var evidence = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains("FAILS", evidence, StringComparison.Ordinal);
        Assert.Contains("ballot approve 1 area/5", evidence, StringComparison.Ordinal);
        Assert.Contains("pbdd/1 receipt", evidence, StringComparison.Ordinal);
        Assert.DoesNotContain(day.Cards[0].Symbols, evidence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_was_loaded_again_cannot_open_the_vote_and_a_card_whose_vote_was_opened_says_so()
    {
        var day = await OpenDay.CreateAsync(site.Services, "again");
        await using var phone = await chromium.PhoneAsync();
        var voter = await CastAsync(phone, day, First, Third);
        await Expect(voter.Page.GetByText("Only this page can do it, until you leave it.")).ToBeVisibleAsync();
        await ScanAsync(voter, day);
        await Expect(voter.Page.GetByText("This card has already voted.")).ToBeVisibleAsync();
        await Expect(voter.Page.GetByRole(AriaRole.Button, new() { Name = Offer })).ToHaveCountAsync(0);

        await voter.ButtonAsync("Change the vote");
        await voter.CastAsync(Second);
        await voter.ButtonAsync(Offer);
        await voter.ButtonAsync(Open);
        await Expect(Heading(voter, "This vote does not count: vote again")).ToBeVisibleAsync();
        // The card is read once more before it voted again: it says that nothing of it counts.
        voter.Page.Dialog += (_, leaving) => _ = leaving.AcceptAsync();
        await ScanAsync(voter, day);
        await Expect(voter.Page.GetByText("A vote of this card was opened to check it, and does not count.")).ToBeVisibleAsync();
        await voter.ButtonAsync("Vote again");
        await voter.CastAsync(Second);
        await voter.ReceiptAsync();
        Assert.Equal((1, 1), await CountAsync(day));
    }

    [Fact]
    public async Task A_challenge_that_is_refused_leaves_the_vote_as_it_was()
    {
        var day = await OpenDay.CreateAsync(site.Services, "refused");
        await using var phone = await chromium.PhoneAsync();
        var voter = await CastAsync(phone, day, First);
        await day.StepAsync(Contracts.Days.DayPhase.Closed);
        await voter.ButtonAsync(Offer);
        // The page hears that voting is over, and asks twice.
        await Expect(Heading(voter, "Give up your vote to check it?")).ToBeVisibleAsync();
        await voter.ButtonAsync("Give up my vote and open it");
        await voter.ButtonAsync("Yes, open it");
        await Expect(Heading(voter, "Your vote was not opened")).ToBeVisibleAsync();
        await Expect(voter.Page.GetByText("Your vote stands as it was cast.")).ToBeVisibleAsync();
        await voter.ButtonAsync("Back to my vote");
        await Expect(Heading(voter, "Your vote is cast")).ToBeVisibleAsync();
        Assert.Equal((1, 0), await CountAsync(day));
    }

    private async Task<Voter> CastAsync(IBrowserContext phone, OpenDay day, params string[] projects)
    {
        var voter = new Voter(await phone.NewPageAsync());
        await ScanAsync(voter, day);
        await voter.CastAsync(projects);
        await Expect(Heading(voter, "Your vote is cast")).ToBeVisibleAsync();
        return voter;
    }

    private async Task ScanAsync(Voter voter, OpenDay day)
    {
        await voter.Page.GotoAsync("about:blank");
        await voter.Page.GotoAsync($"{site.Address()}/v/{day.Id}#{day.Cards[0].Symbols}");
    }

    private static ILocator Heading(Voter voter, string name) => voter.Page.GetByRole(AriaRole.Heading, new() { Name = name });

    private static async Task<(long Ballots, long Challenges)> CountAsync(OpenDay day)
    {
        var box = await day.Box.GetStatusAsync(default);
        return (box.Ballots, box.Challenges);
    }
}
