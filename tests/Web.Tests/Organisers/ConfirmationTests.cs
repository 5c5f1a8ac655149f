using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Organisers;

/// <summary>Somebody who joined by an invitation and whom nobody has confirmed: what they may do, and how they come to be confirmed.</summary>
public sealed class ConfirmationTests(RunningSite site) : IClassFixture<RunningSite>
{
    private IGrainFactory Grains => site.Services.GetRequiredService<IGrainFactory>();

    private IOrganisationGrain Organisation => Grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);

    [Fact]
    public async Task A_guest_changes_nothing_that_counts_until_an_organiser_who_did_not_invite_them_confirms_them()
    {
        var morag = await ConsoleBrowser.SignedInAsync(site);
        var iain = await ConsoleBrowser.SignedInAsync(site, "Iain", "Morag");
        await RealDay.ClosedAsync(site.Services, "guarded", ballots: 1);
        var moragsId = (await Organisation.ListOrganisersAsync(default)).Single(organiser => organiser.Name == "Morag").Id;
        var eve = new ConsoleBrowser(site.Client());
        await eve.OpenAsync("/console/set-up");
        await eve.SendAsync("form.sheet", ("Invitation", await Organisation.InviteAsync(moragsId, default)), ("Name", "Eve"), ("Password", ConsoleBrowser.Password), ("Again", ConsoleBrowser.Password));
        var evesId = (await Organisation.ListOrganisersAsync(default)).Single(organiser => organiser.Name == "Eve").Id;

        // She may look, and presses a button in vain, by page and by token.
        await eve.OpenAsync("/console/days/guarded/step/void");
        Assert.Equal(HttpStatusCode.OK, eve.Status);
        await eve.SendAsync("main form.step", ("Reason", "Because"));
        Assert.True(eve.Text.Contains("Nobody has confirmed this organiser yet", StringComparison.Ordinal), eve.Text);
        using (var request = new HttpRequestMessage(HttpMethod.Post, "/api/days/guarded/voids") { Content = JsonContent.Create(new { card = "7K3M-41CF-XQ0Z-2", reason = "lost" }) })
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Programs.TokenAsync(site, evesId, "guarded"));
            using var answer = await site.Client().SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Equal("/problems/not-confirmed", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
        }

        // Who is confirmed cannot be stretched: not by herself, not by her host, not by a form of another's making.
        foreach (var (browser, sentence) in new[] { (eve, "You are not confirmed yourself yet"), (morag, "You invited this person") })
        {
            await browser.OpenAsync("/console/organisers");
            Assert.Null(browser.Page.QuerySelector("form[action*='handler=Confirm']"));
            await browser.PostAsync("/console/organisers?handler=Confirm", ("organiser", evesId));
            Assert.Contains(sentence, browser.Text, StringComparison.Ordinal);
            await browser.PostAsync("/console/organisers?handler=Machine", ("organiser", evesId), ("code", "0"));
            Assert.Contains("the machine no longer does", browser.Text, StringComparison.Ordinal);
        }
        await iain.OpenAsync("/console/organisers");
        await iain.SendAsync("form[action*='handler=Confirm']");
        Assert.Contains("is confirmed.", iain.Text, StringComparison.Ordinal);

        // From her next press on she is an organiser like the others, though no approver of a day that was published before.
        await eve.OpenAsync("/console/days/guarded/step/void");
        await eve.SendAsync("main form.step", ("Reason", "Because"));
        Assert.Contains("fixed when the day was published", eve.Text, StringComparison.Ordinal);
        Assert.Equal(DayPhase.Closed, (await Grains.GetGrain<IDecisionDayGrain>("guarded").GetAsync(default))!.Phase);
    }
}
