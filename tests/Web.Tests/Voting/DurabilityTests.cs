using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Voting;

/// <summary>What callers hear while the disk is slow, and when it fails.</summary>
public sealed class DurabilityTests(HeldSite site) : IClassFixture<HeldSite>
{
    private readonly HttpClient client = site.Client();

    [Fact]
    public async Task Until_the_commit_no_receipt_count_or_proof_shows_the_ballot_and_when_it_fails_everyone_is_asked_to_try_again()
    {
        var day = await OpenDay.CreateAsync(site.Services, "held");
        var before = await day.Box.GetStatusAsync(default);
        var ballots = Enumerable.Range(0, 3).Select(card => day.Cast(card)).ToList();

        site.Journal.Hold();
        site.Journal.FailNext();
        var waiting = site.Journal.WaitForWaitingAsync(1);
        var casts = ballots.Select(ballot => client.PostAsJsonAsync("/api/days/held/ballots", ballot)).ToList();
        await waiting;
        Assert.DoesNotContain(casts, cast => cast.IsCompleted);
        Assert.Equal(before.Ballots, (await day.Box.GetStatusAsync(default)).Ballots);
        Assert.Equal(before.LogSize, (await day.Box.GetStatusAsync(default)).LogSize);

        site.Journal.Release();
        foreach (var (cast, ballot) in casts.Zip(ballots))
        {
            var answer = await cast;
            // A cast that came after the failed commit may have gone through on the box's next life; the first cannot have.
            if (answer.StatusCode == HttpStatusCode.Created) continue;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("1", Assert.Single(answer.Headers.GetValues("Retry-After")));
            Assert.Equal("/problems/try-again", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
            var again = await RetryAsync(ballot);
            Assert.True(Receipt.TryParse((await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetString(), out _));
        }
        Assert.Contains(casts, cast => cast.Result.StatusCode == HttpStatusCode.ServiceUnavailable);
        Assert.Equal(3, (await day.Box.GetStatusAsync(default)).Casts);
    }

    [Fact]
    public async Task A_ballot_whose_answer_was_lost_is_found_again_by_its_attempt()
    {
        var day = await OpenDay.CreateAsync(site.Services, "lost");
        var ballot = day.Cast(0);
        site.Journal.LoseNextAnswer();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.PostAsJsonAsync("/api/days/lost/ballots", ballot)).StatusCode);
        await RetryAsync(ballot, "lost");
        Assert.Equal(1, (await day.Box.GetStatusAsync(default)).Casts);
    }

    /// <summary>Asks as the page does, until the box has come back.</summary>
    private async Task<HttpResponseMessage> RetryAsync(object ballot, string day = "held")
    {
        for (var tries = 0; tries < 100; tries++)
        {
            var answer = await client.PostAsJsonAsync($"/api/days/{day}/ballots", ballot);
            if (answer.StatusCode == HttpStatusCode.Created) return answer;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }
        throw new TimeoutException("The box did not come back.");
    }
}
