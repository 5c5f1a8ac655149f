using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Verifier.Following;

namespace PbDecisionDay.Verifier.Tests.Following;

/// <summary>A witness that is pushed to, over HTTP. The statuses are those of C2SP tlog-witness.</summary>
public sealed class WitnessServerTests : IAsyncLifetime
{
    private readonly FakeSite site = new();
    private readonly Folder folder = new();
    private readonly HttpListener listener = new();
    private readonly CancellationTokenSource end = new();
    private readonly Voice voice = new();
    private readonly HttpClient http = new();
    private Witness witness = null!;
    private Task serving = Task.CompletedTask;

    public ValueTask InitializeAsync()
    {
        witness = Witness.Make("witness.example/anna", folder["anna.pem"]);
        Directory.CreateDirectory(folder["kept"]);
        http.BaseAddress = new Uri($"http://127.0.0.1:{FreePort()}/");
        listener.Prefixes.Add(http.BaseAddress.ToString());
        serving = new WitnessServer(listener, Desk(), witness.VerifierKey, TimeProvider.System).RunAsync(end.Token);
        site.Grow(20);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await serving;
        end.Dispose();
        http.Dispose();
        witness.Dispose();
        site.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_log_that_grows_is_countersigned_from_size_to_size()
    {
        foreach (int more in new[] { 0, 1, 12, 300, 0 })
        {
            long old = Last();
            site.Grow(more);
            var (status, type, body) = await PushAsync(old);
            Assert.True((200, "text/plain") == (status, type), $"{status} {body}");
            Assert.True(SignedNote.TryParse(site.Note.Print() + body, out SignedNote? note));
            Assert.True(IsCountersigned(note));
        }
        Assert.Equal(333, Last());
        Assert.Equal(["20", "21", "33", "333", "333"], voice.Said);
    }

    [Fact]
    public async Task What_is_no_request_is_400()
    {
        string good = new AddCheckpoint(0, [], site.Note).Print();
        string zeros = string.Concat(Enumerable.Repeat($"{site.Tree.Root()}\n", AddCheckpoint.MostHashes + 1));
        foreach (string bad in new[]
            {
                "", "x", good[..^1], good.Replace("old 0", "old 00", StringComparison.Ordinal), good.Replace("old 0", "old -1", StringComparison.Ordinal),
                good.Replace("old 0\n", "old 0\nnot base64\n", StringComparison.Ordinal), good.Replace("old 0\n", "old 0\n" + zeros, StringComparison.Ordinal),
                good.Replace("old 0", "old 21", StringComparison.Ordinal), good.Replace("\n", "\r\n", StringComparison.Ordinal), good + new string('x', 40_000),
            })
            Assert.Equal(400, (await PostAsync(bad)).Status);
        Assert.Equal(200, (await PostAsync(good)).Status);
    }

    [Fact]
    public async Task A_log_that_is_not_known_is_404_and_another_key_403()
    {
        using LogKey other = LogKey.Generate();
        Assert.Equal(404, (await PushAsync(0, [], Checkpoint.Of("pb.south.example/other", site.Tree).Sign(site.Key))).Status);
        Assert.Equal(403, (await PushAsync(0, [], Checkpoint.Of(FakeSite.Origin, site.Tree).Sign(other))).Status);
        Assert.False(File.Exists(folder["kept/cosigned"]));
    }

    [Fact]
    public async Task A_line_of_another_key_beside_the_logs_own_is_ignored_and_not_kept()
    {
        using LogKey other = LogKey.Generate();
        Assert.Equal(200, (await PushAsync(0, [], site.Note.With(other.SignNote("elsewhere.example", site.Note.Text)))).Status);
        Assert.DoesNotContain("elsewhere", File.ReadAllText(folder["kept/cosigned"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(19)]
    [InlineData(21)]
    public async Task Another_old_size_than_the_last_is_409_with_the_last(long old)
    {
        await PushAsync(0);
        site.Grow(5);
        Assert.Equal((409, "text/x.tlog.size", "20\n"), await PushAsync(old));
    }

    [Fact]
    public async Task A_witness_that_signed_nothing_says_0()
    {
        Assert.Equal((409, "text/x.tlog.size", "0\n"), await PushAsync(7));
    }

    [Fact]
    public async Task A_proof_that_does_not_lead_there_is_422_and_nothing_is_signed()
    {
        Assert.Equal(422, (await PushAsync(0, [site.Tree.Root()], site.Note)).Status);
        await PushAsync(0);
        site.Grow(13);
        IReadOnlyList<Digest> proof = site.Tree.ConsistencyProof(20, 33);
        Assert.Equal(422, (await PushAsync(20, [], site.Note)).Status);
        Assert.Equal(422, (await PushAsync(20, [.. proof.Reverse()], site.Note)).Status);
        site.Replace(3, new CountEntry(9, 9).Print());
        Assert.Equal(422, (await PushAsync(20)).Status);
        Assert.Equal(20, Last());
    }

    [Fact]
    public async Task Two_checkpoints_of_one_size_are_refused_alarmed_and_kept_as_evidence_once()
    {
        await PushAsync(0);
        string first = site.Note.Text;
        site.Replace(3, new CountEntry(9, 9).Print());
        for (int again = 0; again < 3; again++)
            Assert.Equal((409, "text/x.tlog.size", "20\n"), await PushAsync(20));
        Assert.Equal(3, voice.Said.Count(said => said == "FORK two roots were signed for 20 entries"));
        Assert.StartsWith(first, File.ReadAllText(folder["kept/alarm-1-kept.txt"]), StringComparison.Ordinal);
        Assert.True(Checkpoint.TryOpen(File.ReadAllText(folder["kept/alarm-1-shown.txt"]), site.Key.Public, out Checkpoint? shown));
        Assert.Equal(site.Tree.Root(), shown.Root);
        Assert.False(File.Exists(folder["kept/alarm-2-shown.txt"]));
    }

    [Fact]
    public async Task A_crash_between_keeping_and_answering_is_no_way_to_a_second_history()
    {
        // The answer is never sent; what follows is another process with the same folder.
        await Desk().AnswerAsync(new AddCheckpoint(0, [], site.Note).Print(), CancellationToken.None);
        WitnessDesk restarted = Desk();
        SignedNote honest = site.Note;
        site.Replace(3, new CountEntry(9, 9).Print());
        Assert.Equal(409, (await restarted.AnswerAsync(new AddCheckpoint(0, [], site.Note).Print(), CancellationToken.None)).Status);
        Assert.Equal(409, (await restarted.AnswerAsync(new AddCheckpoint(20, [], site.Note).Print(), CancellationToken.None)).Status);
        Assert.Equal(200, (await restarted.AnswerAsync(new AddCheckpoint(20, [], honest).Print(), CancellationToken.None)).Status);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_not_signed()
    {
        // A folder in the place of the file to be written.
        Directory.CreateDirectory(folder["kept/cosigned.new"]);
        Assert.Equal(500, (await PushAsync(0)).Status);
        await Assert.ThrowsAnyAsync<Exception>(() => serving);
        serving = Task.CompletedTask;
    }

    [Fact]
    public async Task A_damaged_memory_ends_the_signing()
    {
        await PushAsync(0);
        File.WriteAllText(folder["kept/cosigned"], "");
        await Assert.ThrowsAsync<FormatException>(() => Desk().AnswerAsync(new AddCheckpoint(0, [], site.Note).Print(), CancellationToken.None));
    }

    [Fact]
    public async Task Of_many_at_once_each_size_is_signed_in_its_turn()
    {
        string[] bodies = [.. Enumerable.Range(1, 12).Select(size => new AddCheckpoint(size - 1, site.Tree.ConsistencyProof(size - 1, size), new Checkpoint(FakeSite.Origin, size, site.Tree.Root(size)).Sign(site.Key)).Print())];
        int signed = 0;
        for (int round = 0; round < bodies.Length; round++)
            signed += (await Task.WhenAll(bodies.Reverse().Select(PostAsync))).Count(answer => answer.Status == 200);
        Assert.Equal(12, Last());
        Assert.Equal(12, signed);
        Assert.Equal(Enumerable.Range(1, 12), voice.Said.Select(said => int.Parse(said, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Other_addresses_and_methods_are_refused_and_the_key_is_shown()
    {
        Assert.Equal(witness.VerifierKey + "\n", await http.GetStringAsync(""));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await http.GetAsync("add-checkpoint")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("../../kept/cosigned")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.PostAsync("add-checkpoint", new ByteArrayContent([0xff, 0xfe]))).StatusCode);
    }

    [Fact]
    public async Task Following_and_serving_share_one_memory()
    {
        await FollowAsync();
        Assert.Equal(20, Last());
        site.Grow(4);
        Assert.Equal(200, (await PushAsync(20)).Status);
        site.Replace(22, new CountEntry(9, 9).Print());
        site.Grow(1);
        Assert.Equal(1, await FollowAsync());
        Assert.Equal("ALARM fork", voice.Said[^1]);
        Assert.Equal(24, Last());
    }

    [Fact]
    public async Task A_history_that_was_only_followed_is_held_against_too()
    {
        await FollowAsync(sign: false);
        site.Replace(3, new CountEntry(9, 9).Print());
        Assert.Equal(409, (await PushAsync(0)).Status);
        Assert.Equal("FORK the checkpoint of 20 entries is not of the log that was followed", voice.Said[^1]);
        Assert.False(File.Exists(folder["kept/cosigned"]));
    }

    [Fact]
    public async Task The_command_serves_from_the_folder_and_is_there_again_after_a_kill()
    {
        string listen = $"127.0.0.1:{FreePort()}", key = site.Key.Public.VerifierKey(FakeSite.Origin);
        string[] arguments = ["witness", "serve", "--keep", folder["other"], "--key", key, "--sign-as", "witness.example/anna", "--with", folder["anna.pem"], "--listen", listen];
        using var client = new HttpClient { BaseAddress = new Uri($"http://{listen}/") };
        foreach (string said in new[] { "0 entries countersigned", "20 entries countersigned" })
        {
            using Process process = Tools.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "pbdd.dll"), .. arguments]);
            string output = "";
            while (!output.Contains(witness.VerifierKey, StringComparison.Ordinal))
                output += await process.StandardOutput.ReadLineAsync() ?? throw new EndOfStreamException(await process.StandardError.ReadToEndAsync());
            Assert.Contains(said, output, StringComparison.Ordinal);
            HttpResponseMessage answer = await Until(() => client.PostAsync("add-checkpoint", new StringContent(new AddCheckpoint(0, [], site.Note).Print())));
            Assert.Equal(said[0] == '0' ? HttpStatusCode.OK : HttpStatusCode.Conflict, answer.StatusCode);
            process.Kill();
            await process.WaitForExitAsync();
        }
        Assert.Equal(2, Tools.Pbdd([.. arguments[..^1], "nowhere"]).Exit);
        Assert.Equal(2, Tools.Pbdd("witness", "serve", "--keep", folder["new"], "--sign-as", "witness.example/anna", "--with", folder["anna.pem"]).Exit);
    }

    // The key is said just before the port is listened at.
    private static async Task<HttpResponseMessage> Until(Func<Task<HttpResponseMessage>> ask)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return await ask();
            }
            catch (HttpRequestException) when (tries < 100)
            {
                await Task.Delay(50);
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private WitnessDesk Desk() => new(folder["kept"], FakeSite.Origin, site.Key.Public, witness, voice, TimeProvider.System);

    private bool IsCountersigned(SignedNote note) =>
        LogPublicKey.TryParseVerifierKey(witness.VerifierKey, out string? name, out LogPublicKey? key) && note.IsSignedBy(name, key);

    private long Last() =>
        File.Exists(folder["kept/cosigned"]) && Checkpoint.TryOpen(File.ReadAllText(folder["kept/cosigned"]), site.Key.Public, out Checkpoint? last) ? last.Size : 0;

    private Task<(int Status, string? Type, string Body)> PushAsync(long old) =>
        PushAsync(old, old <= site.Tree.Count ? site.Tree.ConsistencyProof(old, site.Tree.Count) : [], site.Note);

    private Task<(int Status, string? Type, string Body)> PushAsync(long old, IReadOnlyList<Digest> proof, SignedNote note) => PostAsync(new AddCheckpoint(old, proof, note).Print());

    private async Task<(int Status, string? Type, string Body)> PostAsync(string body)
    {
        using HttpResponseMessage answer = await http.PostAsync("add-checkpoint", new StringContent(body));
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }

    private async Task<int> FollowAsync(bool sign = true)
    {
        KeptLog kept = KeptLog.Open(folder["kept"]);
        if (kept.Key is null)
            kept.Keep(FakeSite.Origin, site.Key.Public);
        return await new Follower(site.Open(), kept, new(TimeSpan.FromSeconds(1), 1, sign ? witness : null), voice, TimeProvider.System).RunAsync(CancellationToken.None);
    }

    private sealed class Voice : IWitnessVoice, IFollowVoice
    {
        private readonly List<string> _said = [];

        public IReadOnlyList<string> Said
        {
            get
            {
                lock (_said)
                    return [.. _said];
            }
        }

        public void Countersigned(Checkpoint checkpoint) => Say(checkpoint.Size.ToString(CultureInfo.InvariantCulture));

        public void Refused(WitnessAnswer answer)
        {
        }

        public void Fork(string reason, (string Kept, string Shown) evidence) => Say($"FORK {reason}");

        public void Grown(FollowStep.Grown step, string? witness)
        {
        }

        public void Same(Checkpoint checkpoint)
        {
        }

        public void Trouble(string reason) => Say($"trouble {reason}");

        public void Alarm(FollowStep.Alarm alarm, (string Kept, string Shown) evidence) => Say($"ALARM {alarm.Name}");

        private void Say(string text)
        {
            lock (_said)
                _said.Add(text);
        }
    }
}
