using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Audit;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Organisers;

namespace PbDecisionDay.Web.Tests.Doors;

/// <summary>
/// A day with a register on which a card was opened as a test, one was lost, and one was drawn by mistake: everybody votes, and its files verify.
/// Source: docs/adr/0051 and I3 in the protocol.
/// </summary>
public sealed class RegisterMistakesTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string Id = "register-mistakes";
    private const int People = 31;

    private readonly HttpClient _anyone = site.Client();
    private readonly HttpClient _door = site.Client();

    [Fact]
    public async Task Cards_are_exchanged_one_for_one_where_people_draw_them_and_the_day_verifies()
    {
        var day = await TwoPrograms.PublishAsync(
            site, Id, FrozenRules.Create(BallotForm.ApproveUpTo(2), new RuleSettings(), LiveResults.Turnout, true, "en"), "GBP", 100_000,
            [new { id = "1", title = "Benches", ask = 60_000 }, new { id = "2", title = "Songs", ask = 50_000 }], "register");
        var people = Enumerable.Range(0, People).Select(at => new NewLine($"{at}", $"Person {at}", "", $"PASSNUMBER{at}"));
        Assert.Equal(-1, (await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IRegisterGrain>(Id).AddAsync([.. people], default)).ProblemAt);
        var (tub, spares) = (await BatchAsync(day, "tub", 50), await BatchAsync(day, "exchange-1", 3));
        Assert.Contains("one by one", await day.RefusedAsync("activations", new { batch = "exchange-1" }, "invalid"), StringComparison.Ordinal);
        await day.DoneAsync("activations", new { batch = "tub" });
        await day.StepAsync("open");
        var offer = await (await day.DoneAsync("stations", new { role = "door", name = "Main door", venue = "hall" })).Content.ReadFromJsonAsync<JsonElement>();
        (await _door.PostAsJsonAsync("/api/stations/pair", new { code = offer.GetProperty("code").GetString(), day = Id })).EnsureSuccessStatusCode();
        for (var at = 0; at < People; at++) Assert.Equal("checked-in", await AskAsync("checkins", new { pass = $"PASSNUMBER{at}" }));

        // Nothing was taken in yet.
        Assert.Equal("none-to-replace", await AskAsync("checkins", new { card = Outside(spares[0]) }));
        Assert.Equal("not-for-exchange", await AskAsync("checkins", new { card = Outside(tub[0]) }));
        using (var early = await _anyone.PostAsJsonAsync($"/api/days/{Id}/ballots", Ballot(spares[0], 1, Digest.Random())))
            Assert.Equal(HttpStatusCode.Forbidden, early.StatusCode);

        var random = Digest.Random();
        await TakenAsync("ballots", Ballot(tub[0], 6, random));
        await TakenAsync("challenges", new { card = $"{tub[0].Number}", version = 7, proof = $"{tub[0].Proof(7)}", random = $"{random}", losesVote = true });
        Assert.Equal("exchanged", await AskAsync("exchanges", new { card = $"{tub[0].Number}", inside = $"{tub[0].Inside}" }));
        Assert.Equal("replaced", await AskAsync("checkins", new { card = Outside(spares[0]) }));
        Assert.Equal("none-to-replace", await AskAsync("checkins", new { card = Outside(spares[1]) }));

        var refused = await day.RefusedAsync("voids", new { card = Outside(tub[1]), reason = "found", secondToken = day.Second }, "invalid");
        Assert.Contains("back into the tub", refused, StringComparison.Ordinal);
        await day.DoneAsync("voids", new { card = Outside(tub[1]), reason = "lost", secondToken = day.Second });
        Assert.Equal("replaced", await AskAsync("checkins", new { card = Outside(spares[1]) }));

        foreach (var card in tub[2..People].Concat(spares[..2])) await TakenAsync("ballots", Ballot(card, 1, Digest.Random()));
        Assert.Equal(People, (await _door.GetFromJsonAsync<JsonElement>($"/api/days/{Id}/door")).GetProperty("arrivals").GetInt32());
        await day.StepAsync("closed");
        await day.StepAsync("counted");
        await UntilAsync(async () => (await day.DoneAsync("dice", new { digits = "40817263", secondToken = day.Second })).StatusCode != HttpStatusCode.Accepted);
        await day.StepAsync("declared");

        using var folder = new TemporaryFolder();
        await UntilAsync(async () =>
        {
            using var answer = await _anyone.GetAsync($"/api/days/{Id}/bundle/public.zip");
            if (answer.StatusCode == HttpStatusCode.OK) await File.WriteAllBytesAsync(folder.File("public.zip"), await answer.Content.ReadAsByteArrayAsync());
            return answer.StatusCode == HttpStatusCode.OK;
        });
        var (code, said) = Checkers.Pbdd(folder, "verify", "public.zip");
        Assert.True(code == 0, said);
        Assert.Contains("1 card lost, 0 cards found, 1 card exchanged after a challenge", said, StringComparison.Ordinal);
        Assert.Contains($"{People} ballots", said, StringComparison.Ordinal);
        (code, said) = Checkers.SecondOpinion(folder, "public.zip");
        Assert.True(code == 0, said);
    }

    [Fact]
    public async Task The_console_makes_the_cards_of_the_tub_usable_and_not_those_for_exchange_and_undoes_no_hand_out()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        var day = await TwoPrograms.PublishAsync(
            site, "register-console", FrozenRules.Create(BallotForm.ApproveUpTo(2), new RuleSettings(), LiveResults.Turnout, true, "en"), "GBP", 100_000,
            [new { id = "1", title = "Benches", ask = 60_000 }], "register");
        foreach (var batch in new[] { "tub", "exchange-1" }) await BatchAsync(day, batch, 3);
        await browser.OpenAsync("/console/days/register-console/cards");
        Assert.Equal(["tub"], browser.Page.QuerySelectorAll("form[action*='Activate'] input[name=batch]").Select(input => input.GetAttribute("value")));
        Assert.Contains("handed out one by one", browser.Text, StringComparison.Ordinal);
        Assert.Equal(["Lost"], browser.Page.QuerySelectorAll("select[name=VoidReason] option").Select(option => option.GetAttribute("value")));
    }

    private static async Task<DerivedCard[]> BatchAsync(TwoPrograms day, string batch, int count)
    {
        DerivedCard[] cards = [.. Enumerable.Range(0, count).Select(_ => CardSecret.Draw().Derive(day.Origin))];
        await day.DoneAsync("batches", new { batch, cards = cards.Select(card => $"{card.Number}") });
        return cards;
    }

    private static object Ballot(DerivedCard card, int version, Digest random) =>
        new { card = $"{card.Number}", version, proof = $"{card.Proof(version)}", ballot = "approve 1", attempt = $"{Attempt.Of(random.ToBytes())}" };

    private static string Outside(DerivedCard card) => ShortNumber.Of(card.Number).Symbols;

    private async Task TakenAsync(string path, object body)
    {
        using var answer = await _anyone.PostAsJsonAsync($"/api/days/{Id}/{path}", body);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task<string> AskAsync(string path, object question)
    {
        using var answer = await _door.PostAsJsonAsync($"/api/days/{Id}/{path}", question);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString()!;
    }

    private static async Task UntilAsync(Func<Task<bool>> isDone)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await isDone()) await Task.Delay(200, patience.Token);
    }
}
