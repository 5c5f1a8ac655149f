using PbDecisionDay.Contracts.Organisations;

namespace PbDecisionDay.Grains.Tests.Organisations;

/// <summary>Sessions: what opens them, what ends them, and what is kept of them.</summary>
public sealed class SessionTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Other = "velvet anchor thistle";

    [Fact]
    public async Task A_session_outlives_a_restart_and_ends_after_twelve_hours_however_much_it_is_used()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var anna = await Accounts.JoinAsync(silo, "Anna");
        var session = (await Accounts.SignInAsync(silo, "Anna")).Session!;
        Assert.Equal(silo.Time.GetUtcNow() + TimeSpan.FromHours(12), session.EndsAt);
        await silo.RestartAsync();
        for (var hour = 0; hour < 12; hour++)
        {
            Assert.Equal(new OpenSession(anna, session.Id), await Accounts.Of(silo).CheckSessionAsync(session.Secret, default));
            silo.Time.Advance(TimeSpan.FromHours(1));
        }
        Assert.Null(await Accounts.Of(silo).CheckSessionAsync(session.Secret, default));
        Assert.Empty(await Accounts.Of(silo).ListSessionsAsync(anna.Id, default));
    }

    [Fact]
    public async Task The_list_says_when_it_began_the_hour_of_its_last_use_and_the_browser()
    {
        var silo = shared.Begin();
        var anna = await Accounts.JoinAsync(silo, "Anna");
        var began = silo.Time.GetUtcNow();
        var session = (await Accounts.SignInAsync(silo, "Anna")).Session!;
        silo.Time.Advance(TimeSpan.FromMinutes(130));
        await Accounts.Of(silo).CheckSessionAsync(session.Secret, default);
        var used = silo.Time.GetUtcNow();
        var listed = Assert.Single(await Accounts.Of(silo).ListSessionsAsync(anna.Id, default));
        Assert.Equal(new SessionView(session.Id, began, new DateTimeOffset(used.Year, used.Month, used.Day, used.Hour, 0, 0, TimeSpan.Zero), "Chrome/Android"), listed);
    }

    [Fact]
    public async Task An_ended_session_is_refused_for_ever_and_nobody_ends_anothers()
    {
        await using var silo = await TestSilo.StartAsync();
        var (anna, bela) = (await Accounts.JoinAsync(silo, "Anna"), await Accounts.JoinAsync(silo, "Bela"));
        var first = (await Accounts.SignInAsync(silo, "Anna")).Session!;
        var second = (await Accounts.SignInAsync(silo, "Anna")).Session!;
        var belas = (await Accounts.SignInAsync(silo, "Bela")).Session!;

        await Accounts.Of(silo).EndSessionAsync(bela.Id, first.Id, default);
        Assert.NotNull(await Accounts.Of(silo).CheckSessionAsync(first.Secret, default));
        await Accounts.Of(silo).EndSessionAsync(anna.Id, first.Id, default);
        Assert.Null(await Accounts.Of(silo).CheckSessionAsync(first.Secret, default));
        var third = (await Accounts.SignInAsync(silo, "Anna")).Session!;
        await Accounts.Of(silo).EndOtherSessionsAsync(anna.Id, second.Id, default);

        await silo.RestartAsync();
        Assert.Null(await Accounts.Of(silo).CheckSessionAsync(first.Secret, default));
        Assert.Null(await Accounts.Of(silo).CheckSessionAsync(third.Secret, default));
        Assert.Null(await Accounts.Of(silo).CheckSessionAsync(second.Id, default));
        Assert.Null(await Accounts.Of(silo).CheckSessionAsync("", default));
        Assert.Equal([second.Id], (await Accounts.Of(silo).ListSessionsAsync(anna.Id, default)).Select(session => session.Id));
        Assert.NotNull(await Accounts.Of(silo).CheckSessionAsync(belas.Secret, default));
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_and_the_old_one_opens_nothing()
    {
        var silo = shared.Begin();
        var (anna, _) = (await Accounts.JoinAsync(silo, "Anna"), await Accounts.JoinAsync(silo, "Bela"));
        var (here, there) = ((await Accounts.SignInAsync(silo, "Anna")).Session!, (await Accounts.SignInAsync(silo, "Anna")).Session!);
        var belas = (await Accounts.SignInAsync(silo, "Bela")).Session!;

        Assert.Equal(ChangePasswordResult.CurrentWrong, await ChangeAsync(silo, anna, here, Other, Other));
        Assert.Equal(ChangePasswordResult.TooShort, await ChangeAsync(silo, anna, here, Accounts.Password, "eleven char"));
        Assert.Equal(ChangePasswordResult.TooCommon, await ChangeAsync(silo, anna, here, Accounts.Password, "letmein2026!"));
        Assert.Equal(ChangePasswordResult.CurrentWrong, await ChangeAsync(silo, anna, belas, Accounts.Password, Other));
        Assert.NotNull(await Accounts.Of(silo).CheckSessionAsync(there.Secret, default));
        Assert.Equal(ChangePasswordResult.Changed, await ChangeAsync(silo, anna, here, Accounts.Password, Other));

        Assert.NotNull(await Accounts.Of(silo).CheckSessionAsync(here.Secret, default));
        Assert.Null(await Accounts.Of(silo).CheckSessionAsync(there.Secret, default));
        Assert.NotNull(await Accounts.Of(silo).CheckSessionAsync(belas.Secret, default));
        Assert.Equal(SignInStatus.Refused, (await Accounts.SignInAsync(silo, "Anna")).Status);
        Assert.Equal(SignInStatus.Right, (await Accounts.SignInAsync(silo, "Anna", Other)).Status);
    }

    [Fact]
    public async Task A_sign_in_that_races_with_a_change_of_the_password_leaves_no_session_of_the_old_one()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var anna = await Accounts.JoinAsync(silo, "Anna");
        var here = (await Accounts.SignInAsync(silo, "Anna")).Session!;
        // Known on many browsers, so that they do not wait for each other's count.
        var racing = Enumerable.Range(0, 12).Select(at => Accounts.SignInAsync(silo, "Anna", devices: new KnownDevice(anna.Id, $"device {at}"))).ToList();
        var change = ChangeAsync(silo, anna, here, Accounts.Password, Other);
        var began = (await Task.WhenAll(racing)).Where(result => result.Session is not null).Select(result => result.Session!).ToList();
        Assert.Equal(ChangePasswordResult.Changed, await change);
        Assert.NotEmpty(began);
        foreach (var session in began) Assert.Null(await Accounts.Of(silo).CheckSessionAsync(session.Secret, default));
        Assert.Equal([here.Id], (await Accounts.Of(silo).ListSessionsAsync(anna.Id, default)).Select(session => session.Id));
    }

    [Fact]
    public async Task Nothing_stored_opens_a_session()
    {
        await using var silo = await TestSilo.StartAsync();
        await Accounts.JoinAsync(silo, "Anna");
        var session = (await Accounts.SignInAsync(silo, "Anna")).Session!;
        var stored = string.Concat(Directory.EnumerateFiles(silo.Folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Select(ReadShared));
        Assert.Contains(session.Id, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(session.Secret, stored, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(session.Secret, session.ToString(), StringComparison.Ordinal);
    }

    private static string ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static Task<ChangePasswordResult> ChangeAsync(TestSilo silo, OrganiserView organiser, NewSession session, string current, string wanted) =>
        Accounts.Of(silo).ChangePasswordAsync(new ChangePassword(organiser.Id, session.Id, current, wanted), default);
}
