using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Bundles;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Organisers;

namespace PbDecisionDay.Web.Tests.Audit;

/// <summary>
/// Wieliczka's Green Budget of 2023, all 6,586 ballots, as a day with three logs, two late batches, money and a project that change, an exchange, a
/// lost card, one handed out by mistake, and papers of which ten are opened. It is played by the API, but for the release of the openings, which is
/// the console's; what is checked are its files alone.
/// </summary>
public sealed class WieliczkaTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string Id = "wieliczka";
    private const int Papers = 40, AtOnce = 24, Kept = 150;

    private readonly ConcurrentBag<string> _seen = [];
    private readonly HttpClient _phones = site.Client();
    private readonly HttpClient _door = site.Client();
    private TwoPrograms _day = null!;

    [Fact]
    public async Task A_real_day_with_three_logs_and_everything_that_may_go_wrong_verifies()
    {
        using var folder = new TemporaryFolder();
        var votes = await PublishAsync(Read());
        foreach (var log in new[] { "cafe", "home" }) await _day.DoneAsync("logs", new { log, secondToken = _day.Second });
        var (hall, cafe, home) = (await BatchAsync("hall", 4_000), await BatchAsync("cafe", 1_510, "cafe"), await BatchAsync("home", 610, "home"));
        var (spares, homeSpares) = (await BatchAsync("exchange-hall", 3), await BatchAsync("exchange-home", 3, "home"));
        await _day.StepAsync("open");
        await PairDoorAsync();
        await VoteAsync(home[..600], votes);
        await VoteAsync(cafe[..1_500], votes);
        await KeepCheckpointsAsync();

        await _day.DoneAsync("pots", new { pot = "main", amount = 110_000_000, source = "sponsor", reason = "added", secondToken = _day.Second });
        await _day.DoneAsync("withdrawals", new { proposal = "40", reason = "withdrawn", secondToken = _day.Second });
        var (lateHall, lateCafe) = (await BatchAsync("hall-late", 310), await BatchAsync("cafe-late", 210, "cafe"));
        await VoteAsync(lateHall[..300], votes);
        await VoteAsync(lateCafe[..200], votes);

        await ExchangeAsync(hall[^1], spares[0], votes);
        await LoseAsync(home[600], homeSpares[0], votes);
        await HandOutAsync(cafe[1_500]);
        await _day.DoneAsync("voids", new { card = Outside(cafe[1_500]), reason = "found", secondToken = _day.Second });
        await _day.RefusedAsync("voids", new { card = Outside(home[0]), reason = "lost", secondToken = _day.Second }, "card-has-cast");
        foreach (var card in hall[^(Papers + 1)..^1]) await SurrenderAsync(card);
        await VoteAsync(hall[..(votes.Count - Papers)], votes);
        await KeepCheckpointsAsync();

        await _day.StepAsync("closed");
        for (var number = 1; number <= Papers; number++) await _day.DoneAsync("papers", new { batch = "box-1", number, ballot = votes.Dequeue() });
        foreach (var log in new[] { "cafe", "home" }) await _day.DoneAsync($"logs/{log}/join", new { secondToken = _day.Second });
        await _day.StepAsync("counted");
        await UntilAsync(async () => (await _day.DoneAsync("dice", new { digits = "40817263", secondToken = _day.Second })).StatusCode != HttpStatusCode.Accepted);
        await _day.StepAsync("declared");
        await KeepCheckpointsAsync();
        await WriteFilesAsync(folder);

        var (code, said) = Checkers.Pbdd(folder, "verify", "public.zip", "--openings", "auditor.zip", "--seen", "seen.txt");
        Assert.True(code == 0, said);
        foreach (var told in new[]
        {
            "2 logs joined, 0 left out", "added after the opening: hall-late, cafe-late", "1 card lost, 1 card found, 1 card exchanged after a challenge, 1 person told that their card had voted",
            "10 papers of 40 paper ballots", "no restart", "6,586 ballots",
        })
            Assert.Contains(told, said, StringComparison.Ordinal);
        (code, said) = Checkers.SecondOpinion(folder, "public.zip", "auditor.zip");
        Assert.True(code == 0, said);

        // Without the changes it is what the town declared: 30 projects for 995,079 zł.
        var result = JsonSerializer.Deserialize<JsonElement>((await _phones.GetFromJsonAsync<JsonElement>($"/api/days/{Id}/standings")).GetProperty("result").GetString()!);
        var without = result.GetProperty("changes").GetProperty("without");
        Assert.Equal((6_586, 30, 99_507_900), (result.GetProperty("ballots").GetInt32(), without.GetProperty("order").GetArrayLength(), without.GetProperty("spent").GetInt64()));
        Assert.DoesNotContain("40", result.GetProperty("order").EnumerateArray().Select(project => project.GetString()));
    }

    private async Task<Queue<string>> PublishAsync(PabulibFile file)
    {
        var settings = new RuleSettings
        {
            Rule = AllocationRule.EqualShares, Completion = Completion.Add1, Add1Stop = Add1Stop.OverBudget, Ties = [new(TieBreakKind.Id)],
        };
        var rules = FrozenRules.Create(BallotForm.ApproveUpTo(file.Election.Projects.Length), settings, LiveResults.Turnout, replacement: true, "en")
            .Allowing(MoneyChanges.UntilMix, Withdrawals.UntilMix);
        object[] proposals =
        [
            .. file.Election.Projects.Select((project, at) => new
            {
                id = project.Id, title = Short(file.OfProject(at, "name")), ask = project.Cost * (100 / file.Election.Unit), group = "A group", summary = "What it is.",
            }),
        ];
        _day = await TwoPrograms.PublishAsync(site, Id, rules, "PLN", 100_000_000, proposals);
        var vote = file.VoteColumns.IndexOf("vote");
        return new(file.Votes.Select(row => Ballot.Approve(row[vote].Split(',').Distinct(StringComparer.Ordinal)).Canonical));
    }

    private async Task<CardSecret[]> BatchAsync(string batch, int count, string log = "main")
    {
        CardSecret[] cards = [.. Enumerable.Range(0, count).Select(_ => CardSecret.Draw())];
        await _day.DoneAsync("batches", new { batch, cards = cards.Select(card => $"{card.Derive(_day.Origin).Number}"), log, secondToken = _day.Second });
        return cards;
    }

    private async Task PairDoorAsync()
    {
        var offer = await (await _day.DoneAsync("stations", new { role = "door", name = "Main door", venue = "hall" })).Content.ReadFromJsonAsync<JsonElement>();
        (await _door.PostAsJsonAsync("/api/stations/pair", new { code = offer.GetProperty("code").GetString(), day = Id })).EnsureSuccessStatusCode();
    }

    // Every fiftieth changes their mind.
    private async Task VoteAsync(CardSecret[] cards, Queue<string> votes)
    {
        var voters = cards.Select((card, i) => (Card: card, Ballot: votes.Dequeue(), Replaces: i % 50 == 0, Keeps: i % Kept == 0)).ToArray();
        await Parallel.ForEachAsync(voters, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (voter, _) =>
        {
            await HandOutAsync(voter.Card);
            if (voter.Replaces) await CastAsync(voter.Card, "blank");
            var receipt = await CastAsync(voter.Card, voter.Ballot, voter.Replaces ? 2 : 1);
            if (voter.Keeps) _seen.Add(receipt);
        });
    }

    private async Task HandOutAsync(CardSecret card, string expected = "issued")
    {
        using var answer = await _door.PostAsJsonAsync($"/api/days/{Id}/checkins", new { card = Outside(card) });
        Assert.Equal(expected, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
    }

    private async Task<string> CastAsync(CardSecret card, string ballot, int version = 1, Digest? random = null)
    {
        var derived = card.Derive(_day.Origin);
        var attempt = Attempt.Of((random ?? Digest.Random()).ToBytes());
        return await ReceiptAsync("ballots", new { card = $"{derived.Number}", version, proof = $"{derived.Proof(version)}", ballot, attempt = $"{attempt}" });
    }

    // A scrutineer's card: its last vote is opened, the door takes it in, and its holder votes with another.
    private async Task ExchangeAsync(CardSecret card, CardSecret spare, Queue<string> votes)
    {
        var (derived, random) = (card.Derive(_day.Origin), Digest.Random());
        await HandOutAsync(card);
        await CastAsync(card, votes.Peek(), version: 6, random);
        _seen.Add(await ReceiptAsync("challenges", new { card = $"{derived.Number}", version = 7, proof = $"{derived.Proof(7)}", random = $"{random}", losesVote = true }));
        using var taken = await _door.PostAsJsonAsync($"/api/days/{Id}/exchanges", new { card = $"{derived.Number}", inside = $"{derived.Inside}" });
        Assert.Equal("exchanged", (await taken.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
        await HandOutAsync(spare, "replaced");
        await CastAsync(spare, votes.Dequeue());
    }

    private async Task LoseAsync(CardSecret card, CardSecret spare, Queue<string> votes)
    {
        await HandOutAsync(card);
        await _day.DoneAsync("voids", new { card = Outside(card), reason = "lost", secondToken = _day.Second });
        await HandOutAsync(spare, "replaced");
        await CastAsync(spare, votes.Dequeue());
    }

    private async Task SurrenderAsync(CardSecret card)
    {
        var derived = card.Derive(_day.Origin);
        await HandOutAsync(card);
        await ReceiptAsync("surrenders", new { card = $"{derived.Number}", version = 1, proof = $"{derived.Proof(1)}", attempt = $"{Digest.Random()}" });
    }

    private async Task<string> ReceiptAsync(string path, object body)
    {
        using var answer = await _phones.PostAsJsonAsync($"/api/days/{Id}/{path}", body);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetString()!;
    }

    private async Task KeepCheckpointsAsync()
    {
        foreach (var log in new[] { "main", "cafe", "home" }) _seen.Add(await _phones.GetStringAsync($"/api/days/{Id}/logs/{log}/checkpoint"));
    }

    private async Task WriteFilesAsync(TemporaryFolder folder)
    {
        await UntilAsync(async () =>
        {
            using var answer = await _phones.GetAsync($"/api/days/{Id}/bundle/public.zip");
            if (answer.StatusCode == HttpStatusCode.OK) await File.WriteAllBytesAsync(folder.File("public.zip"), await answer.Content.ReadAsByteArrayAsync());
            return answer.StatusCode == HttpStatusCode.OK;
        });
        var grains = site.Services.GetRequiredService<IGrainFactory>();
        Assert.Equal(DayOutcome.Done, await grains.GetGrain<IDecisionDayGrain>(Id).ReleaseOpeningsAsync(ReleasedTo.Auditor, "The audit", "player", "witness", default));
        var bundles = grains.GetGrain<IBundleGrain>(Id);
        var info = await bundles.PrepareAsync(BundleKind.Auditor, default);
        await UntilAsync(async () => !(info = await bundles.PrepareAsync(BundleKind.Auditor, default)).Working);
        using var whole = new MemoryStream();
        while (whole.Length < info.Length) whole.Write((await bundles.ReadAsync(BundleKind.Auditor, info.Sha256, whole.Length, default)).AsSpan());
        await File.WriteAllBytesAsync(folder.File("auditor.zip"), whole.ToArray());
        await File.WriteAllTextAsync(folder.File("seen.txt"), string.Join('\n', _seen));
    }

    private static async Task UntilAsync(Func<Task<bool>> isDone)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await isDone()) await Task.Delay(200, patience.Token);
    }

    private string Outside(CardSecret card) => ShortNumber.Of(card.Derive(_day.Origin).Number).Symbols;

    private static string Short(string? title) => title is { Length: > 100 } ? title[..100].Trim() : title ?? "";

    private static PabulibFile Read()
    {
        const string Reason = "The real elections are not here: put them in ../shared/pabulib beside the repository or name their folder in PABULIB_DIR.";
        var folder = Environment.GetEnvironmentVariable("PABULIB_DIR") is { Length: > 0 } named ? named : Path.Combine(Checkers.Repository(), "..", "shared", "pabulib");
        if (!Directory.Exists(folder))
        {
            if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 }) Assert.Fail(Reason);
            Assert.Skip(Reason);
        }
        return PabulibReader.ReadFile(Path.Combine(folder, "Poland_Wieliczka_2023_Green_Budget.pb"), new PabulibReading { KeepVotes = true });
    }
}
