using System.Text.RegularExpressions;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Grains.Tests.Days;

namespace PbDecisionDay.Grains.Tests.Organisations;

/// <summary>Removing an organiser and letting one in again take two others, or one other and whoever runs the machine. Source: docs/adr/0063.</summary>
public sealed partial class RecoveryTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string New = "quite another one";

    [Fact]
    public async Task Two_others_let_an_organiser_in_again_each_with_one_half_and_it_is_kept_for_ever()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var (anna, bela, cara) = await ThreeAsync(silo);
        var old = (await Accounts.SignInAsync(silo, "Cara")).Session!;
        var token = await Accounts.TokenAsync(silo, cara);
        var spoken = await AskAsync(silo, AccountStepKind.Recover, cara, anna);
        Assert.Equal([new AccountStep(AccountStepKind.Recover, cara, anna)], await Accounts.Of(silo).ListAskedStepsAsync(default));
        var link = await AgreeAsync(silo, AccountStepKind.Recover, cara, bela);
        Assert.Empty(await Accounts.Of(silo).ListAskedStepsAsync(default));

        // Neither half is enough, nor one of them twice.
        foreach (var (one, other) in new[] { (link, ""), (link, link), (spoken, spoken), ("", spoken), (spoken, link) })
            Assert.Equal(RecoverStatus.Refused, (await RecoverAsync(silo, one, other)).Status);
        Assert.Equal(RecoverStatus.TooShort, (await RecoverAsync(silo, link, spoken, "eleven char")).Status);
        Assert.Equal(RecoverStatus.TooCommon, (await RecoverAsync(silo, link, spoken, "Password123456")).Status);
        var recovered = await RecoverAsync(silo, link, spoken.ToLowerInvariant());
        Assert.Equal((RecoverStatus.Recovered, cara), (recovered.Status, recovered.Organiser!.Id));

        Assert.Equal(RecoverStatus.Refused, (await RecoverAsync(silo, link, spoken)).Status);
        Assert.Null(await Accounts.Of(silo).CheckSessionAsync(old.Secret, default));
        Assert.Null(await Accounts.Of(silo).CheckTokenAsync(token, default));
        Assert.Null(await Accounts.CheckAsync(silo, "Cara", Accounts.Password));
        Assert.NotNull(await Accounts.CheckAsync(silo, "Cara", New));
        Assert.Equal([new Recovery(cara, anna, bela, silo.Time.GetUtcNow())], await Accounts.Of(silo).ListRecoveriesAsync(default));
        Assert.Equal(3, (await Organisation(silo).ListApproversAsync(default)).Length);
    }

    [Fact]
    public async Task One_alone_does_neither_in_any_way()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var (anna, bela, cara) = await ThreeAsync(silo);
        var dora = (await Accounts.JoinAsync(silo, "Dora")).Id;
        foreach (var kind in Enum.GetValues<AccountStepKind>())
        {
            Assert.Equal(AccountStepStatus.NotAsked, (await Accounts.Of(silo).AgreeToStepAsync(new(kind, cara, bela), default)).Status);
            await AskAsync(silo, kind, cara, anna);
            Assert.Equal(AccountStepStatus.NotAsked, (await Accounts.Of(silo).AgreeToStepAsync(new(kind, cara, anna), default)).Status);
            Assert.Equal(AccountStepStatus.Yourself, (await Accounts.Of(silo).AgreeToStepAsync(new(kind, cara, cara), default)).Status);
            Assert.Equal(AccountStepStatus.NotConfirmedYourself, (await Accounts.Of(silo).AgreeToStepAsync(new(kind, cara, dora), default)).Status);
            Assert.Equal(AccountStepStatus.NotConfirmedYourself, (await Accounts.Of(silo).AskStepAsync(new(kind, cara, dora), default)).Status);
            Assert.Equal(AccountStepStatus.Yourself, (await Accounts.Of(silo).AskStepAsync(new(kind, anna, anna), default)).Status);
            Assert.Equal(AccountStepStatus.Unknown, (await Accounts.Of(silo).AskStepAsync(new(kind, "nobody", anna), default)).Status);
            Assert.Equal(AccountStepStatus.NotAsked, (await Accounts.Of(silo).ShowStepCodeAsync(new(kind, cara, bela), default)).Status);
            Assert.Equal(AccountStepStatus.CodeRefused, (await Accounts.Of(silo).TakeStepByMachineAsync(new(kind, cara, anna), "0", default)).Status);
            // The other kind was not asked for, and within the hour nobody agreed to this one.
            silo.Time.Advance(TimeSpan.FromHours(1));
            Assert.Equal(AccountStepStatus.NotAsked, (await Accounts.Of(silo).AgreeToStepAsync(new(kind, cara, bela), default)).Status);
        }
        Assert.Empty(await Accounts.Of(silo).ListRecoveriesAsync(default));
        Assert.Equal(3, (await Organisation(silo).ListApproversAsync(default)).Length);
    }

    [Fact]
    public async Task The_machines_code_stands_in_for_the_second_person_once_and_for_what_it_was_made_for()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var (anna, bela, cara) = await ThreeAsync(silo);
        var spoken = await AskAsync(silo, AccountStepKind.Recover, cara, anna);
        await AskAsync(silo, AccountStepKind.Remove, bela, anna);
        var code = await CodeAsync(silo, AccountStepKind.Recover, cara, anna);
        Assert.Equal(AccountStepStatus.CodeRefused, (await Accounts.Of(silo).TakeStepByMachineAsync(new(AccountStepKind.Remove, bela, anna), code, default)).Status);
        Assert.Equal(AccountStepStatus.NotAsked, (await Accounts.Of(silo).TakeStepByMachineAsync(new(AccountStepKind.Recover, cara, bela), code, default)).Status);
        var done = await Accounts.Of(silo).TakeStepByMachineAsync(new(AccountStepKind.Recover, cara, anna), code, default);
        Assert.Equal(AccountStepStatus.Done, done.Status);
        Assert.Equal(AccountStepStatus.NotAsked, (await Accounts.Of(silo).TakeStepByMachineAsync(new(AccountStepKind.Recover, cara, anna), code, default)).Status);
        Assert.Equal(RecoverStatus.Recovered, (await RecoverAsync(silo, done.Code, spoken)).Status);
        Assert.Equal([new Recovery(cara, anna, "", silo.Time.GetUtcNow())], await Accounts.Of(silo).ListRecoveriesAsync(default));
    }

    [Fact]
    public async Task A_recovery_lapses_after_an_hour_and_after_ten_wrong_codes()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var (anna, bela, cara) = await ThreeAsync(silo);
        var spoken = await AskAsync(silo, AccountStepKind.Recover, cara, anna);
        var link = await AgreeAsync(silo, AccountStepKind.Recover, cara, bela);
        silo.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(RecoverStatus.Refused, (await RecoverAsync(silo, link, spoken)).Status);

        spoken = await AskAsync(silo, AccountStepKind.Recover, cara, anna);
        link = await AgreeAsync(silo, AccountStepKind.Recover, cara, bela);
        for (var wrong = 0; wrong < 10; wrong++) Assert.Equal(RecoverStatus.Refused, (await RecoverAsync(silo, link, "0123456789")).Status);
        Assert.Equal(RecoverStatus.Refused, (await RecoverAsync(silo, link, spoken)).Status);
        Assert.NotNull(await Accounts.CheckAsync(silo, "Cara", Accounts.Password));
    }

    [Fact]
    public async Task Who_is_removed_is_out_at_once_and_the_name_stays_for_what_they_did()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0);
        var (anna, bela, cara) = await ThreeAsync(silo);
        var session = (await Accounts.SignInAsync(silo, "Cara")).Session!;
        var token = await Accounts.TokenAsync(silo, cara);
        var invitation = await Organisation(silo).InviteAsync(cara, default);
        await AskAsync(silo, AccountStepKind.Remove, cara, anna);
        await AskAsync(silo, AccountStepKind.Remove, bela, cara);
        await AgreeAsync(silo, AccountStepKind.Remove, cara, bela);

        for (var start = 0; start < 2; start++)
        {
            Assert.Null(await Accounts.Of(silo).CheckSessionAsync(session.Secret, default));
            Assert.Equal(OwnPasswordResult.Wrong, await Accounts.Of(silo).CheckOwnPasswordAsync(cara, session.Id, Accounts.Password, default));
            Assert.Null(await Accounts.Of(silo).CheckTokenAsync(token, default));
            Assert.Equal("", await Accounts.TokenAsync(silo, cara));
            Assert.Null(await Accounts.CheckAsync(silo, "Cara", Accounts.Password));
            Assert.Null(await Accounts.Of(silo).BeginSessionAsync(cara, "", default));
            Assert.Equal("", await Organisation(silo).InviteAsync(cara, default));
            Assert.Equal(JoinStatus.InvitationRefused, (await Organisation(silo).JoinAsync(new(invitation, "Dora", Accounts.Password), default)).Status);
            Assert.Equal(
                new[] { anna, bela }.Order(StringComparer.Ordinal),
                (await Organisation(silo).ListApproversAsync(default)).Select(approver => approver.Organiser).Order(StringComparer.Ordinal));
            Assert.Equal(ConfirmResult.NotConfirmedYourself, await Organisation(silo).ConfirmAsync(anna, cara, default));
            // What they had asked for ends with them.
            Assert.Empty(await Accounts.Of(silo).ListAskedStepsAsync(default));
            var kept = (await Organisation(silo).ListOrganisersAsync(default)).Single(organiser => organiser.Id == cara);
            Assert.Equal(("Cara", true, Confirmation.None), (kept.Name, kept.Removed, kept.Confirmed));
            await silo.RestartAsync();
        }
        // The name stays on statements, so nobody else joins under it; whoever comes back is told apart.
        var anew = await Organisation(silo).InviteAsync(anna, default);
        Assert.Equal(JoinStatus.NameLooksTaken, (await Organisation(silo).JoinAsync(new(anew, "Cara", Accounts.Password), default)).Status);
        var again = await Accounts.JoinAsync(silo, "Cara Bell");
        Assert.NotEqual(cara, again.Id);
        Assert.Equal(Confirmation.None, again.Confirmed);
    }

    [Fact]
    public async Task What_an_organiser_agreed_to_before_they_were_removed_is_worth_nothing()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0);
        var (anna, bela, cara) = await ThreeAsync(silo);
        await new TownDay(() => silo.Grains, silo.Day).DraftAsync();
        var approvals = silo.Grains.GetGrain<IApprovalsGrain>(silo.Day);
        var (first, second) = (StepToApprove.Of(ApprovedStep.ChangePot, "main", "100"), StepToApprove.Of(ApprovedStep.ChangePot, "main", "200"));
        Assert.Equal(ApproveResult.Approved, await approvals.ApproveAsync((await approvals.AskAsync(first, anna))!.Id, cara, default));
        Assert.Equal(ApproveResult.Approved, await approvals.ApproveAsync((await approvals.AskAsync(second, anna))!.Id, bela, default));
        var asked = (await approvals.AskAsync(StepToApprove.Of(ApprovedStep.ChangePot, "main", "300"), anna))!;
        await AskAsync(silo, AccountStepKind.Remove, cara, anna);
        await AgreeAsync(silo, AccountStepKind.Remove, cara, bela);
        Assert.Equal("", await approvals.UseAsync(first, anna, default));
        Assert.Equal(bela, await approvals.UseAsync(second, anna, default));
        Assert.Equal(ApproveResult.NotApprover, await approvals.ApproveAsync(asked.Id, cara, default));
    }

    private static IOrganisationGrain Organisation(TestSilo silo) => silo.Grains.GetGrain<IOrganisationGrain>(silo.Organisation);

    /// <summary>Three confirmed organisers.</summary>
    private static async Task<(string Anna, string Bela, string Cara)> ThreeAsync(TestSilo silo)
    {
        var (anna, bela, cara) = ((await Accounts.JoinAsync(silo, "Anna")).Id, (await Accounts.JoinAsync(silo, "Bela")).Id, (await Accounts.JoinAsync(silo, "Cara")).Id);
        foreach (var organiser in new[] { anna, bela })
        {
            Assert.Equal(ConfirmResult.CodeShown, await Organisation(silo).ShowMachineCodeAsync(organiser, default));
            Assert.Equal(ConfirmResult.Confirmed, await Organisation(silo).ConfirmByMachineAsync(organiser, CodeIn(silo, "To confirm", organiser), default));
        }
        Assert.Equal(ConfirmResult.Confirmed, await Organisation(silo).ConfirmAsync(cara, bela, default));
        return (anna, bela, cara);
    }

    private static async Task<string> AskAsync(TestSilo silo, AccountStepKind kind, string organiser, string by)
    {
        var result = await Accounts.Of(silo).AskStepAsync(new(kind, organiser, by), default);
        Assert.Equal(AccountStepStatus.Asked, result.Status);
        return result.Code;
    }

    private static async Task<string> AgreeAsync(TestSilo silo, AccountStepKind kind, string organiser, string by)
    {
        var result = await Accounts.Of(silo).AgreeToStepAsync(new(kind, organiser, by), default);
        Assert.Equal(AccountStepStatus.Done, result.Status);
        return result.Code;
    }

    private static async Task<string> CodeAsync(TestSilo silo, AccountStepKind kind, string organiser, string by)
    {
        Assert.Equal(AccountStepStatus.CodeShown, (await Accounts.Of(silo).ShowStepCodeAsync(new(kind, organiser, by), default)).Status);
        return CodeIn(silo, kind == AccountStepKind.Recover ? "To let" : "To remove", organiser);
    }

    private static string CodeIn(TestSilo silo, string what, string organiser) =>
        Code().Match(silo.Said.Last(line => line.Contains(what, StringComparison.Ordinal) && line.Contains(organiser[..4], StringComparison.Ordinal))).Groups["code"].Value;

    private static Task<RecoverResult> RecoverAsync(TestSilo silo, string link, string spoken, string password = New) =>
        Accounts.Of(silo).RecoverAsync(new Recover(link, spoken, password), default);

    [GeneratedRegex("who is asking: (?<code>[0-9A-HJKMNP-TV-Z]{12})")]
    private static partial Regex Code();
}
