using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Web.Receipts;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Receipts;

/// <summary>The first line of a checked receipt: whether its ballot counts, and what to do.</summary>
public sealed class StandingTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient _client = site.Client();

    private async Task<string> PostAsync(OpenDay day, string what, object body)
    {
        var answer = await _client.PostAsJsonAsync($"/api/days/{day.Id}/{what}", body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("receipt").GetString()!;
    }

    private async Task<JsonElement> ProofAsync(OpenDay day, string receipt)
    {
        Assert.True(Receipt.TryParse(receipt, out var read));
        var leaf = read!.LeafHash.ToString().TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return await _client.GetFromJsonAsync<JsonElement>($"/api/days/{day.Id}/receipts/{leaf}");
    }

    // What the page without script says of a receipt; the words for the script stand elsewhere in the page.
    private async Task<string> PageAsync(OpenDay day, string receipt)
    {
        var form = new FormUrlEncodedContent([new("Pasted", receipt)]);
        var page = System.Net.WebUtility.HtmlDecode(await (await _client.PostAsync($"/r/{day.Id}", form)).Content.ReadAsStringAsync());
        return page.Split("<div id=\"outcome\"")[1].Split("<form")[0];
    }

    [Fact]
    public async Task A_receipt_says_first_whether_its_ballot_counts()
    {
        var day = await OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}"[..24]);
        var counts = await PostAsync(day, "ballots", day.Cast(0));
        var replaced = await PostAsync(day, "ballots", day.Cast(1));
        var later = await PostAsync(day, "ballots", day.Cast(1, "approve 3", version: 2));
        var opened = await PostAsync(day, "ballots", day.Cast(2));
        var opening = await PostAsync(day, "challenges", day.Challenge(2));
        var openedThenVoted = await PostAsync(day, "ballots", day.Cast(3));
        var pastOpening = await PostAsync(day, "challenges", day.Challenge(3));
        var votedAgain = await PostAsync(day, "ballots", day.Cast(3, version: 3));
        var over = await PostAsync(day, "ballots", day.Cast(4));
        var final = await PostAsync(day, "ballots", day.Cast(4, "approve 3", version: 6));
        await day.StepAsync(DayPhase.Paused);
        await day.StepAsync(DayPhase.Open);
        await day.StepAsync(DayPhase.Closed);

        (string Receipt, string Standing)[] expected =
        [
            (counts, "counts"), (replaced, "replaced"), (later, "counts"), (opened, "opened"), (opening, "opening"),
            (openedThenVoted, "replaced"), (pastOpening, "opening-past"), (votedAgain, "counts"), (over, "replaced"), (final, "counts"),
        ];
        foreach (var (receipt, standing) in expected)
        {
            var proof = await ProofAsync(day, receipt);
            Assert.Equal(("covered", standing, false), (
                proof.GetProperty("state").GetString(), proof.GetProperty("standing").GetString(), proof.GetProperty("mayVote").GetBoolean()));
            // The entry is the one that the receipt signs, and its card's number stands on the page to be compared.
            Assert.True(Receipt.TryParse(receipt, out var read));
            Assert.True(LogEntry.TryParse(Encoding.UTF8.GetBytes(proof.GetProperty("entry").GetString()!), out var entry, out _));
            Assert.Equal(read!.LeafHash, entry!.LeafHash());
            var card = entry switch { CastEntry cast => cast.Card, ChallengeEntry challenge => challenge.Card, _ => throw new InvalidDataException(entry.Kind) };
            var page = await PageAsync(day, receipt);
            Assert.Contains(ShortNumber.Of(card).ToString(), page, StringComparison.Ordinal);
            Assert.Equal(standing == "counts", page.Contains("This ballot counts.", StringComparison.Ordinal));
            Assert.Equal(standing == "counts", page.Contains("notice good", StringComparison.Ordinal));
            Assert.DoesNotContain("Check.Standing", page, StringComparison.Ordinal);
        }

        Assert.Contains("it was opened to be checked", await PageAsync(day, opened), StringComparison.Ordinal);
        Assert.Contains("voting is closed", await PageAsync(day, opened), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_that_waits_for_its_checkpoint_says_what_its_ballot_is_worth_and_whose_it_is()
    {
        var day = await OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}"[..24]);
        var counts = await PostAsync(day, "ballots", day.Cast(0));
        var replaced = await PostAsync(day, "ballots", day.Cast(1));
        _ = await PostAsync(day, "ballots", day.Cast(1, "approve 3", version: 2));
        var opened = await PostAsync(day, "ballots", day.Cast(2));
        _ = await PostAsync(day, "challenges", day.Challenge(2));

        foreach (var (receipt, standing, card) in new[] { (counts, "counts", 0), (replaced, "replaced", 1), (opened, "opened", 2) })
        {
            var proof = await ProofAsync(day, receipt);
            Assert.Equal(("awaits-checkpoint", standing, standing == "opened"), (
                proof.GetProperty("state").GetString(), proof.GetProperty("standing").GetString(), proof.GetProperty("mayVote").GetBoolean()));
            Assert.True(Receipt.TryParse(receipt, out var read));
            Assert.True(LogEntry.TryParse(Encoding.UTF8.GetBytes(proof.GetProperty("entry").GetString()!), out var entry, out _));
            Assert.Equal(read!.LeafHash, entry!.LeafHash());
            var page = await PageAsync(day, receipt);
            var first = page.Split("<strong>")[1].Split("</strong>")[0];
            Assert.StartsWith(standing == "counts" ? "This ballot counts." : "This ballot does not count", first, StringComparison.Ordinal);
            Assert.Contains(ShortNumber.Of(day.Cards[card].Derive(day.Origin).Number).ToString(), page, StringComparison.Ordinal);
            Assert.Contains("waits for the log’s next signature", page, StringComparison.Ordinal);
            Assert.DoesNotContain("notice good", page, StringComparison.Ordinal);
            Assert.Equal(standing == "opened", page.Contains("Vote again with the same card", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(CardState.MayReplace, 2, 0, 1, BallotStanding.Counts)]
    [InlineData(CardState.MayReplace, 3, 0, 1, BallotStanding.Replaced)]
    [InlineData(CardState.Challenged, 3, 0, 1, BallotStanding.Opened)]
    [InlineData(CardState.Challenged, 5, 0, 1, BallotStanding.Replaced)]
    [InlineData(CardState.ToExchange, 0, 6, 6, BallotStanding.OpenedLast)]
    [InlineData(CardState.ToExchange, 0, 5, 5, BallotStanding.OpenedLast)]
    [InlineData(CardState.ToExchange, 0, 6, 5, BallotStanding.Replaced)]
    [InlineData(CardState.NotUsable, 0, 6, 6, BallotStanding.OpenedLast)]
    [InlineData(CardState.NotUsable, 0, 6, 2, BallotStanding.Replaced)]
    [InlineData(CardState.Spent, 2, 0, 1, BallotStanding.Counts)]
    [InlineData(CardState.Spent, 4, 0, 1, BallotStanding.Replaced)]
    [InlineData(CardState.Spent, 7, 0, 6, BallotStanding.Counts)]
    [InlineData(CardState.Spent, 0, 0, 6, BallotStanding.Over)]
    [InlineData(CardState.NotUsable, 0, 0, 1, BallotStanding.Voided)]
    public void A_cast_is_worth_what_its_card_did_after_it(CardState state, int next, int opened, int version, BallotStanding standing) =>
        Assert.Equal(standing, StandingReader.OfCast(version, new CardStanding(state, next) { OpenedVersion = opened }));

    [Theory]
    [InlineData(CardState.Challenged, 3, 0, 2, BallotStanding.Opening)]
    [InlineData(CardState.Challenged, 5, 0, 2, BallotStanding.OpeningPast)]
    [InlineData(CardState.MayReplace, 4, 0, 2, BallotStanding.OpeningPast)]
    [InlineData(CardState.ToExchange, 0, 6, 7, BallotStanding.OpeningLast)]
    [InlineData(CardState.ToExchange, 0, 5, 6, BallotStanding.OpeningLast)]
    [InlineData(CardState.ToExchange, 0, 6, 3, BallotStanding.OpeningPast)]
    [InlineData(CardState.Spent, 0, 0, 2, BallotStanding.OpeningPast)]
    public void An_opening_is_past_once_its_card_went_on(CardState state, int next, int opened, int version, BallotStanding standing) =>
        Assert.Equal(standing, StandingReader.OfOpening(version, new CardStanding(state, next) { OpenedVersion = opened }));
}
