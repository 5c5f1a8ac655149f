using System.Text.Json;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>What a page is asked where it stands: axe-core's rules in light and dark, and its width on phones with large print.</summary>
public sealed class PageChecks
{
    private const int Width = 1280, Height = 900, Phone = 390, SmallPhone = 320, PhoneHeight = 844;

    /// <summary>The rules that every page is held to, whatever their weight: WCAG 2.2 A and AA with the sizes of targets, and what axe calls best practice.</summary>
    public const string Tags = """["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]""";

    // What fades in has come first, or colours would be measured half way; what never ends is stopped.
    private const string Axe =
        """
        async ([rules, tags]) => {
          const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
          const look = async () => {
            for (const animation of document.getAnimations())
              if (animation.effect.getComputedTiming().endTime === Infinity) animation.cancel();
              else animation.finish();
            await frame();
            const { violations } = await axe.run(document, { resultTypes: ["violations"], runOnly: rules ?? JSON.parse(tags) });
            return violations;
          };
          // A fault stands still; what is gone at the second look was a page in the middle of a change.
          const faults = (await look()).length === 0 ? [] : await look();
          return JSON.stringify(faults
            .map(({ id, help, nodes }) => ({ id, help, places: nodes.map(({ target, any }) => `${target.join(" ")} ${any[0]?.message ?? ""}`) })));
        }
        """;

    // The dark scheme changes colours and nothing else: these are axe's rules that look at them.
    private static readonly string[] ColourRules = ["color-contrast", "link-in-text-block"];

    // What sticks out, and is not cut off or scrolled inside something that fits.
    private const string SticksOut =
        """
        async () => {
          await document.fonts.ready;
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return "";
          const held = (element) => {
            for (let at = element.parentElement; at && at !== document.body; at = at.parentElement)
              if (getComputedStyle(at).overflowX !== "visible") return true;
            return false;
          };
          const out = [...document.body.querySelectorAll("*")].filter((element) => {
            // Its words may be wider than it is.
            const words = document.createRange();
            words.selectNodeContents(element);
            return [element.getBoundingClientRect(), words.getBoundingClientRect()].some((box) => box.width > 0 && (box.right > width + 1 || box.left < -1));
          });
          const loose = out.filter((element) => !held(element));
          const name = (element) => `${element.tagName.toLowerCase()}${element.id ? "#" + element.id : ""}${element.getAttribute("class") ? "." + element.getAttribute("class").replaceAll(" ", ".") : ""}`;
          return `${document.documentElement.scrollWidth} px of ${width}: ${(loose.length > 0 ? loose : out).slice(-4).map(name).join(", ")}`;
        }
        """;

    // Large print is this attribute and nothing else; a phone shows its own letters until the page's have come, and keeps them without a network.
    private const string LargePrint = "(on) => { if (on) document.documentElement.dataset.print = 'large'; else delete document.documentElement.dataset.print; }";
    private const string OwnLetters =
        """
        (on) => {
          const style = document.documentElement.style;
          if (on) style.setProperty("--font", "system-ui, sans-serif"); else style.removeProperty("--font");
        }
        """;

    private readonly List<string> _faults = [];

    /// <summary>What was wrong so far.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>How many pages were looked at, each by each check.</summary>
    public int Looks { get; private set; }

    /// <summary>A script that brings axe-core into every page; the content policy must be off.</summary>
    public static string AxeScript()
    {
        using var script = new StreamReader(typeof(PageChecks).Assembly.GetManifestResourceStream("axe.js")!);
        return script.ReadToEnd();
    }

    /// <summary>Nothing that axe finds, in light and in dark.</summary>
    public Task AccessibleAsync(IPage page, string name, string language) => AccessibleAsync(page, name, language, ColorScheme.Light, ColorScheme.Dark);

    /// <summary>Nothing that axe finds in these schemes.</summary>
    public async Task AccessibleAsync(IPage page, string name, string language, params ColorScheme[] schemes)
    {
        foreach (var scheme in schemes)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await page.KeepNamedAsync($"{language}-{scheme}", name);
            var rules = scheme == ColorScheme.Dark ? ColourRules : null;
            foreach (var fault in JsonSerializer.Deserialize<Fault[]>(await page.EvaluateAsync<string>(Axe, new object?[] { rules, Tags }), JsonSerializerOptions.Web)!)
                _faults.Add($"{name}, {scheme}: {fault.Id}, {fault.Help}: {string.Join("; ", fault.Places.Take(3))}");
            Looks++;
        }
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
    }

    /// <summary>Nothing to scroll sideways for with large print, on a phone and on a small old one, in the page's letters and in the phone's own.</summary>
    public async Task FitsAPhoneAsync(IPage page, string name, string language)
    {
        await page.EvaluateAsync(LargePrint, true);
        foreach (var width in new[] { SmallPhone, Phone })
        {
            await page.SetViewportSizeAsync(width, PhoneHeight);
            foreach (var own in new[] { false, true })
            {
                await page.EvaluateAsync(OwnLetters, own);
                if (await page.EvaluateAsync<string>(SticksOut) is { Length: > 0 } sticking)
                    _faults.Add($"{name} at {width}{(own ? " in the phone's letters" : "")}: {sticking}");
                Looks++;
            }
            await page.KeepNamedAsync($"phone-{language}-{width}", name);
            await page.EvaluateAsync(OwnLetters, false);
        }
        await page.EvaluateAsync(LargePrint, false);
        await page.SetViewportSizeAsync(Width, Height);
    }

    /// <summary>Both on the phone that the window is, with large print: nothing to scroll sideways for, and nothing that axe finds.</summary>
    public async Task OnThisPhoneAsync(IPage page, string name, string language)
    {
        await page.EvaluateAsync(LargePrint, true);
        foreach (var own in new[] { true, false })
        {
            await page.EvaluateAsync(OwnLetters, own);
            if (await page.EvaluateAsync<string>(SticksOut) is { Length: > 0 } sticking) _faults.Add($"{name} in {language}{(own ? " in the phone's letters" : "")}: {sticking}");
            Looks++;
        }
        await AccessibleAsync(page, name, language, ColorScheme.Light);
    }

    private sealed record Fault(string Id, string Help, string[] Places);
}
