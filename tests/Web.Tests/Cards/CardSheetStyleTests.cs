using System.Net;
using PbDecisionDay.Printing;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Cards;

/// <summary>The console's card sheets are styled by the sheet that <c>pbdd cards</c> puts into its files.</summary>
public sealed class CardSheetStyleTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task The_console_and_the_tool_print_by_one_style_sheet_and_browsers_ask_after_it_by_its_tag()
    {
        using var anyone = site.Client();
        using var answer = await anyone.GetAsync("/css/console-cards.css");
        Assert.Equal("text/css", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(CardSheetPage.Style(), await answer.Content.ReadAsStringAsync());
        Assert.Contains(".card {", CardSheetPage.Style(), StringComparison.Ordinal);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/css/console-cards.css");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var same = await anyone.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }
}
