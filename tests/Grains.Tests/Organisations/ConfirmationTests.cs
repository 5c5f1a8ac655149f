using System.Text.RegularExpressions;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Grains.Tests.Days;

namespace PbDecisionDay.Grains.Tests.Organisations;

/// <summary>
/// One organiser alone is never two: who may approve was confirmed by somebody else, face to face, and is fixed when a day is published.
/// Source: docs/adr/0062.
/// </summary>
public sealed partial class ConfirmationTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Password = "copper heron ladder";

    [Fact]
    public async Task Whoever_invites_a_friend_of_their_own_making_cannot_confirm_it()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var (anna, bela) = (await JoinAsync(silo, "Anna", ""), "");
        bela = await JoinAsync(silo, "Bela", anna);
        Assert.Equal(ConfirmResult.NotConfirmedYourself, await Organisation(silo).ConfirmAsync(bela, anna, default));
        Assert.Equal(ConfirmResult.NotConfirmedYourself, await Organisation(silo).ConfirmAsync(anna, anna, default));
        await ByMachineAsync(silo, anna);
        Assert.Equal(ConfirmResult.YourOwnGuest, await Organisation(silo).ConfirmAsync(bela, anna, default));
        Assert.Equal(ConfirmResult.NotConfirmedYourself, await Organisation(silo).ConfirmAsync(bela, bela, default));
        Assert.Equal([new Approver(anna, Confirmation.ByMachine)], await Organisation(silo).ListApproversAsync(default));

        await ByMachineAsync(silo, bela);
        var cara = await JoinAsync(silo, "Cara", anna);
        Assert.Equal(ConfirmResult.TwoAreConfirmed, await Organisation(silo).ShowMachineCodeAsync(cara, default));
        Assert.Equal(ConfirmResult.TwoAreConfirmed, await Organisation(silo).ConfirmByMachineAsync(cara, "0", default));
        Assert.Equal(ConfirmResult.YourOwnGuest, await Organisation(silo).ConfirmAsync(cara, anna, default));
        Assert.Equal(ConfirmResult.Confirmed, await Organisation(silo).ConfirmAsync(cara, bela, default));
        Assert.Equal(ConfirmResult.Confirmed, await Organisation(silo).ConfirmAsync(cara, bela, default));

        // A guest's guest is the host's guest while nobody has vouched for the one between, and not for ever.
        var dora = await JoinAsync(silo, "Dora", anna);
        var eve = await JoinAsync(silo, "Eve", dora);
        var fay = await JoinAsync(silo, "Fay", eve);
        Assert.Equal(ConfirmResult.YourOwnGuest, await Organisation(silo).ConfirmAsync(eve, anna, default));
        Assert.Equal(ConfirmResult.YourOwnGuest, await Organisation(silo).ConfirmAsync(fay, anna, default));
        Assert.Equal(ConfirmResult.Confirmed, await Organisation(silo).ConfirmAsync(eve, bela, default));
        Assert.Equal(ConfirmResult.Confirmed, await Organisation(silo).ConfirmAsync(fay, anna, default));
        Assert.Equal(
            [Confirmation.ByMachine, Confirmation.ByMachine, Confirmation.ByOrganiser, Confirmation.None, Confirmation.ByOrganiser, Confirmation.ByOrganiser],
            (await Organisation(silo).ListOrganisersAsync(default)).Select(organiser => organiser.Confirmed));
    }

    [Fact]
    public async Task The_machines_code_is_one_organisers_and_good_for_ten_minutes()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var anna = await JoinAsync(silo, "Anna", "");
        var bela = await JoinAsync(silo, "Bela", anna);
        var first = await CodeAsync(silo, anna);
        Assert.Equal(ConfirmResult.CodeRefused, await Organisation(silo).ConfirmByMachineAsync(bela, first, default));
        var second = await CodeAsync(silo, anna);
        Assert.Equal(ConfirmResult.CodeRefused, await Organisation(silo).ConfirmByMachineAsync(anna, first, default));
        silo.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(ConfirmResult.CodeRefused, await Organisation(silo).ConfirmByMachineAsync(anna, second, default));
        Assert.Equal(ConfirmResult.Unknown, await Organisation(silo).ShowMachineCodeAsync("nobody", default));
        await Organisation(silo).IssueRehearsalTokenAsync("Rehearsal", default);
        var program = (await Organisation(silo).ListOrganisersAsync(default)).Single(organiser => organiser.RehearsalsOnly).Id;
        Assert.Equal(ConfirmResult.Unknown, await Organisation(silo).ShowMachineCodeAsync(program, default));
        Assert.Empty(await Organisation(silo).ListApproversAsync(default));
        var third = await CodeAsync(silo, anna);
        Assert.Equal(ConfirmResult.Confirmed, await Organisation(silo).ConfirmByMachineAsync(anna, third.ToLowerInvariant(), default));
    }

    [Fact]
    public async Task A_first_starts_other_links_end_when_the_first_organiser_joins()
    {
        var silo = shared.Begin();
        var (one, other) = (await Organisation(silo).InviteAsync("", default), await Organisation(silo).InviteAsync("", default));
        Assert.Equal(JoinStatus.Joined, (await Organisation(silo).JoinAsync(new(one, "Anna", Password), default)).Status);
        Assert.Equal(JoinStatus.InvitationRefused, (await Organisation(silo).JoinAsync(new(other, "Eve", Password), default)).Status);
        // The same person after a lost answer.
        Assert.Equal(JoinStatus.Joined, (await Organisation(silo).JoinAsync(new(one, "Anna", Password), default)).Status);
    }

    [Fact]
    public async Task A_day_that_counts_takes_two_of_the_people_who_were_confirmed_when_it_was_published()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it has the service's organisation.
        var day = await new TownDay(silo, rehearsal: false).DraftAsync();
        var refused = await day.StepAsync(DayPhase.Published);
        Assert.Equal(DayRefusal.TooFewApprovers, refused.Refusal);
        Assert.Contains("0 are confirmed", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(DayPhase.Draft, (await day.ViewAsync()).Phase);

        await silo.RestartAsync();
        await silo.ConfirmAsync(TownDay.Anna, TownDay.Bela);
        TownDay.Done(await day.StepAsync(DayPhase.Published));
        Assert.Equal([TownDay.Anna, TownDay.Bela], (await day.ViewAsync()).Approvers.Select(approver => approver.Organiser));

        // Nobody takes a step of a day that counts whom nobody has confirmed, and two accounts of one person are no two people.
        var other = await new TownDay(silo, "other", rehearsal: false).DraftAsync();
        foreach (var to in new[] { DayPhase.Published, DayPhase.Postponed, DayPhase.Void })
            Assert.Equal(DayRefusal.NotApprover, (await other.AskAsync(to, "EVE", TownDay.Anna)).Refusal);
        Assert.Equal(DayRefusal.NotApprover, (await other.AskAsync(DayPhase.Void, TownDay.Anna, "EVE")).Refusal);
        Assert.Equal(DayPhase.Draft, (await other.ViewAsync()).Phase);

        // Confirmed since, which is too late for this day; and nobody at all.
        await silo.RestartAsync();
        await silo.ConfirmAsync("CARA000000000000");
        foreach (var (by, second) in new[] { (TownDay.Anna, "CARA000000000000"), ("CARA000000000000", TownDay.Bela), (TownDay.Anna, "EVE"), ("EVE", TownDay.Anna) })
        {
            Assert.Equal(DayRefusal.NotApprover, (await day.AskAsync(DayPhase.Open, by, second)).Refusal);
            Assert.Equal(DayRefusal.NotApprover, (await day.Grain.AnnounceLogAsync("cafe", by, second, default)).Refusal);
            Assert.Equal(DayRefusal.NotApprover, (await day.AskAsync(DayPhase.Void, by, second)).Refusal);
            Assert.Equal(DayRefusal.NotApprover, (await day.AskAsync(DayPhase.Postponed, by, second)).Refusal);
        }
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.AskAsync(DayPhase.Postponed, TownDay.Anna, "")).Refusal);
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.AskAsync(DayPhase.Void, TownDay.Anna, TownDay.Anna)).Refusal);
        // Two approvers come as far as what is missing.
        Assert.Equal(DayRefusal.KeysNotKept, (await day.AskAsync(DayPhase.Open)).Refusal);
    }

    private static IOrganisationGrain Organisation(TestSilo silo) => silo.Grains.GetGrain<IOrganisationGrain>(silo.Organisation);

    private static async Task<string> JoinAsync(TestSilo silo, string name, string invitedBy)
    {
        var invitation = await Organisation(silo).InviteAsync(invitedBy, default);
        var joined = await Organisation(silo).JoinAsync(new JoinAsOrganiser(invitation, name, Password), default);
        Assert.Equal((JoinStatus.Joined, invitedBy), (joined.Status, joined.Organiser?.InvitedBy));
        return joined.Organiser!.Id;
    }

    private static async Task ByMachineAsync(TestSilo silo, string organiser) =>
        Assert.Equal(ConfirmResult.Confirmed, await Organisation(silo).ConfirmByMachineAsync(organiser, await CodeAsync(silo, organiser), default));

    /// <summary>The code as whoever runs the machine reads it in the log, which names nobody.</summary>
    private static async Task<string> CodeAsync(TestSilo silo, string organiser)
    {
        Assert.Equal(ConfirmResult.CodeShown, await Organisation(silo).ShowMachineCodeAsync(organiser, default));
        var line = silo.Said.Last(said => said.Contains($"the organiser {organiser[..4]}, ", StringComparison.Ordinal));
        Assert.DoesNotContain(organiser, line, StringComparison.Ordinal);
        return Code().Match(line).Value;
    }

    [GeneratedRegex("[0-9A-HJKMNP-TV-Z]{12}")]
    private static partial Regex Code();
}
