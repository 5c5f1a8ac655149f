using System.Net;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>What a person reads when a page cannot be shown: whose mistake it was, and what to do.</summary>
public sealed class ProblemPageTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Theory]
    [InlineData(400, "en", "This page could not read what was sent. Go back and try again; nothing was changed.")]
    [InlineData(413, "en", "This page could not read what was sent.")]
    [InlineData(415, "en", "This page could not read what was sent.")]
    [InlineData(422, "en", "This page could not read what was sent.")]
    [InlineData(400, "gd", "Cha ghabhadh seo a leughadh")]
    [InlineData(400, "ar", "تعذرت قراءة ما أُرسل")]
    [InlineData(404, "en", "This page is not here")]
    [InlineData(500, "en", "Something went wrong on our side")]
    [InlineData(503, "en", "Something went wrong on our side")]
    public async Task A_page_that_cannot_be_shown_says_whose_mistake_it_was(int status, string language, string sentence)
    {
        using var client = site.Client(language);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/problem/{status}");
        request.Headers.Add("Accept", "text/html");

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(sentence, page, StringComparison.Ordinal);
        if (status < 500) Assert.DoesNotContain("on our side", page, StringComparison.Ordinal);
    }
}
