using System.Globalization;
using System.Security.Cryptography;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Watching;

/// <summary>
/// A watcher without a card plays with all public means against rehearsals, many times over, and does no better than chance: at the ballot of a person
/// round whose cast others replace theirs, and at which card was handed out. Source: docs/adr/0009.
/// </summary>
public sealed class WatcherTests(RunningSite site) : IClassFixture<RunningSite>
{
    // A note without a bearing on the bit guesses 23 or more of 24 right once in 670,000 (25 of 2^24), the best of a thousand such notes once in 670 runs;
    // a note that tells the bit guesses all.
    private const int Trials = 24, ByChance = 23;

    private const int Attackers = 12, Others = 25;

    [Fact]
    public async Task A_cast_between_replaced_ballots_tells_nobody_what_it_was()
    {
        var seen = new List<(bool Bit, IReadOnlyDictionary<string, string> Notes)>();
        var leaky = new List<(bool Bit, IReadOnlyDictionary<string, string> Notes)>();
        foreach (var bit in Bits())
        {
            var day = await OpenDay.CreateAsync(
                site.Services, $"watched-{Guid.NewGuid():n}"[..20], cards: Attackers + Others + 2, live: LiveResults.Standings);
            await using var watcher = new Watcher(site.Client(), day.Id);
            await watcher.FollowAsync(site.ClientOptions.BaseAddress);
            var (victim, totals) = (Attackers + Others, new Dictionary<string, string>(StringComparer.Ordinal));
            for (var at = 0; at < Attackers; at++) await CastAsync(day, at, 1, "approve 1");
            for (var at = 0; at < Others; at++) await CastAsync(day, Attackers + at, 1, RandomNumberGenerator.GetInt32(2) == 0 ? "approve 1 3" : "approve 2 4");
            await LookAsync(watcher, "before");
            for (var at = 0; at < Attackers / 2; at++) await CastAsync(day, at, 2, "approve 3");
            await LookAsync(watcher, "replaced");
            var before = await TotalsAsync(day);
            await CastAsync(day, victim, 1, bit ? "approve 1" : "approve 2");
            await LookAsync(watcher, "cast");
            var after = await TotalsAsync(day);
            for (var at = 0; at < Attackers; at++) await CastAsync(day, at, at < Attackers / 2 ? 3 : 2, "approve 4");
            await LookAsync(watcher, "replaced again");
            seen.Add((bit, watcher.Notes));
            // A service whose standings moved with every cast would show this.
            foreach (var project in new[] { "1", "2" }) totals[project] = (after[project] - before[project]).ToString(CultureInfo.InvariantCulture);
            leaky.Add((bit, totals));
        }

        var (note, right) = Guesses.Best(seen);
        Assert.True(right < ByChance, $"'{note}' tells the ballot in {right} of {Trials} trials.");
        Assert.Equal(Trials, Guesses.Best(leaky).Right);
    }

    [Fact]
    public async Task Nothing_tells_which_card_was_handed_out()
    {
        var seen = new List<(bool Bit, IReadOnlyDictionary<string, string> Notes)>();
        var door = new List<(bool Bit, IReadOnlyDictionary<string, string> Notes)>();
        foreach (var bit in Bits())
        {
            // Two cards whose outsides were photographed on the table; one of them is taken.
            var day = await OpenDay.CreateAsync(site.Services, $"handed-{Guid.NewGuid():n}"[..20], cards: 3, issue: false);
            var outsides = day.Cards.Take(2).Select(card => ShortNumber.Of(card.Derive(day.Origin).Number)).ToArray();
            await using var watcher = new Watcher(site.Client(), day.Id);
            foreach (var outside in outsides)
            {
                watcher.AskAfter(outside.Symbols);
                watcher.AskAfter(Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(outside.Symbols.PadRight(32)[..32])));
            }
            await watcher.LookAsync("before");
            watcher.Settle();
            Assert.Equal(IssueResult.Issued, await day.Box.IssueAsync(outsides[bit ? 1 : 0].Symbols, default));
            await watcher.LookAsync("after");
            seen.Add((bit, watcher.Notes));
            // Whoever has the full number of the first card is told: its inside alone gives it.
            var state = (await day.Box.GetCardAsync(day.Cards[0].Derive(day.Origin).Number.ToString(), default)).State;
            door.Add((bit, new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = state.ToString() }));
        }

        var (note, right) = Guesses.Best(seen);
        Assert.True(right < ByChance, $"'{note}' tells the card in {right} of {Trials} trials.");
        Assert.Equal(Trials, Guesses.Best(door).Right);
    }

    // As many of each, in an order that nobody knows: with unequal numbers a constant would guess better than half.
    private static bool[] Bits()
    {
        bool[] bits = [.. Enumerable.Range(0, Trials).Select(at => at % 2 == 0)];
        RandomNumberGenerator.Shuffle(bits.AsSpan());
        return bits;
    }

    // Twice, so that what the tally's beat held back has come; both are held against how things stood before.
    private static async Task LookAsync(Watcher watcher, string moment)
    {
        await watcher.LookAsync(moment);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await watcher.LookAsync($"{moment}, a beat later");
        watcher.Settle();
    }

    private static async Task CastAsync(OpenDay day, int card, int version, string ballot)
    {
        var derived = day.Cards[card].Derive(day.Origin);
        var result = await day.Box.CastAsync(
            new CastBallot(derived.Number.ToString(), version, derived.Proof(version).ToString(), ballot, Digest.Random().ToString()), default);
        Assert.Equal(CastStatus.Accepted, result.Status);
    }

    private static async Task<Dictionary<string, int>> TotalsAsync(OpenDay day)
    {
        var totals = new Dictionary<string, int>(StringComparer.Ordinal) { ["1"] = 0, ["2"] = 0 };
        for (long from = 0; ;)
        {
            var page = await day.Box.ReadCountedAsync(from, default);
            foreach (var change in page.Changes)
            {
                foreach (var project in totals.Keys.ToList())
                    totals[project] += Names(change.Added, project) - Names(change.Removed, project);
            }
            if (page.NextIndex >= page.LogSize) return totals;
            from = page.NextIndex;
        }
    }

    private static int Names(string ballot, string project) => ballot.Split(' ').Skip(1).Contains(project, StringComparer.Ordinal) ? 1 : 0;
}
