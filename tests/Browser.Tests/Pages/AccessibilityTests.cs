using System.Text.Json;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>Every page passes axe-core's rules: nothing that it calls serious or critical.</summary>
public sealed class AccessibilityTests(Chromium chromium, EveryPage pages) : IClassFixture<EveryPage>
{
    // What fades in has come first, or colours would be measured half way; what never ends is stopped.
    private const string Check =
        """
        async () => {
          const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
          const look = async () => {
            for (const animation of document.getAnimations())
              if (animation.effect.getComputedTiming().endTime === Infinity) animation.cancel();
              else animation.finish();
            await frame();
            const { violations } = await axe.run(document, { resultTypes: ["violations"] });
            return violations.filter(({ impact }) => impact === "serious" || impact === "critical");
          };
          // A fault stands still; what is gone at the second look was a page in the middle of a change.
          const faults = (await look()).length === 0 ? [] : await look();
          return JSON.stringify(faults
            .map(({ id, help, nodes }) => ({ id, help, places: nodes.map(({ target, any }) => `${target.join(" ")} ${any[0]?.message ?? ""}`) })));
        }
        """;

    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark)]
    [InlineData("ar", ColorScheme.Light)]
    [InlineData("ar", ColorScheme.Dark)]
    public async Task No_page_has_a_serious_fault(string language, ColorScheme scheme)
    {
        // The content policy refuses scripts from elsewhere, axe's too: it is switched off here alone.
        await using var window = await chromium.StillWindowAsync(1280, 900, scheme);
        await window.AddInitScriptAsync(Axe());
        var wrong = new List<string>();
        await pages.WalkAsync(window, language, largePrint: false, async (page, name) =>
        {
            await page.KeepAsync($"{language}-{scheme}{name.Replace('/', '-').Replace(' ', '-')}");
            foreach (var fault in JsonSerializer.Deserialize<Fault[]>(await page.EvaluateAsync<string>(Check), JsonSerializerOptions.Web)!)
                wrong.Add($"{name}: {fault.Id}, {fault.Help}: {string.Join("; ", fault.Places.Take(3))}");
        });
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static string Axe()
    {
        using var script = new StreamReader(typeof(AccessibilityTests).Assembly.GetManifestResourceStream("axe.js")!);
        return script.ReadToEnd();
    }

    private sealed record Fault(string Id, string Help, string[] Places);
}
