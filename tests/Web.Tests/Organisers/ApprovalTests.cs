using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Organisers;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Organisers;

/// <summary>Ways in which one person tries to be two, on a day that counts.</summary>
public sealed class ApprovalTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string Reason = "The hall is flooded";

    private IGrainFactory Grains => site.Services.GetRequiredService<IGrainFactory>();

    private IOrganisationGrain Organisation => Grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);

    [Fact]
    public async Task One_organiser_is_one_in_two_browsers_too()
    {
        var (morag, again) = await OnDayAsync("two-browsers", "Morag", "Morag");
        await AskAsync(morag, "two-browsers");

        await again.OpenAsync(morag.Asked);
        Assert.Contains("You asked for this yourself", again.Text, StringComparison.Ordinal);
        Assert.Null(again.Page.QuerySelector("#approve"));
        await again.PostAsync(morag.Asked, ("Password", ConsoleBrowser.Password));
        Assert.Contains("You asked for this yourself", again.Text, StringComparison.Ordinal);
        await StaysAsync(morag, "two-browsers");
    }

    [Fact]
    public async Task Agreeing_takes_the_password_of_whoever_is_signed_in()
    {
        var (morag, iain) = await OnDayAsync("left-open", "Morag", "Iain");
        await AskAsync(morag, "left-open");
        await iain.OpenAsync(morag.Asked);
        await iain.SendAsync("#approve", ("Password", "what Morag guesses"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, iain.Status);
        Assert.Contains("That is not your password", iain.Text, StringComparison.Ordinal);
        await StaysAsync(morag, "left-open");
    }

    [Fact]
    public async Task What_was_agreed_to_is_done_once_and_nothing_else_by_it()
    {
        var (morag, iain) = await OnDayAsync("exactly", "Morag", "Iain");
        await AskAsync(morag, "exactly");
        await iain.OpenAsync(morag.Asked);
        Assert.Contains(Reason, iain.Text, StringComparison.Ordinal);
        await iain.SendAsync("#approve", ("Password", ConsoleBrowser.Password));

        // Another reason is another step, another day another day, and another organiser did not ask.
        await StaysAsync(morag, "exactly", "Something else");
        await RealDay.ClosedAsync(site.Services, "another-day", ballots: 1);
        await StaysAsync(morag, "another-day");
        await StaysAsync(iain, "exactly");
        await AskAsync(morag, "exactly", expectWaiting: false);
        Assert.Equal(DayPhase.Void, await PhaseAsync("exactly"));
    }

    [Fact]
    public async Task After_ten_minutes_or_a_no_nothing_is_agreed()
    {
        var (morag, iain) = await OnDayAsync("late", "Morag", "Iain");
        await AskAsync(morag, "late");
        await iain.OpenAsync(morag.Asked);
        await iain.SendAsync("#approve", ("Password", ConsoleBrowser.Password));
        ((ForwardTime)site.Services.GetRequiredService<TimeProvider>()).Advance(TimeSpan.FromMinutes(10));
        await StaysAsync(morag, "late");

        await iain.OpenAsync($"{morag.Asked}?handler=State");
        Assert.Equal("waiting", System.Text.Encoding.UTF8.GetString(iain.Content));
        await iain.OpenAsync(morag.Asked);
        await iain.PostAsync($"{morag.Asked}?handler=Decline");
        Assert.Contains("You said no", iain.Text, StringComparison.Ordinal);
        await iain.OpenAsync($"{morag.Asked}?handler=State");
        Assert.Equal("gone", System.Text.Encoding.UTF8.GetString(iain.Content));
        await StaysAsync(morag, "late");
    }

    [Fact]
    public async Task A_token_agrees_to_nothing_that_counts_and_a_program_goes_on_when_a_person_has_agreed()
    {
        var (morag, iain) = await OnDayAsync("by-program", "Morag", "Iain");
        var (moragsToken, iainsToken) = (await TokenAsync("Morag"), await TokenAsync("Iain"));

        foreach (var second in new[] { iainsToken, moragsToken, "nobody's" })
            Assert.Equal("/problems/token-never-approves", (await StepAsync(moragsToken, second)).GetProperty("type").GetString());
        Assert.Equal(DayPhase.Closed, await PhaseAsync("by-program"));

        var refused = await StepAsync(moragsToken);
        Assert.Equal("/problems/second-person-needed", refused.GetProperty("type").GetString());
        Assert.InRange(refused.GetProperty("until").GetDateTimeOffset() - site.Services.GetRequiredService<TimeProvider>().GetUtcNow(), TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
        var page = new Uri(refused.GetProperty("approve").GetString()!).AbsolutePath;
        // The other's program is no second person either.
        Assert.Equal("/problems/second-person-needed", (await StepAsync(iainsToken)).GetProperty("type").GetString());

        await iain.OpenAsync(page);
        await iain.SendAsync("#approve", ("Password", ConsoleBrowser.Password));
        Assert.Equal("void", (await StepAsync(moragsToken)).GetProperty("phase").GetString());
    }

    [Fact]
    public async Task Who_was_confirmed_after_the_publishing_agrees_to_nothing_of_the_day()
    {
        var (morag, _) = await OnDayAsync("before-eve", "Morag", "Iain");
        var eve = await ConsoleBrowser.SignedInAsync(site, "Eve", "Iain");
        await morag.OpenAsync("/console/organisers");
        await morag.SendAsync("form[action*='handler=Confirm']", ("password", ConsoleBrowser.Password));
        await AskAsync(morag, "before-eve");
        await eve.OpenAsync(morag.Asked);
        Assert.Contains("You are not one of this day's approvers", eve.Text, StringComparison.Ordinal);
        await eve.PostAsync(morag.Asked, ("Password", ConsoleBrowser.Password));
        Assert.Contains("You are not one of this day's approvers", eve.Text, StringComparison.Ordinal);
        await StaysAsync(morag, "before-eve");
    }

    [Fact]
    public async Task Who_was_removed_after_agreeing_agreed_to_nothing_and_another_agrees_in_their_place()
    {
        // Una is one of the approvers, whoever else of this class is.
        var morag = await ConsoleBrowser.SignedInAsync(site);
        var una = await ConsoleBrowser.SignedInAsync(site, "Una", "Iain");
        await morag.OpenAsync("/console/organisers");
        await morag.SendAsync("form[action*='handler=Confirm']", ("password", ConsoleBrowser.Password));
        await RealDay.ClosedAsync(site.Services, "una-agrees", ballots: 1);
        await AskAsync(morag, "una-agrees");
        await una.OpenAsync(morag.Asked);
        await una.SendAsync("#approve", ("Password", ConsoleBrowser.Password));
        Assert.Contains("You have agreed.", una.Text, StringComparison.Ordinal);

        var people = (await Organisation.ListOrganisersAsync(default)).ToDictionary(person => person.Name, person => person.Id, StringComparer.Ordinal);
        await Grains.Accounts().AskStepAsync(new(AccountStepKind.Remove, people["Una"], people["Morag"]), default);
        Assert.Equal(AccountStepStatus.Done, (await Grains.Accounts().AgreeToStepAsync(new(AccountStepKind.Remove, people["Una"], people["Iain"]), default)).Status);
        await morag.SendAsync("#agreed");
        Assert.Equal(DayPhase.Closed, await PhaseAsync("una-agrees"));
        await morag.AgreedAsync(await ConsoleBrowser.SecondAsync(site));
        Assert.Equal(DayPhase.Void, await PhaseAsync("una-agrees"));
    }

    [Fact]
    public async Task What_a_program_asks_of_a_rehearsals_shares_is_read_like_any_step_and_fills_no_page()
    {
        var morag = await ConsoleBrowser.SignedInAsync(site);
        var iain = await ConsoleBrowser.SecondAsync(site);
        var day = await OpenDay.CreateAsync(site.Services, "by-a-program", upTo: DayPhase.Published);
        var id = (await Organisation.ListOrganisersAsync(default)).Single(organiser => organiser.Name == "Morag").Id;
        var approvals = Grains.GetGrain<IApprovalsGrain>(day.Id);
        var asked = (await approvals.AskAsync(StepToApprove.Of(ApprovedStep.MakeShares), id))!;
        await iain.OpenAsync($"/console/days/{day.Id}/approve/{asked.Id}");
        Assert.Equal(HttpStatusCode.OK, iain.Status);
        await iain.SendAsync("#approve", ("Password", ConsoleBrowser.Password));
        Assert.Contains("You have agreed.", iain.Text, StringComparison.Ordinal);
        await morag.OpenAsync($"/console/days/{day.Id}/keys");
        Assert.Equal(HttpStatusCode.OK, morag.Status);
        Assert.NotNull(morag.Page.QuerySelector("#ask-for-shares"));
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_so_and_pushes_out_nothing_that_others_asked_or_agreed_to()
    {
        var (morag, iain) = await OnDayAsync("asking", "Morag", "Iain");
        await AskAsync(iain, "asking");
        await morag.OpenAsync(iain.Asked);
        await morag.SendAsync("#approve", ("Password", ConsoleBrowser.Password));

        for (var at = 0; at < 10; at++) await AskAsync(morag, "asking", $"{Reason} {at}");
        await AskAsync(morag, "asking", $"{Reason} once more", expectWaiting: false);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, morag.Status);
        Assert.Contains("Ten steps that you asked for wait already.", morag.Text, StringComparison.Ordinal);

        await iain.SendAsync("#agreed");
        Assert.Equal(DayPhase.Void, await PhaseAsync("asking"));
    }

    /// <summary>A closed day that counts, and two browsers.</summary>
    private async Task<(ConsoleBrowser One, ConsoleBrowser Other)> OnDayAsync(string day, string one, string other)
    {
        var browser = await ConsoleBrowser.SignedInAsync(site, one, one == "Iain" ? "Morag" : "Iain");
        await RealDay.ClosedAsync(site.Services, day, ballots: 1);
        return (browser, await ConsoleBrowser.SignedInAsync(site, other, other == "Iain" ? "Morag" : "Iain"));
    }

    private static async Task AskAsync(ConsoleBrowser browser, string day, string reason = Reason, bool expectWaiting = true)
    {
        await browser.OpenAsync($"/console/days/{day}/step/void");
        await browser.SendAsync("main form.step", ("Reason", reason));
        Assert.True(browser.Page.QuerySelector("[data-approval]") is not null == expectWaiting, browser.Text);
    }

    /// <summary>Asks, goes on as if it were agreed, and sees that the day is as it was.</summary>
    private async Task StaysAsync(ConsoleBrowser browser, string day, string reason = Reason)
    {
        await AskAsync(browser, day, reason);
        await browser.SendAsync("#agreed");
        Assert.NotNull(browser.Page.QuerySelector("[data-approval]"));
        Assert.Equal(DayPhase.Closed, await PhaseAsync(day));
    }

    private async Task<DayPhase> PhaseAsync(string day) => (await Grains.GetGrain<IDecisionDayGrain>(day).GetAsync(default))!.Phase;

    private async Task<string> TokenAsync(string name) =>
        await Programs.TokenAsync(site, (await Organisation.ListOrganisersAsync(default)).Single(organiser => organiser.Name == name).Id, "by-program");

    private async Task<JsonElement> StepAsync(string token, string? secondToken = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/days/by-program/transitions") { Content = JsonContent.Create(new { to = "void", reason = Reason, secondToken }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await site.Client().SendAsync(request);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
