using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Web.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>The console says how much room is left, and what to do when there is little.</summary>
public sealed class SpaceLeftTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Theory]
    [InlineData(12_390_000_000, false, "Room left on the disk for votes and lists: 12.3 GB.")]
    [InlineData(1_000_000_000, false, "1 GB")]
    [InlineData(999_999_999, true, "Only 999 MB of room is left")]
    [InlineData(1, true, "Only 0 MB")]
    [InlineData(0, true, "No room is left")]
    [InlineData(-1, true, "No room is left")]
    [InlineData(long.MaxValue, false, "9223372036.8 GB")]
    public void A_number_of_bytes_is_a_line(long bytes, bool low, string says)
    {
        site.StartServer();
        var space = SpaceLeft.Of(bytes, low, site.Services.GetRequiredService<IStringLocalizer<ConsoleWords>>());
        Assert.Contains(says, space.Sentence, StringComparison.Ordinal);
        Assert.Equal(low, space.IsLow);
        if (low) Assert.Contains("whoever runs the service", space.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_days_says_how_much_room_is_left()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync("/console");
        Assert.Matches("[0-9]+ (GB|MB)", browser.Page.QuerySelector("[data-space]")!.TextContent);
    }
}
