using System.Globalization;
using System.Text.RegularExpressions;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>Every colour that a day can have carries its words at 7:1, in both themes, whoever chooses them. Source: WCAG 2.2, relative luminance and 1.4.6.</summary>
public sealed partial class DayColourTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const double Enough = 7;

    [GeneratedRegex(@"(?<selectors>[^{}]+)\{(?<body>[^{}]*)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Rules { get; }

    [GeneratedRegex(@"--(?<name>day|day-ink):\s*#(?<hex>[0-9a-f]{6})\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Colours { get; }

    public static TheoryData<DayColour> All => [.. Enum.GetValues<DayColour>()];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Words_on_a_days_colour_hold_seven_to_one(DayColour colour)
    {
        var css = await site.Client().GetStringAsync("/css/tokens.css");
        // Our own green is the root's; the device's dark theme and the chosen one are two lists that say the same.
        var (light, device, chosen) = colour == default
            ? (Told(css, ":root"), Told(css, ":root:not([data-theme=\"light\"])"), Told(css, ":root[data-theme=\"dark\"]"))
            : (Told(css, $"[data-hue=\"{Words.Of(colour)}\"]"), Told(css, $":root[data-hue=\"{Words.Of(colour)}\"]:not([data-theme=\"light\"])"),
                Told(css, $":root[data-theme=\"dark\"][data-hue=\"{Words.Of(colour)}\"]"));
        Assert.Equal(device, chosen);
        foreach (var (theme, own) in new[] { (":root", light), (":root[data-theme=\"dark\"]", chosen) })
        {
            var (ground, ink) = (own["day"], own.GetValueOrDefault("day-ink", Told(css, theme)["day-ink"]));
            Assert.True(Contrast(ground, ink) >= Enough, $"{colour} {theme}: {ink} on {ground} is {Contrast(ground, ink):0.00}.");
        }
        Assert.NotEqual(light["day"], chosen["day"]);
    }

    [Fact]
    public async Task A_days_pages_and_its_tile_have_its_colour_and_its_document_names_it()
    {
        await OpenDay.CreateAsync(site.Services, "coloured", colour: DayColour.Plum);
        var client = site.Client();
        foreach (var page in new[] { "/days/coloured", "/days/coloured/stalls/1", "/audit/coloured", "/v/coloured?plain", "/screen/coloured" })
            Assert.Matches("<html[^>]* data-hue=\"plum\"", await client.GetStringAsync(page));
        Assert.Matches("data-hue=\"plum\"[^§]*href=\"/days/coloured\"", await client.GetStringAsync("/"));
        Assert.Contains("\"colour\":\"plum\"", await client.GetStringAsync("/api/days/coloured"), StringComparison.Ordinal);
    }

    // The declarations of all rules that have exactly this selector among theirs.
    private static Dictionary<string, string> Told(string css, string selector) => Rules.Matches(css)
        .Where(rule => rule.Groups["selectors"].Value.Split(',').Any(one => one.Trim().EndsWith(selector, StringComparison.Ordinal)
            && (one.Trim().Length == selector.Length || one.Trim()[..^selector.Length].EndsWith('\n'))))
        .SelectMany(rule => Colours.Matches(rule.Groups["body"].Value))
        .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["hex"].Value, StringComparer.Ordinal);

    private static double Contrast(string one, string other)
    {
        double[] both = [Luminance(one), Luminance(other)];
        return (both.Max() + 0.05) / (both.Min() + 0.05);
    }

    private static double Luminance(string hex)
    {
        double[] channels = [.. Enumerable.Range(0, 3).Select(at => int.Parse(hex.AsSpan(2 * at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4))];
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
    }
}
