using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Faults.Tests;

/// <summary>The real service in a process of its own, on files that outlive it, to be killed in the middle of its work.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly List<string> said = [];
    private Process? process;

    public Uri Site { get; } = new($"http://127.0.0.1:{FreePort()}");

    public string TokenFile => folder.File("data/rehearsal.tokens");

    /// <summary>Whether it copies its databases and keys.</summary>
    public bool Backs { get; init; }

    /// <summary>The copies of a database, the oldest first.</summary>
    public string[] Copies(string name) => Directory.Exists(folder.File("copies"))
        ? [.. Directory.GetFiles(folder.File("copies"), $"{name}-*Z.db").Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Loses both folders and puts the newest copies in their place; what unlocks the keys lay elsewhere.</summary>
    public void RestoreFromCopies()
    {
        var tokens = File.ReadAllText(TokenFile);
        Directory.Delete(folder.File("data"), recursive: true);
        Directory.Delete(folder.File("keys"), recursive: true);
        Directory.CreateDirectory(folder.File("data"));
        File.WriteAllText(TokenFile, tokens);
        File.Copy(Copies("ballots")[^1], folder.File("data/ballots.db"));
        File.Copy(Copies("register")[^1], folder.File("data/register.db"));
        Directory.Move(folder.File("key-copies"), folder.File("keys"));
    }

    /// <summary>Everything the service has written, over all its lives.</summary>
    public string Said
    {
        get
        {
            lock (said) return string.Join('\n', said);
        }
    }

    public async Task StartAsync()
    {
        Start(Site.ToString().TrimEnd('/'));
        await UntilAsync(async () => (await GetAsync("health/ready")).StatusCode == HttpStatusCode.OK && File.Exists(TokenFile));
    }

    /// <summary>Starts it on an address it is expected to refuse.</summary>
    /// <returns>What it ended with.</returns>
    public async Task<int> EndAsync(string address)
    {
        Start(address);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process!.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    private void Start(string address)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true,
            ArgumentList = { Built("Web", "PbDecisionDay.Web.dll"), "--urls", address },
            Environment =
            {
                ["Storage__DataFolder"] = folder.File("data"), ["Keys__KeyFolder"] = folder.File("keys"),
            },
        };
        if (Backs)
        {
            start.Environment["Backup__Folder"] = folder.File("copies");
            start.Environment["Backup__KeyFolder"] = folder.File("key-copies");
        }
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Asks the process to end, as systemd does, and goes on at once.</summary>
    /// <returns>The process, which is then no longer this one's to look after.</returns>
    public Process AskToEnd()
    {
        var ending = process!;
        using var asked = Process.Start("bash", ["-c", $"kill -TERM {ending.Id}"]);
        asked.WaitForExit();
        return ending;
    }

    /// <summary>Ends the process as a power cut would: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
    }

    public async Task<HttpResponseMessage> GetAsync(string path)
    {
        try
        {
            return await http.GetAsync(new Uri(Site, path));
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        }
    }

    /// <summary>Looks until something holds, for two minutes at most.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await holds())
        {
            Assert.False(patience.IsCancellationRequested, "The service did not get there in two minutes. It said:\n" + Said);
            await Task.Delay(25);
        }
    }

    public void Dispose()
    {
        if (process is { HasExited: false }) Kill();
        process?.Dispose();
        http.Dispose();
        folder.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (said) said.Add(line);
    }

    /// <summary>A file of another project's build, beside this one's: artifacts/bin/Web/debug/ beside artifacts/bin/Faults.Tests/debug/.</summary>
    public static string Built(string project, string file)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, file);
    }

    /// <summary>The folder that holds the solution.</summary>
    public static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "PbDecisionDay.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
