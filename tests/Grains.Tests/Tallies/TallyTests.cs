using PbDecisionDay.Grains.Tests.Ballots;
using PbDecisionDay.Rules.Papers;
using System.Text.Json;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Grains.Ballots;

namespace PbDecisionDay.Grains.Tests.Tallies;

public sealed class TallyTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task Standings_move_in_steps_of_ten_each_shown_once_the_next_ten_are_in()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo, cards: 41);
        var shown = new List<(long Ballots, long Shown, long Next)>();
        for (var card = 0; card < 41; card++)
        {
            await running.CastAsync(card, ballot: card < 10 ? "approve p1" : "approve p2");
            // A step is allocated beside the turn and shown at the look after that.
            var snapshot = await Looks.UntilAsync(silo, seen => seen.Ballots == card + 1 && (seen.NextStepIn > 0));
            shown.Add((snapshot.Ballots, snapshot.ShownBallots, snapshot.NextStepIn));
            if (card == 19)
                Assert.Equal([("p1", 10L, true)], snapshot.Standings.Where(standing => standing.Support > 0).Select(standing => (standing.Proposal, standing.Support, standing.Funded)));
        }
        Assert.All(shown, seen => Assert.Equal(Math.Max(0, seen.Ballots / 10 - 1) * 10, seen.Shown));
        Assert.All(shown, seen => Assert.Equal(seen.Shown + 20 - seen.Ballots, seen.Next));
    }

    [Theory]
    [InlineData(LiveResults.Turnout, "")]
    [InlineData(LiveResults.Rounded, "p1 50, p2 40, p3 0, p4 0, p5 0, p6 0")]
    [InlineData(LiveResults.Standings, "p1 11, p2 9, p3 0, p4 0, p5 0, p6 0")]
    public async Task A_day_shows_live_what_its_rules_say(LiveResults live, string expected)
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo, live: live);
        for (var card = 0; card < 30; card++)
            await running.CastAsync(card, ballot: card < 11 ? "approve p1" : "approve p2");

        var snapshot = await Tally(silo).GetSnapshotAsync(default);

        Assert.Equal(30, snapshot.Ballots);
        Assert.Equal(expected, string.Join(", ", snapshot.Standings.Select(standing => $"{standing.Proposal} {standing.Support}")));
    }

    [Fact]
    public async Task The_result_is_what_a_naive_count_of_the_last_ballots_gives()
    {
        var silo = shared.Begin(forcedDeactivation: 0.1);
        var running = await RunningBox.OpenAsync(silo, cards: 40);
        var random = new Random(7);
        var last = new Dictionary<int, string[]>();
        for (var round = 1; round <= 3; round++)
            for (var card = 0; card < 40; card++)
            {
                if (round > 1 && random.Next(3) > 0 || round == 3 && !last.ContainsKey(card) || round > 1 && await NextAsync(running, card) != round)
                    continue;
                string[] choices = [.. new[] { "p1", "p2", "p3", "p4", "p5", "p6" }.Where(_ => random.Next(3) == 0).Take(3)];
                var ballot = choices.Length == 0 ? "blank" : "approve " + string.Join(' ', choices);
                Assert.Equal(CastStatus.Accepted, (await running.CastAsync(card, round, ballot)).Status);
                last[card] = choices;
            }
        Assert.Equal(BoxResult.WrongPhase, (await running.Box.CountAsync(RunningBox.Facts, default)).Result);
        await running.Box.CloseAsync(null, default);

        using var result = JsonDocument.Parse((await running.Box.CountAsync(RunningBox.Facts, default)).Allocation);

        // Most votes, ties to the lower cost, then the id; skip what does not fit into 10,000.00. Asks are number * 1,000.00.
        var left = 10_000_00L;
        var naive = Enumerable.Range(1, 6)
            .OrderByDescending(number => last.Values.Count(choices => choices.Contains($"p{number}"))).ThenBy(number => number)
            .Where(number => number * 1_000_00 <= left && (left -= number * 1_000_00) >= 0)
            .Select(number => $"p{number}").ToList();
        Assert.Equal(naive, result.RootElement.GetProperty("order").EnumerateArray().Select(id => id.GetString()!));
        Assert.Equal(left, result.RootElement.GetProperty("left").GetInt64());
    }

    private static async Task<int> NextAsync(RunningBox running, int card) =>
        (await running.Box.GetCardAsync(running.Card(card).Number.ToString(), default)).NextVersion;

    private static ITallyGrain Tally(TestSilo silo) => silo.Grains.GetGrain<ITallyGrain>(silo.Day);
}
