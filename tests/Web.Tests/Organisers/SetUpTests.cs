using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Organisers;

public sealed class SetUpTests(RunningSite site) : IClassFixture<RunningSite>
{
    private static readonly (string, string)[] Morag = [("Name", "Morag"), ("Password", ConsoleBrowser.Password), ("Again", ConsoleBrowser.Password)];

    private static IOrganisationGrain Organisation(RunningSite site) => site.Services.GetRequiredService<IGrainFactory>().GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);

    [Fact]
    public async Task The_first_invitation_lets_one_person_in_once()
    {
        await using var fresh = new ListeningSite();
        var browser = new ConsoleBrowser(fresh.Client());
        var invitation = await Organisation(fresh).InviteAsync("", default);

        await browser.OpenAsync("/console/set-up");
        await browser.SendAsync("form.sheet", [("Invitation", invitation), .. Morag]);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        // The first is confirmed by whoever runs the machine, whose log has a code by now.
        Assert.Contains("is in the service's log now", browser.Text, StringComparison.Ordinal);
        Assert.NotNull(browser.Page.QuerySelector("form[action*='Machine']"));

        var second = new ConsoleBrowser(fresh.Client());
        await second.OpenAsync("/console/set-up");
        await second.SendAsync("form.sheet", [("Invitation", invitation), ("Name", "Eve"), .. Morag[1..]]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.Status);
        Assert.Single(await Organisation(fresh).ListOrganisersAsync(default));
        Assert.Equal("", await Organisation(fresh).InviteAsync("", default));
        Assert.DoesNotContain(fresh.Log, line => line.Contains(invitation, StringComparison.Ordinal) || line.Contains(ConsoleBrowser.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_typed_wrong_is_said_and_the_invitation_stays_good()
    {
        var invitation = await InvitationAsync();
        var browser = new ConsoleBrowser(site.Client());
        await browser.OpenAsync("/console/set-up");
        await browser.SendAsync("form.sheet", ("Invitation", invitation), ("Name", "Fiona"), ("Password", ConsoleBrowser.Password), ("Again", "something else"));
        Assert.Contains("not the same", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("form.sheet", ("Invitation", invitation), ("Name", "Fiona"), ("Password", "short"), ("Again", "short"));
        Assert.Contains("at least 12", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("form.sheet", ("Invitation", invitation), ("Name", "Fiona"), ("Password", "decisionday2026"), ("Again", "decisionday2026"));
        Assert.Contains("This password is easy to guess.", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("form.sheet", [("Invitation", invitation), ("Name", "Mоrаg"), .. Morag[1..]]);
        Assert.Contains("This name looks like another organiser's.", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("form.sheet", [("Invitation", invitation), ("Name", "Fiona"), .. Morag[1..]]);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_changes_nothing()
    {
        var invitation = await InvitationAsync();
        var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["Invitation"] = invitation, ["Name"] = "Eve", ["Password"] = ConsoleBrowser.Password, ["Again"] = ConsoleBrowser.Password });
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Client().PostAsync("/console/set-up", form)).StatusCode);
        Assert.DoesNotContain(await Organisation(site).ListOrganisersAsync(default), organiser => organiser.Name == "Eve");
    }

    [Fact]
    public async Task Signing_in_needs_name_and_password_and_leads_only_inside()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        Assert.Contains("Morag", browser.Text, StringComparison.Ordinal);

        var stranger = new ConsoleBrowser(site.Client());
        await stranger.OpenAsync("/console/sign-in?ReturnUrl=https%3A%2F%2Felsewhere.example%2F");
        await stranger.SendAsync("form.sheet", ("Name", "Morag"), ("Password", "wrong wrong wrong"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stranger.Status);
        await stranger.SendAsync("form.sheet", ("Name", "Morag"), ("Password", ConsoleBrowser.Password), ("ReturnUrl", "https://elsewhere.example/"));
        Assert.NotNull(stranger.Page.QuerySelector("a[href='/console/new']"));
    }

    [Fact]
    public async Task Signing_out_ends_it()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.SendAsync("form.console-out");
        await browser.OpenAsync("/console");
        Assert.NotNull(browser.Page.QuerySelector("input[name=Password]"));
    }

    // An organiser of this site invites; who is there already does not matter to the tests.
    private async Task<string> InvitationAsync()
    {
        await ConsoleBrowser.SignedInAsync(site);
        return await Organisation(site).InviteAsync((await Organisation(site).ListOrganisersAsync(default))[0].Id, default);
    }
}
