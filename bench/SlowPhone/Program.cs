using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

// A day's pages on a slow phone: what is loaded, when something is seen, when the page can be used, how much jumps. Beside each, the bare limit:
// what the line alone needs for the same bytes.
//   dotnet run -c Release --project bench/SlowPhone -- http://localhost:5080 DAY
// The profile is that of Lighthouse's "slow 4G" on a mid-range phone: 150 ms there and back, 1.6 Mbit/s down, a processor four times slower than this one.
if (args.Length != 2)
{
    Console.Error.WriteLine("usage: SITE DAY");
    return 2;
}
const double RoundTrip = 150, BytesPerSecond = 1_600_000 / 8;
const int Rounds = 3, Slower = 4;
(string site, string day) = (args[0].TrimEnd('/'), args[1]);
// What a person waits for on each page.
(string Path, string Usable)[] pages =
[
    ("/", "main a"), ($"/days/{day}", "main a"), ($"/v/{day}", "#code"), ($"/v/{day}?plain", "#code"), ($"/screen/{day}", "#board, main"), ($"/audit/{day}", "main h1"),
    ($"/r/{day}", "main input, main textarea"), ("/door", "main"), ("/kiosk", "main"),
];
using IPlaywright playwright = await Playwright.CreateAsync();
await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"] });
Console.WriteLine($"{TimeProvider.System.GetLocalNow():yyyy-MM-dd}, Chromium {browser.Version}, .NET {Environment.Version}, {Environment.ProcessorCount} cores, load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
Console.WriteLine($"{Rounds} rounds, medians; an empty cache each time; {site}");
Console.WriteLine("page                    requests    kB  script kB  first view ms  usable ms   line alone ms  ratio   shift");
foreach ((string path, string usable) in pages)
{
    var rounds = new List<Sample>();
    for (int round = 0; round < Rounds; round++)
        rounds.Add(await LookAsync(path, usable));
    Sample m = new(Median(s => s.Requests), Median(s => s.Bytes), Median(s => s.Script), Median(s => s.Seen), Median(s => s.Usable), Median(s => s.Shift));
    // Connecting, asking for the page, then for what it names: three times there and back.
    double line = 3 * RoundTrip + m.Bytes / BytesPerSecond * 1000;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{path,-24} {m.Requests,7:0} {m.Bytes / 1000,6:0.0} {m.Script / 1000,10:0.0} {m.Seen,14:0} {m.Usable,10:0} {line,15:0} {m.Usable / line,6:0.00} {m.Shift,7:0.000}"));

    double Median(Func<Sample, double> of) => rounds.Select(of).Order().ElementAt(Rounds / 2);
}
return 0;

async Task<Sample> LookAsync(string path, string usable)
{
    await using IBrowserContext context = await browser.NewContextAsync(new()
    {
        ViewportSize = new() { Width = 390, Height = 844 }, DeviceScaleFactor = 2, IsMobile = true, HasTouch = true, Locale = "en-GB",
    });
    IPage page = await context.NewPageAsync();
    ICDPSession protocol = await context.NewCDPSessionAsync(page);
    await protocol.SendAsync("Network.enable");
    await protocol.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
    {
        ["offline"] = false, ["latency"] = RoundTrip, ["downloadThroughput"] = BytesPerSecond, ["uploadThroughput"] = BytesPerSecond / 2,
    });
    await protocol.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = Slower });
    var scripts = new HashSet<string>(StringComparer.Ordinal);
    (double bytes, double script, int requests) = (0, 0, 0);
    protocol.Event("Network.responseReceived").OnEvent += (_, told) =>
    {
        requests++;
        if (told?.GetProperty("type").GetString() == "Script")
            scripts.Add(told.Value.GetProperty("requestId").GetString()!);
    };
    protocol.Event("Network.loadingFinished").OnEvent += (_, told) =>
    {
        double length = told!.Value.GetProperty("encodedDataLength").GetDouble();
        bytes += length;
        if (scripts.Contains(told.Value.GetProperty("requestId").GetString()!))
            script += length;
    };
    await page.AddInitScriptAsync("""
        window.jumped = 0;
        new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.jumped += entry.value; }).observe({ type: "layout-shift", buffered: true });
        """);
    await page.GotoAsync(site + path, new() { WaitUntil = WaitUntilState.Load, Timeout = 60_000 });
    await page.Locator(usable).First.WaitForAsync(new() { Timeout = 60_000 });
    // Usable: it is there, and the processor is free to answer a touch.
    double free = await page.EvaluateAsync<double>("() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))");
    double seen = await page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now()");
    await page.WaitForLoadStateAsync(LoadState.NetworkIdle, new() { Timeout = 10_000 }).ContinueWith(_ => { }, TaskScheduler.Default); // Pages that follow the day are never idle.
    return new(requests, bytes, script, seen, free, await page.EvaluateAsync<double>("() => window.jumped"));
}

internal sealed record Sample(double Requests, double Bytes, double Script, double Seen, double Usable, double Shift);
