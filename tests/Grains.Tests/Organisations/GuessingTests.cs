using System.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Grains.Organisations;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.Tests.Organisations;

/// <summary>Strangers who guess passwords: whom they slow, and whom they cannot.</summary>
public sealed class GuessingTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Wrong = "wrong wrong wrong";

    [Fact]
    public async Task A_strangers_thousand_guesses_never_stop_the_owner_on_a_known_browser_or_in_a_session()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var anna = await Accounts.JoinAsync(silo, "Anna");
        var session = (await Accounts.SignInAsync(silo, "Anna")).Session!;
        var laptop = new KnownDevice(anna.Id, "laptop");
        for (var hundred = 0; hundred < 10; hundred++)
        {
            var guesses = Enumerable.Range(0, 100).Select(_ => Accounts.SignInAsync(silo, "anna", Wrong)).ToList();
            Assert.Equal(SignInStatus.Right, (await Accounts.SignInAsync(silo, "Anna", devices: laptop)).Status);
            Assert.Equal(OwnPasswordResult.Right, await Accounts.Of(silo).CheckOwnPasswordAsync(anna.Id, session.Id, Accounts.Password, default));
            Assert.All(await Task.WhenAll(guesses), result => Assert.Null(result.Organiser));
        }
    }

    [Fact]
    public async Task On_a_new_browser_the_owner_waits_the_told_time_whatever_strangers_try_in_between()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        await Accounts.JoinAsync(silo, "Anna");
        for (var wrong = 0; wrong < PasswordTries.FreeTries; wrong++)
            Assert.Equal(SignInStatus.Refused, (await Accounts.SignInAsync(silo, "anna", Wrong)).Status);

        var told = await Accounts.SignInAsync(silo, "Anna");
        Assert.Equal((SignInStatus.Wait, TimeSpan.FromSeconds(2)), (told.Status, told.Wait));
        // Impatience costs nothing, and what a stranger does meanwhile neither.
        Assert.Equal((SignInStatus.Wait, told.Ticket), ((await Accounts.SignInAsync(silo, "Anna", ticket: told.Ticket)) is var again ? again.Status : default, again.Ticket));
        for (var guess = 0; guess < 50; guess++) Assert.Equal(SignInStatus.Wait, (await Accounts.SignInAsync(silo, "anna", Wrong)).Status);
        silo.Time.Advance(told.Wait);
        Assert.Equal(SignInStatus.Wait, (await Accounts.SignInAsync(silo, "anna", Wrong)).Status);
        Assert.Equal(SignInStatus.Right, (await Accounts.SignInAsync(silo, "Anna", ticket: told.Ticket)).Status);
        // It was good for one try.
        Assert.Equal(SignInStatus.Wait, (await Accounts.SignInAsync(silo, "Anna", ticket: told.Ticket)).Status);
    }

    [Fact]
    public async Task Waits_double_to_a_minute_and_are_forgotten_after_an_hour()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        await Accounts.JoinAsync(silo, "Anna");
        for (var wrong = 0; wrong < PasswordTries.FreeTries; wrong++) await Accounts.SignInAsync(silo, "anna", Wrong);
        var waits = new List<double>();
        for (var more = 0; more < 7; more++)
        {
            var told = await Accounts.SignInAsync(silo, "anna", Wrong);
            waits.Add(told.Wait.TotalSeconds);
            silo.Time.Advance(told.Wait);
            Assert.Equal(SignInStatus.Refused, (await Accounts.SignInAsync(silo, "anna", Wrong, told.Ticket)).Status);
        }
        Assert.Equal([2, 4, 8, 16, 32, 60, 60], waits);
        silo.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(SignInStatus.Right, (await Accounts.SignInAsync(silo, "Anna")).Status);
    }

    [Fact]
    public async Task A_ticket_is_its_names_and_lapses()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        await Accounts.JoinAsync(silo, "Anna");
        await Accounts.JoinAsync(silo, "Bela");
        foreach (var name in new[] { "Anna", "Bela" })
            for (var wrong = 0; wrong < PasswordTries.FreeTries; wrong++) await Accounts.SignInAsync(silo, name, Wrong);
        var told = await Accounts.SignInAsync(silo, "Bela");
        var forged = $"0.{new string('A', 32)}.{new string('B', 64)}";
        silo.Time.Advance(told.Wait);
        foreach (var ticket in new[] { told.Ticket, forged, "..", "nonsense" })
            Assert.Equal(SignInStatus.Wait, (await Accounts.SignInAsync(silo, "Anna", ticket: ticket)).Status);
        silo.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(SignInStatus.Wait, (await Accounts.SignInAsync(silo, "Bela", ticket: told.Ticket)).Status);
    }

    [Fact]
    public async Task A_known_browser_has_ten_wrong_tries_of_its_own_and_is_a_strangers_after_them()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var anna = await Accounts.JoinAsync(silo, "Anna");
        var laptop = new KnownDevice(anna.Id, "laptop");
        for (var wrong = 0; wrong < PasswordTries.KnownTries + PasswordTries.FreeTries; wrong++)
            Assert.Equal(SignInStatus.Refused, (await Accounts.SignInAsync(silo, "Anna", Wrong, devices: laptop)).Status);
        Assert.Equal(SignInStatus.Wait, (await Accounts.SignInAsync(silo, "Anna", devices: laptop)).Status);
        // Another browser of hers is not held up by it, nor does a cookie of somebody else's help.
        Assert.Equal(SignInStatus.Right, (await Accounts.SignInAsync(silo, "Anna", devices: new KnownDevice(anna.Id, "phone"))).Status);
        Assert.Equal(SignInStatus.Wait, (await Accounts.SignInAsync(silo, "Anna", devices: new KnownDevice("SOMEBODY", "phone"))).Status);
        silo.Time.Advance(PasswordTries.Window);
        Assert.Equal(SignInStatus.Right, (await Accounts.SignInAsync(silo, "Anna", devices: laptop)).Status);
    }

    [Fact]
    public async Task In_a_session_ten_wrong_passwords_wait_ten_minutes()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var anna = await Accounts.JoinAsync(silo, "Anna");
        var session = (await Accounts.SignInAsync(silo, "Anna")).Session!;
        for (var wrong = 0; wrong < PasswordTries.KnownTries; wrong++)
            Assert.Equal(OwnPasswordResult.Wrong, await Accounts.Of(silo).CheckOwnPasswordAsync(anna.Id, session.Id, Wrong, default));
        Assert.Equal(OwnPasswordResult.Wait, await Accounts.Of(silo).CheckOwnPasswordAsync(anna.Id, session.Id, Accounts.Password, default));
        silo.Time.Advance(PasswordTries.Window);
        Assert.Equal(OwnPasswordResult.Right, await Accounts.Of(silo).CheckOwnPasswordAsync(anna.Id, session.Id, Accounts.Password, default));
        await Accounts.Of(silo).EndSessionAsync(anna.Id, session.Id, default);
        Assert.Equal(OwnPasswordResult.Wrong, await Accounts.Of(silo).CheckOwnPasswordAsync(anna.Id, session.Id, Accounts.Password, default));
    }

    [Fact]
    public async Task Sixty_anonymous_sign_ins_at_once_hardly_slow_a_right_one()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var anna = await Accounts.JoinAsync(silo, "Anna");
        await Accounts.SignInAsync(silo, "Anna");
        var crowd = Enumerable.Range(0, 60).Select(at => Accounts.SignInAsync(silo, $"Nobody {at}", Wrong)).ToList();
        var watch = Stopwatch.StartNew();
        Assert.Equal(SignInStatus.Right, (await Accounts.SignInAsync(silo, "Anna", devices: new KnownDevice(anna.Id, "laptop"))).Status);
        var knownBrowser = watch.Elapsed;
        watch.Restart();
        Assert.Equal(SignInStatus.Right, (await Accounts.SignInAsync(silo, "Anna")).Status);
        var newBrowser = watch.Elapsed;
        // One after another they would take 60 times a look.
        var waiting = crowd.Count(signIn => !signIn.IsCompleted);
        Assert.True(waiting >= 30, $"{waiting} of 60 still waited after {knownBrowser} and {newBrowser}.");
        Assert.All(await Task.WhenAll(crowd), result => Assert.Null(result.Organiser));
    }

    [Fact]
    public async Task An_unknown_name_is_answered_as_a_wrong_password_is_and_waits_as_long()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        await Accounts.JoinAsync(silo, "Anna");
        for (var guess = 0; guess < PasswordTries.FreeTries + 2; guess++)
        {
            var (known, unknown) = (await Accounts.SignInAsync(silo, "Anna", Wrong), await Accounts.SignInAsync(silo, "Nobody", Wrong));
            Assert.Equal(known with { Ticket = "" }, unknown with { Ticket = "" });
            Assert.Equal(known.Ticket.Length, unknown.Ticket.Length);
        }
    }

    [Fact]
    public void An_unknown_name_an_old_hash_and_a_wrong_password_take_about_the_same_work()
    {
        var old = new PasswordHasher<OrganiserRow>(Options.Create(new PasswordHasherOptions { IterationCount = 10_000 })).HashPassword(null!, Accounts.Password);
        var today = Passwords.Hash(Accounts.Password);
        // The least of several, taken in turns, so that what else the machine does counts for little.
        string[] hashes = [today, old, ""];
        var least = new double[hashes.Length];
        Array.Fill(least, double.MaxValue);
        for (var round = 0; round < 6; round++)
            for (var at = 0; at < hashes.Length; at++)
                least[at] = Math.Min(least[at], Took(() => Assert.False(Passwords.Look(hashes[at], Wrong).Right)));
        Assert.All(least, took => Assert.InRange(took / least[0], 0.5, 2));
    }

    [Fact]
    public async Task An_old_hash_is_made_anew_at_the_next_sign_in()
    {
        await using var silo = await TestSilo.StartAsync();
        var anna = await Accounts.JoinAsync(silo, "Anna");
        var old = new PasswordHasher<OrganiserRow>(Options.Create(new PasswordHasherOptions { IterationCount = 10_000 })).HashPassword(null!, Accounts.Password);
        Assert.Equal(10_000, Passwords.RoundsOf(old));
        await silo.WriteOrganiserAsync(new OrganiserRow(anna.Id, "Anna", old, ReadOnlyMemory<byte>.Empty, RehearsalsOnly: false));
        Assert.Equal(SignInStatus.Refused, (await Accounts.SignInAsync(silo, "Anna", Wrong)).Status);
        Assert.Equal(10_000, Passwords.RoundsOf((await silo.ReadOrganisersAsync()).Single().PasswordHash));
        Assert.Equal(SignInStatus.Right, (await Accounts.SignInAsync(silo, "Anna")).Status);
        Assert.Equal(Passwords.Rounds, Passwords.RoundsOf((await silo.ReadOrganisersAsync()).Single().PasswordHash));
        Assert.InRange(Passwords.Rounds, 210_000, int.MaxValue);
        Assert.Equal(SignInStatus.Right, (await Accounts.SignInAsync(silo, "Anna")).Status);
    }

    private static double Took(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalMilliseconds;
    }
}
