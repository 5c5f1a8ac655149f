using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Browser.Tests.Pages;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Voting;

/// <summary>A voting page that was left open: what it offers when voting has ended or rests.</summary>
public sealed class OverTests(Chromium chromium, EveryPage pages)
{
    private const string First = "Slow walks, good company";

    [Fact]
    public async Task When_voting_has_closed_the_page_says_so_and_nothing_is_left_to_cast()
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, "ends-now");
        await using var phone = await chromium.PhoneAsync();
        var voter = await ReviewAsync(phone, day);
        await day.StepAsync(DayPhase.Closed);

        await voter.ButtonAsync("Cast my vote");

        await Expect(voter.Page.GetByText("Voting is closed")).ToBeVisibleAsync();
        await voter.Page.KeepAsync("vote-over");
        await Expect(voter.Page.GetByRole(AriaRole.Button, new() { Name = "Cast my vote" })).ToHaveCountAsync(0);
        await Expect(voter.Page.GetByRole(AriaRole.Button, new() { Name = "Review my choices" })).ToHaveCountAsync(0);
        await Expect(voter.Page.Locator("#steps")).ToBeHiddenAsync();
        await voter.Page.GoBackAsync();
        await Expect(voter.Page.GetByRole(AriaRole.Button, new() { Name = "Cast my vote" })).ToHaveCountAsync(0);

        // In another language the same page says the same, and a card that is scanned now meets the day's page as it is.
        await Voter.SpeakAsync(voter.Page, "Gàidhlig");
        await Expect(voter.Page.Locator("#over")).ToBeVisibleAsync();
        await voter.Page.EvaluateAsync($"() => location.hash = '{day.Cards[1].Symbols}'");
        await Expect(voter.Page.Locator("#over")).ToBeVisibleAsync();
        await Expect(voter.Page).ToHaveURLAsync($"{pages.Address}/v/{day.Id}");
    }

    [Fact]
    public async Task While_voting_is_paused_the_choices_stay_and_can_be_cast_when_it_goes_on()
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, "rests-now");
        await using var phone = await chromium.PhoneAsync();
        var voter = await ReviewAsync(phone, day);
        await day.StepAsync(DayPhase.Paused);
        await voter.ButtonAsync("Cast my vote");
        await Expect(voter.Page.GetByText("Your vote was not cast.")).ToBeVisibleAsync();
        await day.StepAsync(DayPhase.Open);

        await voter.ButtonAsync("Cast my vote");

        await Expect(voter.Page.GetByRole(AriaRole.Heading, new() { Name = "Your vote is cast" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_last_vote_that_is_opened_after_casting_has_ended_sends_nobody_to_the_door()
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, "last-now");
        for (var version = 1; version <= 5; version++)
        {
            var derived = day.Cards[0].Derive(day.Origin);
            var cast = new Contracts.Ballots.CastBallot(derived.Number.ToString(), version, derived.Proof(version).ToString(), "approve 1", Ledger.Digest.Random().ToString());
            Assert.Equal(Contracts.Ballots.CastStatus.Accepted, (await day.Box.CastAsync(cast, default)).Status);
        }
        await using var phone = await chromium.PhoneAsync();
        var voter = new Voter(await phone.NewPageAsync());
        await voter.Page.GotoAsync($"{pages.Address}/v/{day.Id}#{day.Cards[0].Symbols}");
        await voter.ButtonAsync("Change the vote");
        await voter.CastAsync(First);
        await Expect(voter.Page.GetByRole(AriaRole.Heading, new() { Name = "Your vote is cast" })).ToBeVisibleAsync();

        // While casting goes on, the door exchanges the card.
        await voter.Page.Locator(".challenge-offer button").ClickAsync();
        await Expect(voter.Page.GetByText("before voting ends")).ToBeVisibleAsync();
        await voter.Page.Locator("#losing .sticky-step .button").First.ClickAsync();

        // The page stands open, and casting ends. A rehearsal closes at once, so the phase of a day that counts is put into the answer.
        await phone.RouteAsync($"**/api/days/{day.Id}", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = answer, Body = (await answer.TextAsync()).Replace("\"phase\":\"open\"", "\"phase\":\"checking\"", StringComparison.Ordinal) });
        });
        await voter.Page.Locator(".challenge-offer button").ClickAsync();
        await Expect(voter.Page.GetByText("Voting has ended. If you open your vote, it does not count, and you cannot vote again.")).ToBeVisibleAsync();
        await Expect(voter.Page.GetByText("before voting ends")).ToHaveCountAsync(0);
        await voter.ButtonAsync("Give up my vote and open it");
        await voter.ButtonAsync("Yes, open it");
        await Expect(voter.Page.GetByText("Voting has ended, so no other vote can follow.")).ToBeVisibleAsync();
        await Expect(voter.Page.GetByText("to the people at the door")).ToHaveCountAsync(0);
    }

    private async Task<Voter> ReviewAsync(IBrowserContext phone, OpenDay day)
    {
        var voter = new Voter(await phone.NewPageAsync());
        await voter.Page.GotoAsync($"{pages.Address}/v/{day.Id}#{day.Cards[0].Symbols}");
        await voter.ChooseAsync(First);
        await voter.ButtonAsync("Review my choices");
        await Expect(voter.Page.GetByRole(AriaRole.Heading, new() { Name = "Is this your vote?" })).ToBeVisibleAsync();
        return voter;
    }
}
