using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Bundles;
using PbDecisionDay.Contracts.Days.Openings;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.Tests.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Grains.Tests.Bundles;

public sealed class BundleTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const int Cards = 40;
    private const string Dice = "40817263";

    private const string Passphrase = "five calm swans at Troon";

    private static readonly ConcurrentDictionary<string, BroughtShare[]> Holders = new(StringComparer.Ordinal);

    private static readonly string[] AtOpening =
    [
        "README.txt", "checkpoints.txt", "keys.txt", "log/checkpoint", "log/tile/0/000.p/3", "log/tile/entries/000.p/3", "pages/1.txt", "paper.json", "rules.json",
    ];

    [Fact]
    public async Task The_public_bundle_holds_at_each_stage_what_may_be_known_and_no_more()
    {
        var silo = shared.Begin();
        var running = await RunningBox.SetUpAsync(silo, Cards);
        Assert.Equal(BundleInfo.None, await Grain(silo).PrepareAsync(BundleKind.Public, default));
        await running.Box.ActivateAsync("a", default);
        Assert.Equal(BundleInfo.None, await Grain(silo).PrepareAsync(BundleKind.Public, default));
        await running.Box.OpenAsync(new OpenBox(RunningBox.RulesWith().Text, running.DayPaper.Text), default);

        Assert.Equal(AtOpening, (await OpenAsync(silo)).Names);
        await running.VoteAsync(Cards);
        var secrets = await SecretsAsync(silo);
        Assert.Equal(42, secrets.Count);
        await AssertSilentAsync(silo, secrets, "issued.txt", "manifests/a.txt");

        await running.Box.MixAsync(RunningBox.Facts, default);
        secrets = await SecretsAsync(silo);
        Assert.Equal(42, secrets.Count);
        await AssertSilentAsync(silo, secrets, "issued.txt", "manifests/a.txt");
        await running.Box.ProveAsync(Dice);
        await AssertSilentAsync(silo, secrets, "issued.txt", "manifests/a.txt");

        await running.Box.RecordResultAsync("result", default);
        var whole = await OpenAsync(silo);
        Assert.Equal(
            [.. Enumerable.Range(1, 20).Select(k => $"mix/pair-{k:00}.txt").Prepend("mix/commitments.txt").Append("mix/proof.txt")],
            whole.Names.Where(name => name.StartsWith("mix/", StringComparison.Ordinal)));
        Assert.Equal(await running.FilesAsync(), whole.Names
            .Where(name => name is "ballots.pb" or "result.json" || name.StartsWith("mix/", StringComparison.Ordinal))
            .ToDictionary(name => name, whole.Read));
        AssertNoneOf(secrets, whole);
    }

    [Fact]
    public async Task A_bundle_is_consistent_in_itself_and_ends_at_the_last_checkpoint()
    {
        var silo = shared.Begin();
        var running = await FinishedAsync(silo);

        var bundle = await OpenAsync(silo);

        Assert.True(LogFiles.TryRead(bundle.Names.Where(name => name.StartsWith("log/", StringComparison.Ordinal)).Select(name => BundleMember.Of(name, bundle.Read(name))), out var log, out var fault), fault?.ToString());
        Assert.True(log!.Note.IsSignedBy(running.LogOrigin, await running.LogKeyAsync()));
        Assert.Equal((await running.ReadLogAsync()).Select(entry => Encoding.UTF8.GetString(entry.Print())), log.Entries.Select(entry => Encoding.UTF8.GetString(entry.Span)));
        Assert.True(CheckpointFile.TryParse(Text(bundle, "checkpoints.txt"), out var notes, out _));
        Assert.Equal(log.Note.Print(), notes[^1].Print());
        Assert.Equal((await running.Box.GetStatusAsync(default)).LogKey + "\n", Text(bundle, "keys.txt"));
        Assert.Equal(running.DayPaper.Text, Text(bundle, "paper.json"));
        Assert.True(Manifest.TryParse(bundle.Read("issued.txt"), out var issued, out _));
        Assert.Equal(log.Entries.Select(entry => LogEntry.Parse(entry.Span)).OfType<CloseEntry>().Single().Issued, issued!.Root);
        Assert.StartsWith(running.LogOrigin + "\n", Text(bundle, "README.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_with_two_pots_publishes_a_file_for_each_beside_the_whole()
    {
        var silo = shared.Begin();
        var running = await RunningBox.SetUpAsync(silo, Cards);
        await running.Box.ActivateAsync("a", default);
        await running.Box.OpenAsync(new OpenBox(RunningBox.RulesWith().Text, running.TwoPots.Text), default);
        await running.VoteAsync(Cards);
        await running.Box.MixAsync(RunningBox.Facts, default);
        await running.Box.ProveAsync(Dice);
        Assert.Equal(BoxResult.Done, await running.Box.RecordResultAsync("result", default));

        var bundle = await OpenAsync(silo);

        Assert.Equal(["pots/1.pb", "pots/2.pb"], bundle.Names.Where(name => name.StartsWith("pots/", StringComparison.Ordinal)));
        Assert.Contains("\nbudget;3000\n", Text(bundle, "ballots.pb"), StringComparison.Ordinal);
        Assert.Contains("\nsubunit;First pot\n", Text(bundle, "pots/1.pb"), StringComparison.Ordinal);
        Assert.Contains("\nbudget;2000\n", Text(bundle, "pots/2.pb"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_day_publishes_its_result_and_no_ballots()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo, cards: 12);
        await running.VoteAsync(12);
        await running.Box.RecordResultAsync("result", default);

        var bundle = await OpenAsync(silo);

        Assert.Contains("result.json", bundle.Names);
        Assert.DoesNotContain(bundle.Names, name => name == "ballots.pb" || name.StartsWith("mix/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_journal_gives_the_same_bytes_after_a_restart_and_on_another_silo()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0.3); // Its own: it is stopped and copied.
        await FinishedAsync(silo);
        var (first, auditor) = (await FetchAsync(silo), await FetchAsync(silo, BundleKind.Auditor));

        await silo.RestartAsync();
        await using var other = await silo.CopyAsync();

        foreach (var where in new[] { silo, other, silo })
        {
            Assert.Equal(first, await FetchAsync(where));
            Assert.Equal(auditor, await FetchAsync(where, BundleKind.Auditor));
        }
    }

    [Fact]
    public async Task The_auditors_bundle_opens_every_seal_in_the_order_of_the_log()
    {
        var silo = shared.Begin();
        var running = await FinishedAsync(silo);

        var bundle = await OpenAsync(silo, BundleKind.Auditor);

        Assert.Equal(["README.txt", "openings.txt"], bundle.Names);
        Assert.True(OpeningsFile.TryParse(bundle.Read("openings.txt"), out var openings, out var problem), problem);
        var seals = (await running.ReadLogAsync()).Index()
            .Select(entry => (entry.Index, Seal: entry.Item is CastEntry cast ? cast.Seal : entry.Item is PaperEntry paper ? paper.Seal : (Digest?)null))
            .Where(entry => entry.Seal is not null).ToList();
        Assert.Equal(seals.Select(entry => (long)entry.Index), openings.Select(opening => opening.Index));
        Assert.All(openings.Zip(seals), pair => Assert.True(pair.First.Opening.Opens(pair.Second.Seal!.Value)));
    }

    [Fact]
    public async Task Without_the_openings_key_there_is_no_auditors_bundle_and_the_public_one_is_still_made()
    {
        var silo = shared.Begin();
        await FinishedAsync(silo);

        Assert.True((await Grain(silo).PrepareAsync(BundleKind.Auditor, default)).NeedsShares);
        Assert.NotEqual(0, (await Grain(silo).PrepareAsync(BundleKind.Public, default)).Length);
    }

    [Fact]
    public async Task Whoever_fetches_a_bundle_while_the_next_is_made_gets_the_whole_of_the_one_begun()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var running = await RunningBox.OpenAsync(silo, Cards);
        var opening = await Grain(silo).PrepareAsync(BundleKind.Public, default);
        await running.VoteAsync(Cards);
        var closed = await Grain(silo).PrepareAsync(BundleKind.Public, default);

        Assert.Equal(opening.Sha256, Hash(await ReadAsync(silo, BundleKind.Public, opening)));
        Assert.Equal(closed.Sha256, Hash(await ReadAsync(silo, BundleKind.Public, closed)));
        await running.Box.MixAsync(RunningBox.Facts, default);
        await Grain(silo).PrepareAsync(BundleKind.Public, default);
        Assert.Empty(await Grain(silo).ReadAsync(BundleKind.Public, opening.Sha256, 0, default));
        Assert.NotEmpty(await Grain(silo).ReadAsync(BundleKind.Public, closed.Sha256, 0, default));
        Assert.Empty(await Grain(silo).ReadAsync(BundleKind.Auditor, closed.Sha256, 0, default));
        Assert.Empty(await Grain(silo).ReadAsync(BundleKind.Public, closed.Sha256, closed.Length, default));
        Assert.Empty(await Grain(silo).ReadAsync(BundleKind.Public, closed.Sha256, -1, default));
    }

    [Fact]
    public async Task Temporary_files_go_when_superseded_when_the_silo_stops_and_when_it_starts()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it is restarted.
        var running = await RunningBox.OpenAsync(silo, Cards);
        await Grain(silo).PrepareAsync(BundleKind.Auditor, default);
        Assert.Empty(Temporary(silo));
        await Grain(silo).PrepareAsync(BundleKind.Public, default);
        await Grain(silo).PrepareAsync(BundleKind.Public, default);
        Assert.Single(Temporary(silo));
        await running.VoteAsync(Cards);
        await Grain(silo).PrepareAsync(BundleKind.Public, default);
        await running.Box.MixAsync(RunningBox.Facts, default);
        await Grain(silo).PrepareAsync(BundleKind.Public, default);
        Assert.Equal(2, Temporary(silo).Length);

        var killed = Path.Combine(silo.Folder, "data", "bundles", "killed.part");
        File.WriteAllText(killed, "left by a process that was killed");
        await silo.RestartAsync();

        Assert.Empty(Temporary(silo));
    }

    [Fact]
    public async Task A_file_that_is_not_the_one_in_the_log_is_not_published()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: all that it does is counted.
        await FinishedAsync(silo);
        await silo.Files.WriteAsync(BoxKey.Main(silo.Day), "ballots.pb", new MemoryStream("other ballots"u8.ToArray()), default);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Grain(silo).PrepareAsync(BundleKind.Public, default));

        Assert.Contains("'ballots.pb'", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Temporary(silo));
    }

    private static IBundleGrain Grain(TestSilo silo) => silo.Grains.GetGrain<IBundleGrain>(silo.Day);

    private static async Task<RunningBox> FinishedAsync(TestSilo silo)
    {
        var running = await RunningBox.OpenAsync(silo, Cards);
        await running.VoteAsync(Cards);
        Assert.Equal(BoxResult.Done, await running.Box.MixAsync(RunningBox.Facts, default));
        await KeepKeyAsync(silo);
        Assert.Equal(BoxResult.Done, await running.Box.ProveAsync(Dice));
        Assert.Equal(BoxResult.Done, await running.Box.RecordResultAsync("result", default));
        Assert.Equal(BoxResult.Done, await running.Box.RecordReleaseAsync(ReleasedTo.Auditor, default));
        return running;
    }

    /// <summary>Keeps two shares of the key for a day, which the service destroys with the proof.</summary>
    private static async Task KeepKeyAsync(TestSilo silo)
    {
        var key = (await silo.Keys.ReadAsync(silo.Day, BoxKey.MainLog, default)).OpeningsKey;
        Holders[silo.Day] = [.. KeyShare.Split($"pb.south.example/{silo.Day}", key.Span, 1).Take(2).Select(share => new BroughtShare(share.Seal(Passphrase), Passphrase))];
    }

    private static async Task<byte[]> FetchAsync(TestSilo silo, BundleKind kind = BundleKind.Public)
    {
        // A grain that is forced out in between has forgotten what it made: prepare again, as the web does.
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (kind == BundleKind.Auditor) await Grain(silo).BringSharesAsync([.. Holders[silo.Day]], default);
            var info = await Grain(silo).PrepareAsync(kind, default);
            var bytes = await ReadAsync(silo, kind, info);
            if (info.Length == 0 || bytes.Length < info.Length) continue;
            Assert.Equal(info.Sha256, Hash(bytes));
            return bytes;
        }
        throw new InvalidOperationException("It was never fetched whole.");
    }

    private static async Task<byte[]> ReadAsync(TestSilo silo, BundleKind kind, BundleInfo info)
    {
        var whole = new MemoryStream();
        while (await Grain(silo).ReadAsync(kind, info.Sha256, whole.Length, default) is { IsEmpty: false } part)
            whole.Write(part.AsSpan());
        return whole.ToArray();
    }

    private static async Task<Bundle> OpenAsync(TestSilo silo, BundleKind kind = BundleKind.Public)
    {
        Assert.True(Bundle.TryOpen(new MemoryStream(await FetchAsync(silo, kind)), long.MaxValue, out var bundle, out var problem), problem);
        return bundle!;
    }

    /// <summary>The nonces of all openings but of those that a challenge has published.</summary>
    private static async Task<List<string>> SecretsAsync(TestSilo silo)
    {
        // From the journal: no bundle opens ballots while people vote.
        var key = (await silo.Keys.ReadAsync(silo.Day, BoxKey.MainLog, default)).OpeningsKey;
        var openings = await BoxReplay.OpeningsAsync(
            silo.Journal, $"box/{BoxKey.Main(silo.Day)}", long.MaxValue, new OpeningCipher(key.Span), $"pb.south.example/{silo.Day}", _ => true, default);
        var challenged = (await PublicLog.ReadAsync(silo.Grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(silo.Day)))).OfType<ChallengeEntry>().Select(entry => entry.Nonce).ToHashSet();
        return [.. openings.Where(opening => !challenged.Contains(opening.Opening.Nonce)).Select(opening => opening.Opening.Nonce.ToString())];
    }

    private static async Task AssertSilentAsync(TestSilo silo, List<string> secrets, params string[] more)
    {
        var bundle = await OpenAsync(silo);
        Assert.Equal(
            AtOpening.Concat(more).Where(name => !name.StartsWith("log/tile", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            bundle.Names.Where(name => !name.StartsWith("log/tile", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        AssertNoneOf(secrets, bundle);
    }

    private static void AssertNoneOf(List<string> secrets, Bundle bundle) => Assert.All(bundle.Names, name =>
    {
        var text = Encoding.Latin1.GetString(bundle.Read(name));
        Assert.DoesNotContain(secrets, secret => text.Contains(secret, StringComparison.Ordinal));
    });

    private static string[] Temporary(TestSilo silo) =>
        Directory.Exists(Path.Combine(silo.Folder, "data", "bundles")) ? Directory.GetFiles(Path.Combine(silo.Folder, "data", "bundles")) : [];

    private static string Text(Bundle bundle, string name) => Encoding.UTF8.GetString(bundle.Read(name));

    private static string Hash(byte[] bytes) => Convert.ToBase64String(SHA256.HashData(bytes));
}
