using PbDecisionDay.Grains.Tests.Ballots;
using PbDecisionDay.Rules.Papers;
using System.Globalization;
using System.Text.Json;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.Tallies;

namespace PbDecisionDay.Grains.Tests.Tallies;

public sealed class TallyTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task Standings_move_in_steps_of_a_secret_size_each_shown_once_the_next_is_full()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo, cards: 80);
        var sizes = new StepSizes(await running.Box.GetStepSeedAsync(default));
        for (var (card, steps, due) = (0, 0, 0); card < 80; card++)
        {
            await running.CastAsync(card, ballot: card < sizes[0] ? "approve p1" : "approve p2");
            if (card + 1 == due + sizes[steps] + sizes[steps + 1])
                due += sizes[steps++];
            // A step is allocated beside the turn and shown at the look after that.
            var snapshot = await Looks.UntilAsync(silo, seen => seen.Ballots == card + 1 && seen.ShownBallots == due);
            if (steps == 1)
                Assert.Equal([("p1", (long)sizes[0], true)], snapshot.Standings.Where(standing => standing.Support > 0).Select(standing => (standing.Proposal, standing.Support, standing.Funded)));
        }
        await running.Box.EndAndCloseAsync();
        var closed = await Looks.UntilAsync(silo, seen => seen.Phase == BoxPhase.Closed);
        Assert.Equal((80, 0), (closed.Ballots, closed.ShownBallots));
        Assert.Empty(closed.Standings);
    }

    [Fact]
    public async Task A_tally_that_is_rebuilt_makes_the_same_steps_again()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var running = await RunningBox.OpenAsync(silo, cards: 60);
        for (var card = 0; card < 60; card++)
            await running.CastAsync(card, ballot: $"approve p{card % 6 + 1}");
        var before = await Looks.UntilAsync(silo, seen => seen.ShownBallots >= 20);
        await silo.RestartAsync();
        var after = await Looks.UntilAsync(silo, seen => seen.ShownBallots >= 20);
        Assert.Equal(before.ShownBallots, after.ShownBallots);
        Assert.Equal(before.Standings, after.Standings);
    }

    [Theory]
    [InlineData(LiveResults.Turnout, "")]
    [InlineData(LiveResults.Rounded, "p1 {2}, p2 {3}, p3 0, p4 0, p5 0, p6 0")]
    [InlineData(LiveResults.Standings, "p1 {0}, p2 {1}, p3 0, p4 0, p5 0, p6 0")]
    public async Task A_day_shows_live_what_its_rules_say(LiveResults live, string expected)
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo, cards: 40, live: live);
        var sizes = new StepSizes(await running.Box.GetStepSeedAsync(default));
        for (var card = 0; card < sizes[0] + sizes[1]; card++)
            await running.CastAsync(card, ballot: card % 2 == 0 ? "approve p1" : "approve p2");

        var snapshot = await Looks.UntilAsync(silo, seen => seen.ShownBallots == sizes[0]);

        expected = string.Format(CultureInfo.InvariantCulture, expected, (sizes[0] + 1) / 2, sizes[0] / 2, (sizes[0] + 1) / 2 * 10 / sizes[0] * 10, sizes[0] / 2 * 10 / sizes[0] * 10);
        Assert.Equal(sizes[0] + sizes[1], snapshot.Ballots);
        Assert.Equal(expected, string.Join(", ", snapshot.Standings.Select(standing => $"{standing.Proposal} {standing.Support}")));
    }

    [Fact]
    public async Task Checks_are_shown_with_a_step_and_at_no_other_moment_until_the_close()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo, cards: 80);
        var sizes = new StepSizes(await running.Box.GetStepSeedAsync(default));
        var second = sizes[0] + sizes[1] + sizes[2];
        for (var card = 0; card < sizes[0] + sizes[1]; card++)
            await running.CastAsync(card);
        Assert.Equal(0, (await Looks.UntilAsync(silo, seen => seen.ShownBallots == sizes[0])).Checks);
        // Somebody checks, and the screens say nothing of it, whoever votes afterwards, until the next step.
        Assert.Equal(CastStatus.Accepted, (await running.ChallengeAsync(0, 2)).Status);
        for (var card = sizes[0] + sizes[1]; card < second; card++)
        {
            Assert.Equal(0, (await Looks.UntilAsync(silo, seen => seen.Ballots == card - 1)).Checks);
            await running.CastAsync(card);
        }
        Assert.Equal(1, (await Looks.UntilAsync(silo, seen => seen.ShownBallots == sizes[0] + sizes[1])).Checks);
        Assert.Equal(CastStatus.Accepted, (await running.ChallengeAsync(1, 2)).Status);
        Assert.Equal(1, (await Looks.UntilAsync(silo, seen => seen.Ballots == second - 2)).Checks);
        await running.Box.EndAndCloseAsync();
        Assert.Equal(2, (await Looks.UntilAsync(silo, seen => seen.Phase == BoxPhase.Closed)).Checks);
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
        await running.Box.EndAndCloseAsync();

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
