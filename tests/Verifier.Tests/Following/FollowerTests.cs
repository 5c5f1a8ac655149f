using System.Net;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Verifier.Following;

namespace PbDecisionDay.Verifier.Tests.Following;

public sealed class FollowerTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"pbdd-follow-{Guid.NewGuid():N}");
    private readonly FakeSite site = new();
    private readonly Voice voice = new();

    public void Dispose()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        site.Dispose();
    }

    [Fact]
    public async Task A_log_that_grows_is_followed_and_kept()
    {
        site.Grow(5);
        Assert.Equal(0, await LookAsync());
        site.Grow(700);
        Assert.Equal(0, await LookAsync());
        Assert.Equal(0, await LookAsync());
        Assert.Equal(["grown 0 to 5: count 5", "grown 5 to 705: count 700", "same 705"], voice.Said);
        Assert.Equal(site.Tree.Root(), KeptLog.Open(folder).Tree.Root());
        Assert.Equal(705, KeptLog.Open(folder).Tree.Count);
    }

    [Fact]
    public async Task Only_what_is_new_is_fetched()
    {
        site.Grow(700);
        await LookAsync();
        site.Asked.Clear();
        site.Grow(10);
        await LookAsync();
        Assert.Equal(["checkpoint", "tile/0/002.p/198", "tile/entries/002.p/198"], site.Asked);
    }

    [Fact]
    public async Task Two_roots_for_one_size_are_a_fork()
    {
        site.Grow(300);
        await LookAsync();
        site.Replace(299, new CountEntry(1, 1).Print());
        await Alarmed("fork");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(280)]
    public async Task A_rewritten_log_that_grew_is_a_fork(int rewritten)
    {
        site.Grow(300);
        await LookAsync();
        site.Replace(rewritten, new CountEntry(1, 1).Print());
        site.Grow(5);
        await Alarmed("fork");
        Assert.EndsWith(rewritten == 280 ? "entry 280 is not the one that was kept" : "the checkpoint of 305 entries does not continue the 300 that were kept", voice.Said[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_smaller_log_with_another_history_is_a_fork_at_once()
    {
        site.Grow(300);
        await LookAsync();
        site.Cut(100);
        site.Replace(50, new CountEntry(1, 1).Print());
        await Alarmed("fork");
    }

    [Fact]
    public async Task An_older_checkpoint_that_stays_is_a_rollback()
    {
        site.Grow(300);
        await LookAsync();
        site.Cut(299);
        await Alarmed("rollback");
        Assert.Equal(3, site.Asked.Count(path => path == "checkpoint"));
    }

    [Fact]
    public async Task An_older_checkpoint_out_of_a_cache_is_asked_for_again()
    {
        site.Grow(300);
        string old = site.Note.Print();
        site.Grow(10);
        await LookAsync();
        int asked = 0;
        site.Instead = path => path == "checkpoint" && asked++ == 0 ? FakeSite.Text(old) : null;
        Assert.Equal(0, await LookAsync());
        Assert.Equal("same 310", voice.Said[^1]);
    }

    [Fact]
    public async Task A_changed_key_is_an_alarm()
    {
        site.Grow(10);
        await LookAsync();
        site.Key = LogKey.Generate();
        site.Grow(1);
        await Alarmed("key");
    }

    [Fact]
    public async Task A_checkpoint_of_another_log_is_an_alarm()
    {
        site.Grow(10);
        await LookAsync();
        site.Instead = path => path == "checkpoint" ? FakeSite.Text(Checkpoint.Of("pb.south.example/other", site.Tree).Sign(site.Key).Print()) : null;
        await Alarmed("key");
        Assert.Contains("another log", voice.Said[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_that_are_not_those_of_the_tree_are_an_alarm()
    {
        site.Grow(10);
        var other = new FakeSite();
        other.Grow(10, from: 7);
        byte[] entries = await (await new HttpClient(other).GetAsync($"https://x.example/api/days/{FakeSite.Day}/logs/main/tile/entries/000.p/10")).Content.ReadAsByteArrayAsync();
        site.Instead = path => path.StartsWith("tile/entries", StringComparison.Ordinal) ? new(HttpStatusCode.OK) { Content = new ByteArrayContent(entries) } : null;
        await Alarmed("fork");
        Assert.Empty(Directory.GetFiles(folder, "checkpoint"));
    }

    [Fact]
    public async Task What_cannot_be_had_is_told_and_tried_again()
    {
        site.Grow(10);
        int looks = 0;
        site.Instead = path => path != "checkpoint" ? null : looks++ switch
        {
            0 => throw new HttpRequestException("no route"),
            1 => new(HttpStatusCode.BadGateway),
            2 => FakeSite.Text("<html>Sign in to the hall's network</html>"),
            3 => throw new TaskCanceledException("slow"),
            _ => null,
        };
        Assert.Equal(0, await LookAsync(times: 5));
        Assert.Equal(["trouble", "trouble", "trouble", "trouble", "grown 0 to 10: count 10"], voice.Said.Select(said => said.Split(':')[0] is "trouble" ? "trouble" : said));
    }

    [Theory]
    [InlineData("tile/0/000.p/10", "78")]
    [InlineData("tile/entries/000.p/10", "78")]
    [InlineData("tile/0/000.p/10", "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("tile/entries/000.p/10", "000178")]
    public async Task Damaged_tiles_are_told_and_end_with_2(string damaged, string bytes)
    {
        site.Grow(10);
        site.Instead = path => path == damaged ? new(HttpStatusCode.OK) { Content = new ByteArrayContent(Convert.FromHexString(bytes)) } : null;
        Assert.Equal(2, await LookAsync());
        Assert.StartsWith("trouble", Assert.Single(voice.Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_witness_countersigns_what_was_found_good()
    {
        site.Grow(10);
        Directory.CreateDirectory(folder);
        using Witness witness = Witness.Make("witness.example/anna", Path.Combine(folder, "anna.pem"));
        await LookAsync(witness: witness);
        Assert.True(SignedNote.TryParse(File.ReadAllText(Path.Combine(folder, "cosigned")), out SignedNote? note));
        Assert.True(LogPublicKey.TryParseVerifierKey(witness.VerifierKey, out string? name, out LogPublicKey? key));
        Assert.True(note.IsSignedBy(name, key) && note.IsSignedBy(FakeSite.Origin, site.Key.Public));
    }

    [Fact]
    public async Task What_was_kept_is_held_together_when_it_is_read()
    {
        site.Grow(10);
        await LookAsync();
        string leaves = Path.Combine(folder, "leaves");
        byte[] bytes = File.ReadAllBytes(leaves);
        File.WriteAllBytes(leaves, [.. bytes, 1, 2, 3]);
        Assert.Equal(10, KeptLog.Open(folder).Tree.Count);
        File.WriteAllBytes(leaves, [.. bytes[..^1], 7]);
        Assert.Throws<FormatException>(() => KeptLog.Open(folder));
        File.WriteAllBytes(leaves, bytes[..^32]);
        Assert.Throws<FormatException>(() => KeptLog.Open(folder));
        File.WriteAllBytes(leaves, bytes);
        File.WriteAllText(Path.Combine(folder, "checkpoint"), "x");
        Assert.Throws<FormatException>(() => KeptLog.Open(folder));
    }

    [Fact]
    public async Task The_key_that_the_page_shows_is_found()
    {
        Assert.Equal((FakeSite.Origin, site.Key.Public), await site.Open().ShownKeyAsync(CancellationToken.None));
        Assert.True(LogAddress.TryParse($"https://site.example/api/days/{FakeSite.Day}/logs/cafe", out LogAddress? other));
        Assert.Null(await new LogSite(new HttpClient(site), other).ShownKeyAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("https://pb.example/days/troon-2026", "https://pb.example/api/days/troon-2026/logs/main/", "pbdd-troon-2026")]
    [InlineData("https://pb.example/days/troon-2026/audit#log", "https://pb.example/api/days/troon-2026/logs/main/", "pbdd-troon-2026")]
    [InlineData("http://localhost:8080/api/days/troon-2026/logs/main", "http://localhost:8080/api/days/troon-2026/logs/main/", "pbdd-troon-2026")]
    [InlineData("https://pb.example/south/api/days/troon/logs/care-home/", "https://pb.example/south/api/days/troon/logs/care-home/", "pbdd-troon-care-home")]
    [InlineData("https://pb.example/", null, null)]
    [InlineData("ftp://pb.example/days/troon", null, null)]
    [InlineData("troon-2026", null, null)]
    public void Addresses_are_read_as_people_copy_them_and_each_log_has_a_folder(string text, string? log, string? folder)
    {
        Assert.Equal(log is not null, LogAddress.TryParse(text, out LogAddress? address));
        Assert.Equal(log, address?.Log.ToString());
        Assert.Equal(folder, address?.Folder);
    }

    private async Task Alarmed(string name)
    {
        Assert.Equal(1, await LookAsync());
        Assert.StartsWith($"ALARM {name}", voice.Said[^1], StringComparison.Ordinal);
        Assert.NotEmpty(File.ReadAllText(Path.Combine(folder, "alarm-1-kept.txt")));
        Assert.NotEmpty(File.ReadAllText(Path.Combine(folder, "alarm-1-shown.txt")));
    }

    private async Task<int> LookAsync(int times = 1, Witness? witness = null)
    {
        KeptLog kept = KeptLog.Open(folder);
        if (kept.Key is null)
            kept.Keep(FakeSite.Origin, site.Key.Public);
        return await new Follower(site.Open(), kept, new(TimeSpan.FromSeconds(1), times, witness), voice, new ImpatientTime()).RunAsync(CancellationToken.None);
    }

    private sealed class Voice : IFollowVoice
    {
        public List<string> Said { get; } = [];

        public void Grown(FollowStep.Grown step, string? witness) =>
            Said.Add($"grown {step.From} to {step.Checkpoint.Size}: {string.Join(", ", step.Kinds.Select(kind => $"{kind.Key} {kind.Value}"))}");

        public void Same(Checkpoint checkpoint) => Said.Add($"same {checkpoint.Size}");

        public void Trouble(string reason) => Said.Add($"trouble: {reason}");

        public void Alarm(FollowStep.Alarm alarm, (string Kept, string Shown) evidence) => Said.Add($"ALARM {alarm.Name}: {alarm.Reason}");
    }

    /// <summary>Every wait is over at once.</summary>
    private sealed class ImpatientTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
