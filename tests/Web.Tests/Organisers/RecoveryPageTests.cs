using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Organisers;

/// <summary>A lost password and a removal as the people at the console live through them.</summary>
public sealed class RecoveryPageTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string Wanted = "the other side of the loch";

    private IGrainFactory Grains => site.Services.GetRequiredService<IGrainFactory>();

    [Fact]
    public async Task Two_let_a_third_in_again_on_their_own_pages_and_audit_and_statement_say_so()
    {
        var morag = await ConsoleBrowser.SignedInAsync(site);
        var iain = await ConsoleBrowser.SignedInAsync(site, "Iain", "Morag");
        var una = await ConsoleBrowser.SignedInAsync(site, "Una", "Morag");
        var unasId = await IdAsync("Una");
        // Iain, the first by name, invited her.
        await morag.OpenAsync("/console/organisers");
        await morag.SendAsync($"form[action*='handler=Confirm']:has(input[value='{unasId}'])", ("password", ConsoleBrowser.Password));
        await RealDay.ClosedAsync(site.Services, "recovered", ballots: 1);

        await morag.OpenAsync("/console/organisers");
        var ask = $"form[action*='handler=Ask']:has(input[value='{unasId}'])";
        await morag.SendAsync(ask, ("kind", "Recover"), ("password", "not my password"));
        Assert.Contains("is not the one you typed", morag.Text, StringComparison.Ordinal);
        await morag.SendAsync(ask, ("kind", "Recover"), ("password", ConsoleBrowser.Password));
        var spoken = morag.Page.QuerySelector(".pairing-code")!.TextContent;
        await morag.OpenAsync("/console/organisers");
        Assert.DoesNotContain(spoken, morag.Text, StringComparison.Ordinal);
        Assert.Null(morag.Page.QuerySelector("form[action*='handler=Agree']"));

        await iain.OpenAsync("/console/organisers");
        Assert.Contains("lost password or phone", iain.Text, StringComparison.Ordinal);
        await iain.SendAsync("form[action*='handler=Agree']", ("password", "not my password"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, iain.Status);
        await iain.SendAsync("form[action*='handler=Agree']", ("password", ConsoleBrowser.Password));
        var link = iain.Page.QuerySelector(".pairing .wrap")!.TextContent;
        Assert.DoesNotContain(spoken, iain.Text, StringComparison.Ordinal);

        var phone = new ConsoleBrowser(site.Client());
        await phone.OpenAsync("/console/recover");
        await phone.SendAsync("form.sheet", ("Link", link.Split('#')[1]), ("SpokenCode", "0000000000"), ("Password", Wanted), ("Again", Wanted));
        Assert.Contains("One of the codes is wrong", phone.Text, StringComparison.Ordinal);
        await phone.SendAsync("form.sheet", ("Link", link.Split('#')[1]), ("SpokenCode", spoken), ("Password", Wanted), ("Again", Wanted));
        Assert.NotNull(phone.Page.QuerySelector("a[href='/console/new']"));
        await una.OpenAsync("/console");
        Assert.Contains("Please sign in again.", una.Text, StringComparison.Ordinal);
        await una.SendAsync("form.sheet", ("Name", "Una"), ("Password", Wanted));
        Assert.NotNull(una.Page.QuerySelector("a[href='/console/new']"));

        var stranger = new ConsoleBrowser(site.Client());
        await stranger.OpenAsync("/audit/recovered");
        Assert.Contains("others let them in again", stranger.Text, StringComparison.Ordinal);
        // Who signed the rules is named there; who was let in again is not.
        var told = Assert.Single(stranger.Page.QuerySelectorAll("p"), line => line.TextContent.Contains("others let them in again", StringComparison.Ordinal));
        Assert.DoesNotContain("Una", told.TextContent, StringComparison.Ordinal);
        await morag.OpenAsync("/console/days/recovered/count");
        await CountWalk.AccountAsync(morag, received: 3, unused: 2);
        await morag.SendAsync("form[action*='handler=Count']");
        await morag.OpenAsync("/console/days/recovered/statement");
        Assert.Matches("Una.*lost a password or phone and was let in again.*Morag.*Iain", morag.Text.ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task One_and_whoever_runs_the_machine_remove_a_third_who_is_out_at_the_next_press()
    {
        var morag = await ConsoleBrowser.SignedInAsync(site);
        var eve = await ConsoleBrowser.SignedInAsync(site, "Eve", "Morag");
        var evesId = await IdAsync("Eve");
        await morag.OpenAsync("/console/organisers");
        await morag.SendAsync($"form[action*='handler=Ask']:has(input[value='{evesId}'])", ("kind", "Remove"), ("password", ConsoleBrowser.Password));
        await morag.SendAsync("form[action*='handler=StepCode']");
        await morag.SendAsync("form[action*='handler=StepMachine']", ("code", "0123"));
        Assert.Contains("The code is wrong", morag.Text, StringComparison.Ordinal);
        await morag.SendAsync("form[action*='handler=StepMachine']", ("code", Confirming.CodeIn(site.Log, evesId[..4], "To remove the organiser {0}, ")));
        Assert.Contains("The person is removed.", morag.Text, StringComparison.Ordinal);
        Assert.Contains("removed", morag.Page.QuerySelector("ul.organisers")!.TextContent, StringComparison.Ordinal);
        await eve.OpenAsync("/console");
        Assert.Contains("Please sign in again.", eve.Text, StringComparison.Ordinal);
        await eve.SendAsync("form.sheet", ("Name", "Eve"), ("Password", ConsoleBrowser.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, eve.Status);
    }

    [Fact]
    public async Task A_recovery_before_the_publishing_and_the_machines_part_in_it_are_told()
    {
        var morag = await ConsoleBrowser.SignedInAsync(site);
        await ConsoleBrowser.SignedInAsync(site, "Iain", "Morag");
        var iainsId = await IdAsync("Iain");
        await morag.OpenAsync("/console/organisers");
        await morag.SendAsync($"form[action*='handler=Ask']:has(input[value='{iainsId}'])", ("kind", "Recover"), ("password", ConsoleBrowser.Password));
        var spoken = morag.Page.QuerySelector(".pairing-code")!.TextContent;
        await morag.OpenAsync("/console/organisers");
        await morag.SendAsync("form[action*='handler=StepCode']");
        await morag.SendAsync("form[action*='handler=StepMachine']", ("code", Confirming.CodeIn(site.Log, iainsId[..4], "To let the organiser {0} in again, ")));
        var link = morag.Page.QuerySelector(".pairing .wrap")!.TextContent;
        var thief = new ConsoleBrowser(site.Client());
        await thief.OpenAsync("/console/recover");
        await thief.SendAsync("form.sheet", ("Link", link.Split('#')[1]), ("SpokenCode", spoken), ("Password", ConsoleBrowser.Password), ("Again", ConsoleBrowser.Password));
        Assert.NotNull(thief.Page.QuerySelector("a[href='/console/new']"));

        await RealDay.ClosedAsync(site.Services, "taken-before", ballots: 1);
        var stranger = new ConsoleBrowser(site.Client());
        await stranger.OpenAsync("/audit/taken-before");
        Assert.Contains("others let them in again", stranger.Text, StringComparison.Ordinal);
        Assert.Contains("a code of whoever runs the machine stood in for the second person. Number of times: 1", stranger.Text, StringComparison.Ordinal);
        await morag.OpenAsync("/console/days/taken-before/count");
        await CountWalk.AccountAsync(morag, received: 3, unused: 2);
        await morag.SendAsync("form[action*='handler=Count']");
        await morag.OpenAsync("/console/days/taken-before/statement");
        Assert.Matches("Iain.*lost a password or phone and was let in again.*Morag.*whoever runs the machine", morag.Text.ReplaceLineEndings(" "));
    }

    private async Task<string> IdAsync(string name) =>
        (await Grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListOrganisersAsync(default)).Single(organiser => organiser.Name == name && !organiser.Removed).Id;
}
