using Microsoft.Playwright;

namespace PbDecisionDay.Browser.Tests.Browsers;

/// <summary>Pictures of the pages on the way, for people to look at: taken only where PBDD_SCREENSHOTS names a folder.</summary>
public static class Album
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("PBDD_SCREENSHOTS");

    /// <summary>Whether pictures are taken.</summary>
    public static bool IsKept => !string.IsNullOrEmpty(Folder);

    /// <summary>Keeps what the page shows now, under a name that is an address or a sentence.</summary>
    public static Task KeepNamedAsync(this IPage page, string before, string name) =>
        page.KeepAsync($"{before}{name.Replace('/', '-').Replace(' ', '-').Replace('?', '-')}");

    /// <summary>Keeps what the page shows now.</summary>
    public static async Task KeepAsync(this IPage page, string name, bool whole = true)
    {
        if (!IsKept) return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder!, $"{name}.png"), FullPage = whole, Animations = ScreenshotAnimations.Disabled });
    }
}
