using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Voting;

/// <summary>What a phone tells of a card, and what becomes of a ballot when the network goes away.</summary>
public sealed class SecretsTests(Chromium chromium, ListeningSite site) : IClassFixture<ListeningSite>
{
    private const string First = "Slow walks, good company", Second = "Cook once, eat together";

    // All that a page can keep or pass on.
    private const string Kept =
        """
        () => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, document.referrer, location.href,
          history.state, document.title, document.documentElement.outerHTML, [...document.querySelectorAll("input, textarea")].map((field) => field.value)])
        """;

    [Fact]
    public async Task A_vote_leaves_the_cards_secret_nowhere()
    {
        var day = await OpenDay.CreateAsync(site.Services, "secret");
        var (card, derived) = (day.Cards[0], day.Cards[0].Derive(day.Origin));
        await using var phone = await chromium.PhoneAsync();
        var sent = new ConcurrentQueue<Task<string>>();
        phone.Request += (_, request) => sent.Enqueue(AllOf(request));
        var voter = new Voter(await phone.NewPageAsync());
        var kept = new List<string>();

        await voter.Page.GotoAsync($"{site.Address()}/v/secret#{card.Symbols}");
        await voter.ChooseAsync(First);
        kept.Add(await voter.Page.EvaluateAsync<string>(Kept));
        // Nothing of a ballot is written to the phone: not even the choices.
        Assert.Equal("{}{}", await voter.Page.EvaluateAsync<string>("() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"));
        await voter.CastAsync(First, Second);
        await voter.ReceiptAsync();
        kept.Add(await voter.Page.EvaluateAsync<string>(Kept));
        kept.Add(JsonSerializer.Serialize(await phone.CookiesAsync()));
        await voter.Page.GetByRole(AriaRole.Link, new() { Name = "Finished" }).ClickAsync();
        await Expect(voter.Page.GetByRole(AriaRole.Heading, new() { Name = "The stalls" })).ToBeVisibleAsync();
        kept.Add(await voter.Page.EvaluateAsync<string>(Kept));

        var requests = await Task.WhenAll(sent);
        Assert.Contains(requests, request => Tells(request, derived.Proof(1).ToString()));
        Assert.Contains(site.Log, line => line.Contains("/v/secret", StringComparison.Ordinal));
        string[] secrets = [card.Symbols, card.Code, card.Symbols[..^1], .. Enumerable.Range(2, 6).Select(version => derived.Proof(version).ToString())];
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(requests, request => Tells(request, secret));
            Assert.DoesNotContain(kept, text => Tells(text, secret));
            Assert.DoesNotContain(site.Log, line => Tells(line, secret));
        }
    }

    [Fact]
    public async Task A_wrong_check_symbol_is_said_before_anything_is_sent()
    {
        var day = await OpenDay.CreateAsync(site.Services, "misread");
        var code = day.Cards[0].Code;
        var misread = code[..^1] + (code[^1] == '7' ? '8' : '7');
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{site.Address()}/v/misread", new() { WaitUntil = WaitUntilState.NetworkIdle });
        var sent = new ConcurrentQueue<string>();
        phone.Request += (_, request) => sent.Enqueue(request.Url);

        var field = page.GetByLabel("Card code");
        await field.FillAsync(misread);
        await page.GetByRole(AriaRole.Button, new() { Name = "Next", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("One letter or number is wrong");
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(field).ToBeFocusedAsync();
        Assert.Empty(sent);

        await field.FillAsync(code.ToLowerInvariant().Replace('-', ' '));
        await page.GetByRole(AriaRole.Button, new() { Name = "Next", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Choose projects: up to 3" })).ToBeVisibleAsync();
        Assert.Contains(sent, url => url.EndsWith("/cards", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cast_whose_answer_is_lost_is_sent_again_and_counts_once()
    {
        var day = await OpenDay.CreateAsync(site.Services, "lost");
        await using var phone = await chromium.PhoneAsync();
        var voter = new Voter(await phone.NewPageAsync());
        var bodies = new ConcurrentQueue<string>();
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var firstReceipt = "";
        await phone.RouteAsync("**/api/days/lost/ballots", async route =>
        {
            bodies.Enqueue(route.Request.PostData!);
            if (bodies.Count == 1)
            {
                // The service takes the ballot; its answer never arrives.
                var answer = await route.FetchAsync();
                firstReceipt = (await answer.JsonAsync())!.Value.GetProperty("receipt").GetString()!;
                await route.AbortAsync("connectionreset");
                return;
            }
            await seen.Task;
            await route.ContinueAsync();
        });

        await voter.Page.GotoAsync($"{site.Address()}/v/lost#{day.Cards[0].Symbols}");
        await voter.CastAsync(First);
        await Expect(voter.Page.GetByText("Still sending. Do not close this page.")).ToBeVisibleAsync();
        await voter.Page.KeepAsync("vote-still-sending");
        seen.SetResult();

        Assert.Equal(firstReceipt.Trim(), (await voter.ReceiptAsync()).Trim());
        Assert.Equal(2, bodies.Count);
        Assert.Single(bodies.Distinct(StringComparer.Ordinal));
        var box = await day.Box.GetStatusAsync(default);
        Assert.Equal((1, 1), (box.Ballots, box.Casts));
    }

    [Fact]
    public async Task A_vote_without_a_network_waits_for_it()
    {
        var day = await OpenDay.CreateAsync(site.Services, "offline");
        await using var phone = await chromium.PhoneAsync();
        var voter = new Voter(await phone.NewPageAsync());
        await voter.Page.GotoAsync($"{site.Address()}/v/offline#{day.Cards[0].Symbols}");
        await voter.ChooseAsync(First);
        await phone.SetOfflineAsync(true);
        await voter.CastAsync(First);
        await Expect(voter.Page.GetByText("Still sending. Do not close this page.")).ToBeVisibleAsync();
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Casts);

        await phone.SetOfflineAsync(false);
        await voter.ReceiptAsync();
        var box = await day.Box.GetStatusAsync(default);
        Assert.Equal((1, 1), (box.Ballots, box.Casts));
    }

    // A fragment stays in the browser, whatever the tools show: an address is what the service gets of it.
    private static async Task<string> AllOf(Microsoft.Playwright.IRequest request)
    {
        var headers = await request.AllHeadersAsync();
        return $"{request.Method} {request.Url.Split('#')[0]}\n{string.Join('\n', headers)}\n{request.PostData}";
    }

    private static bool Tells(string text, string secret) =>
        text.Contains(secret, StringComparison.OrdinalIgnoreCase)
        || text.Contains(Uri.EscapeDataString(secret), StringComparison.OrdinalIgnoreCase)
        || text.Contains(JsonEncodedText.Encode(secret).ToString(), StringComparison.OrdinalIgnoreCase);
}
