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

        // She sees nothing of it, and presses a button in vain, by page and by token.
        await eve.OpenAsync("/console/days/guarded/result");
        Assert.True(eve.Text.Contains("Nobody has confirmed this organiser yet", StringComparison.Ordinal), eve.Text);
        await eve.OpenAsync("/console/organisers");
        await eve.PostAsync("/console/days/guarded/step/void", ("Reason", "Because"));
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
            await browser.PostAsync("/console/organisers?handler=Confirm", ("organiser", evesId), ("password", ConsoleBrowser.Password));
            Assert.Contains(sentence, browser.Text, StringComparison.Ordinal);
            await browser.PostAsync("/console/organisers?handler=Machine", ("organiser", evesId), ("code", "0"));
            Assert.Contains("the machine no longer does", browser.Text, StringComparison.Ordinal);
        }
        await iain.OpenAsync("/console/organisers");
        await iain.SendAsync("form[action*='handler=Confirm']", ("password", ConsoleBrowser.Password));
        Assert.Contains("is confirmed.", iain.Text, StringComparison.Ordinal);

        // From her next press on she is an organiser like the others, though no approver of a day that was published before.
        await eve.OpenAsync("/console/days/guarded/step/void");
        await eve.SendAsync("main form.step", ("Reason", "Because"));
        Assert.Contains("fixed when the day was published", eve.Text, StringComparison.Ordinal);
        Assert.Equal(DayPhase.Closed, (await Grains.GetGrain<IDecisionDayGrain>("guarded").GetAsync(default))!.Phase);
    }

    [Fact]
    public async Task Inviting_and_confirming_take_ones_own_password_so_that_a_laptop_left_open_does_neither()
    {
        var ina = await ConsoleBrowser.SignedInAsync(site);
        var iain = await ConsoleBrowser.SignedInAsync(site, "Iain", "Morag");
        await ina.OpenAsync("/console/organisers");
        foreach (var guess in new[] { "", "not her password" })
        {
            await ina.SendAsync("#invite", ("password", guess));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, ina.Status);
            Assert.Null(ina.Page.QuerySelector(".pairing-code"));
        }
        await ina.SendAsync("#invite", ("password", ConsoleBrowser.Password));
        var link = ina.Page.QuerySelector(".pairing .wrap")!.TextContent;
        var ceit = new ConsoleBrowser(site.Client());
        await ceit.OpenAsync("/console/set-up");
        await ceit.SendAsync("form.sheet", ("Invitation", link.Split('#')[1]), ("Name", "Ceit"), ("Password", ConsoleBrowser.Password), ("Again", ConsoleBrowser.Password));
        var ceitsId = (await Organisation.ListOrganisersAsync(default)).Single(organiser => organiser.Name == "Ceit").Id;

        await iain.OpenAsync("/console/organisers");
        var form = $"form[action*='handler=Confirm']:has(input[value='{ceitsId}'])";
        foreach (var guess in new[] { "", "not his password" })
        {
            await iain.SendAsync(form, ("password", guess));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, iain.Status);
            Assert.Contains("is not the one you typed", iain.Text, StringComparison.Ordinal);
        }
        Assert.Equal(Confirmation.None, (await Organisation.ListOrganisersAsync(default)).Single(organiser => organiser.Id == ceitsId).Confirmed);
        // What no passkey has signed is worth nothing.
        await iain.PostAsync("/console/organisers?handler=Confirm", ("organiser", ceitsId), ("credential", "{}"), ("state", "made up"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, iain.Status);
        await iain.SendAsync(form, ("password", ConsoleBrowser.Password));
        Assert.Contains("is confirmed.", iain.Text, StringComparison.Ordinal);
    }
}
