using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Storage.Keys;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Organisers;

/// <summary>The shares of the openings key by the API: made by two, read back, and two of them put a lost key back into the running service.</summary>
public sealed class SharesApiTests(HeldSite site) : IClassFixture<HeldSite>
{
    private static readonly FrozenRules Rules = FrozenRules.Create(BallotForm.ApproveUpTo(2), new RuleSettings(), LiveResults.Turnout, true, "en");

    private static readonly string[] Passphrases = ["five calm swans cross", "nine loud geese land", "two grey herons wait"];

    [Fact]
    public async Task Shares_take_two_organisers_and_somebody_from_outside_and_good_passphrases()
    {
        var day = await TwoPrograms.PublishAsync(site, "share-rules", Rules);
        await day.RefusedAsync("shares", Request("nobody's token"), "second-person-needed");
        await day.RefusedAsync("shares", Request(day.Second, "me", "second", "someone"), "invalid");
        await day.RefusedAsync("shares", Request(day.Second, "me", "second", "second"), "invalid");
        var shortPhrase = new { holders = Holders("me", "second", "outside", last: "short"), secondToken = day.Second };
        Assert.DoesNotContain("short", await day.RefusedAsync("shares", shortPhrase, "invalid"), StringComparison.Ordinal);
        await day.RefusedAsync("shares/read-back", new { text = "pbdd/1 key-share", passphrase = Passphrases[0] }, "invalid");
    }

    [Fact]
    public async Task Two_shares_put_a_lost_key_back_while_the_service_runs_and_one_bad_share_is_named()
    {
        var day = await TwoPrograms.PublishAsync(site, "share-restore", Rules);
        var made = await (await day.DoneAsync("shares", Request(day.Second))).Content.ReadFromJsonAsync<JsonElement>();
        string[] texts = [.. made.GetProperty("texts").EnumerateArray().Select(text => text.GetString()!)];
        Assert.Equal(3, texts.Length);
        await day.RefusedAsync("shares/read-back", new { text = texts[0], passphrase = Passphrases[1] }, "wrong-share");
        for (var at = 0; at < 3; at++) await day.DoneAsync("shares/read-back", Share(texts, at));
        var cards = Enumerable.Range(0, 2).Select(_ => CardSecret.Draw().Derive(day.Origin)).ToArray();
        await day.DoneAsync("batches", new { batch = "a", cards = cards.Select(card => $"{card.Number}") });
        await day.StepAsync("open");
        var box = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IBallotBoxGrain>(BoxKey.Main(day.Day));
        foreach (var card in cards) Assert.Equal(IssueResult.Issued, await box.IssueAsync(ShortNumber.Of(card.Number).Symbols, default));
        await CastAsync(HttpStatusCode.Created, cards[0]);

        // Somebody deletes the key, and the box that starts anew misses it.
        var key = Path.Combine(site.Services.GetRequiredService<IOptions<KeyOptions>>().Value.KeyFolder, day.Day, "openings.key");
        Assert.Equal(KeyShareProblem.None, KeyShare.Open(texts[0], Passphrases[0], out var one));
        Assert.Equal(KeyShareProblem.None, KeyShare.Open(texts[1], Passphrases[1], out var other));
        var shared = KeyShare.Join([one!, other!]).Key.ToArray();
        File.Delete(key);
        site.Journal.FailNext();
        await CastAsync(HttpStatusCode.ServiceUnavailable, cards[1]);
        await CastAsync(HttpStatusCode.ServiceUnavailable, cards[1]);

        await day.RefusedAsync("shares/restore", new { shares = new[] { Share(texts, 0) } }, "wrong-share");
        // The third was replaced by another share of the same key that looks the same.
        var forged = KeyShare.Split(day.Origin, shared, 1)[2].Seal(Passphrases[2]);
        string[] brought = [texts[0], texts[1], forged];
        await day.RefusedAsync("shares/restore", new { shares = new[] { Share(brought, 0), Share(brought, 2) } }, "wrong-share");
        var restored = await (await day.DoneAsync("shares/restore", new { shares = new[] { Share(brought, 2), Share(brought, 0), Share(brought, 1) } })).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("[3]", restored.GetProperty("bad").GetRawText());
        // Nor does one that cannot be opened at all stand in the way of two that can.
        foreach (var (bad, numbers) in new[] { (new { text = texts[2], passphrase = "not the passphrase" }, "[3]"), (new { text = "torn", passphrase = Passphrases[2] }, "[]") })
        {
            var again = await (await day.DoneAsync("shares/restore", new { shares = new[] { bad, Share(texts, 0), Share(texts, 1) } })).Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal(numbers, again.GetProperty("bad").GetRawText());
        }
        Assert.True(File.Exists(key));
        await CastAsync(HttpStatusCode.Created, cards[1]);
        Assert.Equal(2, (await box.GetStatusAsync(default)).Ballots);

        Assert.NotEmpty(site.Log);
        string[] secrets = [.. Passphrases, .. texts.SelectMany(text => text.Split('\n')).Where(line => line.StartsWith("sealed ", StringComparison.Ordinal)), Convert.ToBase64String(shared)];
        foreach (var secret in secrets) Assert.DoesNotContain(site.Log, line => line.Contains(secret, StringComparison.Ordinal));

        async Task CastAsync(HttpStatusCode status, DerivedCard card)
        {
            var request = new { card = $"{card.Number}", version = 1, proof = $"{card.Proof(1)}", ballot = "approve 1", attempt = $"{Digest.Random()}" };
            using var answer = await site.Client().PostAsJsonAsync($"/api/days/{day.Day}/ballots", request);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Once_the_day_is_open_new_shares_take_two_of_the_making_before()
    {
        var day = await TwoPrograms.PublishAsync(site, "share-anew", Rules);
        var made = await (await day.DoneAsync("shares", Request(day.Second))).Content.ReadFromJsonAsync<JsonElement>();
        string[] texts = [.. made.GetProperty("texts").EnumerateArray().Select(text => text.GetString()!)];
        await day.DoneAsync("batches", new { batch = "a", cards = new[] { $"{Digest.Random()}" } });
        await day.StepAsync("open");
        await day.RefusedAsync("shares", Request(day.Second), "shares-needed");
        var anew = new { holders = Holders("me", "second", "outside"), secondToken = day.Second, brought = new[] { Share(texts, 0), Share(texts, 2) } };
        var again = await (await day.DoneAsync("shares", anew)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((1, 2), (made.GetProperty("set").GetInt32(), again.GetProperty("set").GetInt32()));
        Assert.Equal(made.GetProperty("fingerprint").GetString(), again.GetProperty("fingerprint").GetString());
    }

    private static object Request(string second, params string[] who) =>
        new { holders = who.Length == 0 ? Holders("me", "second", "outside") : Holders(who[0], who[1], who[2]), secondToken = second };

    private static object[] Holders(string first, string second, string third, string? last = null) =>
        [new { who = first, passphrase = Passphrases[0] }, new { who = second, passphrase = Passphrases[1] }, new { who = third, passphrase = last ?? Passphrases[2] }];

    private static object Share(string[] texts, int at) => new { text = texts[at], passphrase = Passphrases[at] };
}
