using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Grains.Organisations;

namespace PbDecisionDay.Grains.Tests.Organisations;

/// <summary>Days, invitations, passwords and tokens.</summary>
public sealed class OrganisationTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Password = "copper heron ladder";
    private static readonly DateTimeOffset At = new(2026, 5, 30, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_first_organiser_joins_by_the_first_starts_invitation_and_invites_the_next()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        Assert.True(await Organisation(silo).NeedsSetUpAsync(default));
        var anna = await JoinAsync(silo, "Anna", await Organisation(silo).InviteAsync("", default));
        Assert.False(await Organisation(silo).NeedsSetUpAsync(default));
        Assert.Equal("", await Organisation(silo).InviteAsync("", default));
        Assert.Equal("", await Organisation(silo).InviteAsync("NOBODY", default));

        var bela = await JoinAsync(silo, "Béla", await Organisation(silo).InviteAsync(anna.Id, default));

        await silo.RestartAsync();
        Assert.Equal([anna, bela], await Organisation(silo).ListOrganisersAsync(default));
        Assert.Equal(bela, await Accounts.CheckAsync(silo, " béla ", Password));
        Assert.Null(await Accounts.CheckAsync(silo, "Béla", Password + "!"));
        Assert.Null(await Accounts.CheckAsync(silo, "Cara", Password));
    }

    [Fact]
    public async Task An_invitation_is_good_for_seven_days_and_one_person()
    {
        var silo = shared.Begin();
        var organisation = Organisation(silo);
        var code = await organisation.InviteAsync("", default);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{26}$", code);
        var anna = await JoinAsync(silo, "Anna", code.ToLowerInvariant());
        var other = await organisation.InviteAsync(anna.Id, default);

        Assert.Equal(JoinStatus.InvitationRefused, (await organisation.JoinAsync(new(code, "Bela", Password), default)).Status);
        Assert.Equal(JoinStatus.InvitationRefused, (await organisation.JoinAsync(new("0", "Bela", Password), default)).Status);
        silo.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(JoinStatus.InvitationRefused, (await organisation.JoinAsync(new(other, "Bela", Password), default)).Status);
    }

    [Fact]
    public async Task A_name_is_anyones_once_and_a_password_has_twelve_characters()
    {
        var silo = shared.Begin();
        var organisation = Organisation(silo);
        var anna = await JoinAsync(silo, "Anna", await organisation.InviteAsync("", default));
        var code = await organisation.InviteAsync(anna.Id, default);

        foreach (var name in new[] { "", "  ", "anna", "An\nna", new string('x', 61) })
            Assert.Equal(JoinStatus.NameRefused, (await organisation.JoinAsync(new(code, name, Password), default)).Status);
        Assert.Equal(JoinStatus.PasswordTooShort, (await organisation.JoinAsync(new(code, "Bela", "eleven char"), default)).Status);
        foreach (var common in new[] { "Password123456", "qwertyuiop12", "passwordpassword", "aaaabbbbcccc", "abcdefghijkl", "Bela-2026-Bela" })
            Assert.Equal((common, JoinStatus.PasswordTooCommon), (common, (await organisation.JoinAsync(new(code, "Bela", common), default)).Status));
        await JoinAsync(silo, "Bela", code);
    }

    [Theory]
    [InlineData("Morag MacLeod", "Мorag MacLeod")] // Cyrillic М
    [InlineData("Morag MacLeod", "morag  mасlеоd")]
    [InlineData("Morag MacLeod", "MacLeod Morag")]
    [InlineData("Morag MacLeod", "Mórag Mac Leod")]
    [InlineData("Morag MacLeod", "M\u200borag MacLeod")]
    [InlineData("Ailig Ross", "AiIig Ross")]
    [InlineData("Νανο", "Navo")] // Greek, whose small ν looks like v
    [InlineData("李小明", "李 小明")]
    public async Task A_name_that_reads_as_anothers_does_not_join(string name, string twin)
    {
        var silo = shared.Begin();
        var anna = await JoinAsync(silo, name, await Organisation(silo).InviteAsync("", default));
        var code = await Organisation(silo).InviteAsync(anna.Id, default);
        var refused = await Organisation(silo).JoinAsync(new(code, twin, Password), default);
        Assert.True(refused.Status is JoinStatus.NameLooksTaken or JoinStatus.NameRefused, refused.Status.ToString());
        Assert.Equal("", await Organisation(silo).IssueRehearsalTokenAsync(twin, default));
        Assert.Equal(anna, Assert.Single(await Organisation(silo).ListOrganisersAsync(default)));
        // The invitation is not used up.
        await JoinAsync(silo, "Somebody else", code);
    }

    [Fact]
    public async Task A_name_that_only_resembles_anothers_joins()
    {
        var silo = shared.Begin();
        var anna = await JoinAsync(silo, "Anna Ross", await Organisation(silo).InviteAsync("", default));
        foreach (var name in new[] { "Anne Ross", "Anna Ros", "Anna Rossi", "Anna M Ross" })
            await JoinAsync(silo, name, await Organisation(silo).InviteAsync(anna.Id, default));
    }

    [Fact]
    public async Task No_password_leans_on_a_day_the_address_or_the_name()
    {
        var silo = shared.Begin();
        var organisation = Organisation(silo);
        var anna = await JoinAsync(silo, "Anna Ross", await organisation.InviteAsync("", default));
        await organisation.EnterDayAsync("largs-seafront", anna.Id, default);
        var code = await organisation.InviteAsync(anna.Id, default);
        foreach (var near in new[] { "Largs2026Seafront", "seafront largs 1!", "budget-kilbride-26", "Kilbride.gov.UK!1", "Bela.Kettle.1984" })
            Assert.Equal((near, JoinStatus.PasswordTooCommon), (near, (await organisation.JoinAsync(new(code, "Bela Kettle", near) { Site = "votes.kilbride.gov.uk" }, default)).Status));
        // Elsewhere they are words like others.
        await JoinAsync(silo, "Bela Kettle", code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_the_answer_to_joining_is_lost_joining_again_works_and_makes_one_organiser(bool written)
    {
        var silo = shared.Begin();
        var code = await Organisation(silo).InviteAsync("", default);
        if (written) silo.Journal.LoseNextAnswer();
        else silo.Journal.FailNext();
        await Assert.ThrowsAnyAsync<Exception>(() => Organisation(silo).JoinAsync(new(code, "Anna", Password), default));

        var anna = await JoinAsync(silo, "Anna", code);
        Assert.Equal(anna, await JoinAsync(silo, "Anna", code));
        Assert.Equal([anna], await Organisation(silo).ListOrganisersAsync(default));
        Assert.Equal(JoinStatus.InvitationRefused, (await Organisation(silo).JoinAsync(new(code, "Anna", "quite another lighthouse"), default)).Status);
    }

    [Fact]
    public async Task A_program_that_plays_rehearsals_has_a_token_and_nothing_more()
    {
        var silo = shared.Begin();
        var token = await Organisation(silo).IssueRehearsalTokenAsync("Rehearsal", default);
        var program = (await Accounts.Of(silo).CheckTokenAsync(token, default))!.Organiser;
        Assert.True(program.RehearsalsOnly);
        Assert.True(await Organisation(silo).NeedsSetUpAsync(default));
        Assert.Null(await Accounts.CheckAsync(silo, "Rehearsal", ""));
        Assert.Equal("", await Organisation(silo).InviteAsync(program.Id, default));

        var again = await Organisation(silo).IssueRehearsalTokenAsync("rehearsal", default);
        Assert.Equal(program, (await Accounts.Of(silo).CheckTokenAsync(again, default))!.Organiser);
        Assert.Null(await Accounts.Of(silo).CheckTokenAsync(token, default));
        await JoinAsync(silo, "Anna", await Organisation(silo).InviteAsync("", default));
        Assert.Equal("", await Organisation(silo).IssueRehearsalTokenAsync("Anna", default));
    }

    [Fact]
    public async Task An_id_is_one_days_and_the_days_are_listed_newest_first()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        Assert.True(await Organisation(silo).EnterDayAsync("troon-2026", "ANNA", default));
        Assert.True(await Organisation(silo).EnterDayAsync("troon-2026", "ANNA", default));
        Assert.False(await Organisation(silo).EnterDayAsync("troon-2026", "BELA", default));
        Assert.False(await Organisation(silo).EnterDayAsync("Troon", "ANNA", default));
        Assert.False(await Organisation(silo).EnterDayAsync("ayr-2026", "", default));
        Assert.True(await Organisation(silo).EnterDayAsync("ayr-2026", "BELA", default));
        await silo.RestartAsync();
        Assert.Equal(["ayr-2026", "troon-2026"], await Organisation(silo).ListDaysAsync(default));
    }

    [Fact]
    public async Task The_stream_holds_no_name_code_or_password()
    {
        var silo = shared.Begin();
        var code = await Organisation(silo).InviteAsync("", default);
        var anna = await JoinAsync(silo, "Annabella", code);
        var token = await Accounts.TokenAsync(silo, anna.Id);
        var written = await Journalled.ReadAsync(silo.Journal, silo.Organisation);
        Assert.NotEmpty(written);
        foreach (var secret in new[] { "Annabella", code, Password, token })
            Assert.DoesNotContain(written, happened => happened.Body.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Its_events_keep_their_names_and_their_json()
    {
        EventJson.IsFrozen(OrganisationEventNames.All, new DayEntered("troon", "A", At), "day-entered", """{"day":"troon","by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(OrganisationEventNames.All, new DayLeft("practice-1", At), "day-left", """{"day":"practice-1","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(OrganisationEventNames.All, new InvitationMade("O", "h", At, "", At), "invitation-made",
            """{"organiser":"O","codeHash":"h","validUntil":"2026-05-30T09:00:00+00:00","by":"","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(OrganisationEventNames.All, new InvitationUsed("O", At), "invitation-used", """{"organiser":"O","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(OrganisationEventNames.All, new OrganiserConfirmed("O", "A", At), "organiser-confirmed", """{"organiser":"O","by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(OrganisationEventNames.All, new AccountStepAsked(AccountStepKind.Recover, "O", "h", "A", At), "account-step-asked",
            """{"step":"Recover","organiser":"O","codeHash":"h","by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(OrganisationEventNames.All, new OrganiserRemoved("O", "A", "B", At), "organiser-removed", """{"organiser":"O","by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(OrganisationEventNames.All, new RecoveryMade("O", "h", "A", "", At), "recovery-made",
            """{"organiser":"O","linkHash":"h","by":"A","secondBy":"","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(OrganisationEventNames.All, new OrganiserRecovered("O", At), "organiser-recovered", """{"organiser":"O","at":"2026-05-30T09:00:00+00:00"}""");
        Assert.Equal(9, OrganisationEventNames.All.All.Count());
    }

    private static IOrganisationGrain Organisation(TestSilo silo) => silo.Grains.GetGrain<IOrganisationGrain>(silo.Organisation);

    private static async Task<OrganiserView> JoinAsync(TestSilo silo, string name, string invitation)
    {
        var joined = await Organisation(silo).JoinAsync(new JoinAsOrganiser(invitation, name, Password), default);
        Assert.Equal(JoinStatus.Joined, joined.Status);
        return joined.Organiser!;
    }
}
