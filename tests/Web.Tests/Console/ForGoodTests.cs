using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Console;
using PbDecisionDay.Web.Tests.Access;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>Every button of the console that cannot be undone says so on its page before it is pressed.</summary>
public sealed partial class ForGoodTests(RunningSite site) : IClassFixture<RunningSite>
{
    private static readonly string Console = Path.GetFullPath(Path.Combine(Here(), "../../../src/Web/Console"));

    [Fact]
    public async Task Every_form_of_the_console_is_known_to_be_for_good_or_to_be_changed_again()
    {
        _ = site.Client();
        var forms = (await ServedAddresses.OfAsync(site.Services)).Where(one => one is { Method: "POST", Who: Who.Console }).Select(one => Short(one.Address)).Order(StringComparer.Ordinal).ToArray();
        Assert.InRange(forms.Length, 80, int.MaxValue);
        Assert.Equal(forms, ForGood.Said.Keys.Concat(ForGood.CanBeChanged).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_words_stand_on_the_page_whose_form_it_is()
    {
        var words = site.Services.GetRequiredService<IStringLocalizer<ConsoleWords>>();
        var partials = Directory.EnumerateFiles(Console, "_*.cshtml").ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal);
        foreach (var (form, key) in ForGood.Said)
        {
            Assert.False(words[key].ResourceNotFound, key);
            var page = Directory.EnumerateFiles(Console, "*.cshtml").Select(File.ReadAllText).Single(text => Route().Match(text) is { Success: true } route && Short(Parameter().Replace(route.Groups[1].Value, "{$1}")) == form.Split('?')[0]);
            var shown = page + string.Concat(partials.Where(partial => page.Contains($"\"{partial.Key}\"", StringComparison.Ordinal) || page.Contains($"\"_Count", StringComparison.Ordinal) && partial.Key.StartsWith("_Count", StringComparison.Ordinal)).Select(partial => partial.Value));
            if (page.Contains("\"_Tasks\"", StringComparison.Ordinal)) shown += partials["_Next"];
            Assert.True(shown.Contains($"Say[\"{key}\"]", StringComparison.Ordinal), $"{form} does not say {key}.");
        }
    }

    [Theory]
    [InlineData("closed", true)]
    [InlineData("void", true)]
    [InlineData("postponed", true)]
    [InlineData("paused", false)]
    public async Task A_step_that_cannot_be_undone_says_so_beside_its_button(string to, bool forGood)
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await OpenDay.CreateAsync(site.Services, $"for-good-{to}");
        await browser.OpenAsync($"/console/days/for-good-{to}/step/{to}");
        Assert.Equal(forGood, browser.Page.QuerySelector("form.step .for-good")?.TextContent.Contains("cannot be undone", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_pause_and_going_on_after_it_are_the_steps_that_can_be_undone() => Assert.Equal(
        [(DayPhase.Open, DayPhase.Paused), (DayPhase.Paused, DayPhase.Open)],
        from one in Enum.GetValues<DayPhase>() from to in Enum.GetValues<DayPhase>() where StepRules.Follows(one, to) && !ForGood.Is(one, to) select (one, to));

    // "/console/days/{day}/cards?handler=Void" is the cards page's; the day's own page is called day.
    private static string Short(string address) => DaysOwn().Replace(address, "day").Replace("/console/days/{day}/", "", StringComparison.Ordinal).Replace("/console/", "", StringComparison.Ordinal);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("""^@page "([^"]+)"\s*$""", RegexOptions.Multiline)]
    private static partial Regex Route();

    [GeneratedRegex(@"^/console/days/\{day\}(?=\?|$)")]
    private static partial Regex DaysOwn();
}
