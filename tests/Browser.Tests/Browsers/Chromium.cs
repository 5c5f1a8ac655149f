using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;

[assembly: AssemblyFixture(typeof(Chromium))]
// Each class has a service of its own and shares one browser: more at once than two would only wait for each other.
[assembly: Xunit.v3.Parallelization(MaxThreads = 2)]

namespace PbDecisionDay.Browser.Tests.Browsers;

/// <summary>Debian's Chromium, started once for all tests. Every person of a test has a browser context of their own: own cookies, own screen.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Path = "/usr/bin/chromium";

    // Two noisy cores: waiting ends as soon as what is waited for is there.
    private const float Patience = 60_000;

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.True(File.Exists(Path), $"{Path} is missing: install it (Debian: apt-get install chromium).");
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        browser = await LaunchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>An organiser's laptop.</summary>
    public Task<IBrowserContext> LaptopAsync() => OpenAsync(browser, new() { ViewportSize = new() { Width = 1366, Height = 768 } });

    /// <summary>A resident's phone.</summary>
    public Task<IBrowserContext> PhoneAsync() => OpenAsync(browser, Phone);

    /// <summary>A phone whose browser runs no script.</summary>
    public Task<IBrowserContext> PhoneWithoutScriptAsync() => OpenAsync(browser, new(Phone) { JavaScriptEnabled = false });

    /// <summary>A window of any size whose browser runs no script.</summary>
    public Task<IBrowserContext> WindowWithoutScriptAsync(int width, int height) =>
        OpenAsync(browser, new(Window(width, height, ColorScheme.Light)) { JavaScriptEnabled = false });

    /// <summary>A tablet on a stand that many people use.</summary>
    public Task<IBrowserContext> TabletAsync(int width = 1280, int height = 800) => OpenAsync(browser, new() { ViewportSize = new() { Width = width, Height = height }, HasTouch = true });

    /// <summary>The screen in the hall.</summary>
    public Task<IBrowserContext> HallScreenAsync() => OpenAsync(browser, new() { ViewportSize = new() { Width = 1920, Height = 1080 } });

    /// <summary>A browser of any size, in light or dark.</summary>
    public Task<IBrowserContext> WindowAsync(int width, int height, ColorScheme scheme) => OpenAsync(browser, Window(width, height, scheme));

    /// <summary>The same, standing still for a script from outside to look at: nothing moves, and the content policy is off.</summary>
    public Task<IBrowserContext> StillWindowAsync(int width, int height, ColorScheme scheme) =>
        OpenAsync(browser, new(Window(width, height, scheme)) { BypassCSP = true, ReducedMotion = ReducedMotion.Reduce });

    /// <summary>A tablet at the door, whose camera sees what a film shows. It is a browser process of its own.</summary>
    public async Task<DoorTablet> DoorTabletAsync(string film)
    {
        var own = await LaunchAsync("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", $"--use-file-for-fake-video-capture={film}");
        return new DoorTablet(own, await OpenAsync(own, new() { ViewportSize = new() { Width = 820, Height = 1180 }, HasTouch = true }));
    }

    /// <summary>A tablet that keeps its profile in a folder, as one that is switched off does. It is a browser process of its own.</summary>
    public async Task<IBrowserContext> KeptTabletAsync(string folder)
    {
        var context = await playwright.Chromium.LaunchPersistentContextAsync(
            folder,
            new() { ExecutablePath = Path, Args = Flags, Timeout = Patience, Locale = "en-GB", ViewportSize = new() { Width = 820, Height = 1180 }, HasTouch = true });
        context.SetDefaultTimeout(Patience);
        return context;
    }

    private static BrowserNewContextOptions Window(int width, int height, ColorScheme scheme) =>
        new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme };

    private static BrowserNewContextOptions Phone =>
        new() { ViewportSize = new() { Width = 390, Height = 844 }, DeviceScaleFactor = 2, HasTouch = true, IsMobile = true };

    private Task<IBrowser> LaunchAsync(params string[] flags) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = [.. Flags, .. flags], Timeout = Patience });

    private static async Task<IBrowserContext> OpenAsync(IBrowser browser, BrowserNewContextOptions options)
    {
        options.Locale = "en-GB";
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        return context;
    }
}

/// <summary>A door's tablet.</summary>
/// <param name="Browser">Its own process.</param>
/// <param name="Context">Its cookies and screen.</param>
public sealed record DoorTablet(IBrowser Browser, IBrowserContext Context) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Browser.DisposeAsync();
}
