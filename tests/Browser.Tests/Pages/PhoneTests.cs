using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>Every page fits the width of a phone, a small old one too, with large print.</summary>
public sealed class PhoneTests(Chromium chromium, EveryPage pages) : IClassFixture<EveryPage>
{
    private const int Wide = 390, Small = 320, Height = 844;

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
            const box = element.getBoundingClientRect();
            return box.width > 0 && (box.right > width + 1 || box.left < -1) && !held(element);
          });
          const name = (element) => `${element.tagName.toLowerCase()}${element.id ? "#" + element.id : ""}${element.getAttribute("class") ? "." + element.getAttribute("class").replaceAll(" ", ".") : ""}`;
          return `${document.documentElement.scrollWidth} px of ${width}: ${out.slice(-4).map(name).join(", ")}`;
        }
        """;

    [Theory]
    [InlineData("en")]
    [InlineData("gd")]
    [InlineData("ar")]
    public async Task No_page_scrolls_sideways_on_a_phone_with_large_print(string language)
    {
        await using var phone = await chromium.WindowAsync(Wide, Height, ColorScheme.Light);
        var wrong = new List<string>();
        await pages.WalkAsync(phone, language, largePrint: true, async (page, name) =>
        {
            foreach (var width in new[] { Small, Wide })
            {
                await page.SetViewportSizeAsync(width, Height);
                if (await page.EvaluateAsync<string>(SticksOut) is { Length: > 0 } sticking) wrong.Add($"{name} at {width}: {sticking}");
            }
            await page.KeepAsync($"phone-{language}{name.Replace('/', '-').Replace(' ', '-')}");
        });
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }
}
