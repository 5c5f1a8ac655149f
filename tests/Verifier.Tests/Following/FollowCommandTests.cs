using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Verifier.Tests.Following;

/// <summary>follow and witness, run as a person would run them, against a site on this machine.</summary>
public sealed class FollowCommandTests : IAsyncLifetime
{
    private readonly FakeSite site = new();
    private readonly Folder folder = new();
    private readonly HttpListener listener = new();
    private string url = "";
    private Task serving = Task.CompletedTask;

    public ValueTask InitializeAsync()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }
        listener.Prefixes.Add(url + "/");
        listener.Start();
        serving = ServeAsync();
        site.Grow(20);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        site.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_first_look_takes_the_key_of_the_page_and_a_fork_exits_1()
    {
        var (exit, output, error) = Follow("--times", "1");
        Assert.True(exit == 0, output + error);
        Assert.Contains($"Compare its fingerprint with the one printed on the cards: {site.Key.Public}", output, StringComparison.Ordinal);
        Assert.Contains("20 entries, 20 new (20 count)", output, StringComparison.Ordinal);
        site.Replace(3, new CountEntry(1, 1).Print());
        (exit, output, _) = Follow("--times", "1");
        Assert.Equal(1, exit);
        Assert.Contains("ALARM, fork", output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["kept/alarm-1-shown.txt"]));
    }

    [Fact]
    public void A_key_that_was_given_is_held_against_what_was_kept()
    {
        using LogKey other = LogKey.Generate();
        Assert.Equal(0, Follow("--times", "1", "--key", site.Key.Public.VerifierKey(FakeSite.Origin)).Exit);
        Assert.Equal(2, Follow("--times", "1", "--key", other.Public.VerifierKey(FakeSite.Origin)).Exit);
        Assert.Equal(2, Follow("--times", "0").Exit);
        Assert.Equal(2, Follow("--sign-as", "anna").Exit);
        Assert.Equal(2, Tools.Pbdd("follow", "nowhere").Exit);
    }

    [Fact]
    public void A_folder_that_keeps_another_day_is_bad_use_and_no_alarm()
    {
        using LogKey other = LogKey.Generate();
        Directory.CreateDirectory(folder["kept"]);
        File.WriteAllText(folder["kept/key"], other.Public.VerifierKey("pb.example/another-day") + "\n");

        var (exit, output, error) = Follow("--times", "1");

        Assert.Equal(2, exit);
        Assert.Contains($"the folder keeps the log pb.example/another-day, and the site shows {FakeSite.Origin}", error, StringComparison.Ordinal);
        Assert.DoesNotContain("ALARM", output + error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["kept/alarm-1-shown.txt"]));
    }

    [Fact]
    public async Task Ctrl_C_ends_the_following_with_0()
    {
        using Process process = Tools.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "pbdd.dll"), "follow", $"{url}/days/{FakeSite.Day}", "--keep", folder["kept"], "--every", "3600"]);
        string line;
        do
            line = await process.StandardOutput.ReadLineAsync() ?? throw new EndOfStreamException(await process.StandardError.ReadToEndAsync());
        while (!line.Contains("20 new", StringComparison.Ordinal));
        Tools.Run("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
        Assert.Equal((0, "Stopped. What was seen is kept.\n"), (process.ExitCode, await process.StandardOutput.ReadToEndAsync()));
    }

    [Fact]
    public void A_witness_signs_only_what_fits_what_was_kept()
    {
        var (made, vkey, _) = Tools.Pbdd("witness", "new", "witness.example/anna", folder["anna.pem"]);
        Assert.Equal(0, made);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(folder["anna.pem"]) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Equal(2, Tools.Pbdd("witness", "new", "witness.example/anna", folder["anna.pem"]).Exit);
        Assert.Equal(2, Tools.Pbdd("witness", "new", "two words", folder["two.pem"]).Exit);
        Assert.Equal(2, Sign(site.Note).Exit);
        Follow("--times", "1", "--sign-as", "witness.example/anna", "--with", folder["anna.pem"]);
        Assert.True(File.Exists(folder["kept/cosigned"]));

        var (exit, printed, _) = Sign(site.Note);
        Assert.Equal(0, exit);
        Assert.True(LogPublicKey.TryParseVerifierKey(vkey.TrimEnd(), out string? name, out LogPublicKey? key));
        Assert.True(SignedNote.TryParse(printed, out SignedNote? note) && note.IsSignedBy(name, key) && note.IsSignedBy(FakeSite.Origin, site.Key.Public));
        Assert.Equal(0, Sign(new Checkpoint(FakeSite.Origin, 7, site.Tree.Root(7)).Sign(site.Key)).Exit);
        Assert.Equal(1, Sign(new Checkpoint(FakeSite.Origin, 7, site.Tree.Root(8)).Sign(site.Key)).Exit);
        using LogKey other = LogKey.Generate();
        Assert.Equal(1, Sign(new Checkpoint(FakeSite.Origin, 7, site.Tree.Root(7)).Sign(other)).Exit);
        site.Grow(1);
        Assert.Equal(2, Sign(site.Note).Exit);
    }

    private (int Exit, string Output, string Error) Sign(SignedNote note) =>
        Tools.Pbdd("witness", "sign", folder.Write("note.txt", note.Print()), "--keep", folder["kept"], "--sign-as", "witness.example/anna", "--with", folder["anna.pem"]);

    private (int Exit, string Output, string Error) Follow(params string[] more) => Tools.Pbdd(["follow", $"{url}/days/{FakeSite.Day}", "--keep", folder["kept"], .. more]);

    private async Task ServeAsync()
    {
        using var client = new HttpMessageInvoker(site, disposeHandler: false);
        while (listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await listener.GetContextAsync();
                using HttpResponseMessage answer = await client.SendAsync(new(HttpMethod.Get, context.Request.Url), CancellationToken.None);
                context.Response.StatusCode = (int)answer.StatusCode;
                await answer.Content.CopyToAsync(context.Response.OutputStream);
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
