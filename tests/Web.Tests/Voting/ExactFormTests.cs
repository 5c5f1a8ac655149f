using System.Net;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Voting;

/// <summary>A paper that asks for an exact number says that number, not "at least".</summary>
public sealed class ExactFormTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Theory]
    [InlineData(2, 2, 1, "Choose exactly 2")]
    [InlineData(2, 2, 3, "Choose exactly 2")]
    [InlineData(2, 3, 1, "Choose at least 2")]
    public async Task The_form_without_script_names_the_number(int least, int most, int chosen, string says)
    {
        var day = await OpenDay.CreateAsync(
            site.Services, $"day-{Guid.NewGuid():n}"[..24], BallotForm.ApproveUpTo(most) with { Least = least });
        string[] projects = ["1", "2", "3"];
        var form = new FormUrlEncodedContent([new("Code", day.Cards[0].Code), .. projects.Take(chosen).Select(id => KeyValuePair.Create("Projects", id))]);
        var page = WebUtility.HtmlDecode(await (await site.Client().PostAsync($"/v/{day.Id}", form)).Content.ReadAsStringAsync());
        Assert.Contains(says, page, StringComparison.Ordinal);
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Casts);
    }
}
