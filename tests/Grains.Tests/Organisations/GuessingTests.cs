using System.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Grains.Organisations;
using PbDecisionDay.Storage.Register;
using SignInResult = PbDecisionDay.Contracts.Organisations.SignInResult;

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
            await AfterAsync(silo, TimeSpan.FromSeconds(15), guesses);
            Assert.All(await Task.WhenAll(guesses), result => Assert.Null(result.Organiser));
        }
    }

    [Fact]
    public async Task Guesses_wait_for_turns_however_many_come_at_once_and_the_owner_gets_in_between_them()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        await Accounts.JoinAsync(silo, "Anna");
        for (var wrong = 0; wrong < StrangersTurns.FreeTries; wrong++)
            Assert.Equal(SignInStatus.Refused, (await Accounts.SignInAsync(silo, "anna", Wrong)).Status);

        // Two minutes of a hundred tries at a time, eight times.
        var looked = 0;
        for (var round = 0; round < 8; round++)
        {
            var guesses = Enumerable.Range(0, 100).Select(_ => Accounts.SignInAsync(silo, "anna", Wrong)).ToList();
            await EndedAsync(guesses, 100 - StrangersTurns.Places - 1);
            looked += await AfterAsync(silo, TimeSpan.FromSeconds(15), guesses);
        }
        // Each round lasts as long as the longest pause, and only the first pauses are shorter.
        Assert.InRange(looked, 7, 8 + 4);

        // Nobody guesses at this moment: the owner's try is the next one's turn.
        var owner = Accounts.SignInAsync(silo, "Anna");
        await AfterAsync(silo, TimeSpan.FromSeconds(15), [owner]);
        Assert.Equal(SignInStatus.Right, (await owner).Status);
    }

    [Fact]
    public async Task An_organisation_that_slept_has_forgotten_no_guesses()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0);
        await Accounts.JoinAsync(silo, "Anna");
        for (var wrong = 0; wrong < StrangersTurns.FreeTries; wrong++) await Accounts.SignInAsync(silo, "anna", Wrong);
        await silo.Grains.GetGrain<Orleans.Runtime.IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
        var next = Accounts.SignInAsync(silo, "anna", Wrong);
        await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(1)));
        Assert.False(next.IsCompleted, "The count was forgotten with the activation.");
        await AfterAsync(silo, TimeSpan.FromSeconds(2), [next]);
        Assert.Equal(SignInStatus.Refused, (await next).Status);
        silo.Time.Advance(StrangersTurns.Remembered);
        Assert.Equal(SignInStatus.Right, (await Accounts.SignInAsync(silo, "Anna")).Status);
    }

    [Fact]
    public async Task A_known_browser_has_ten_wrong_tries_of_its_own_and_is_a_strangers_after_them()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var anna = await Accounts.JoinAsync(silo, "Anna");
        var laptop = new KnownDevice(anna.Id, "laptop");
        for (var wrong = 0; wrong < PasswordTries.KnownTries + StrangersTurns.FreeTries; wrong++)
            Assert.Equal(SignInStatus.Refused, (await Accounts.SignInAsync(silo, "Anna", Wrong, devices: laptop)).Status);
        var (waits, others) = (Accounts.SignInAsync(silo, "Anna", Wrong, devices: laptop), Accounts.SignInAsync(silo, "Anna", Wrong, devices: new KnownDevice("SOMEBODY", "phone")));
        // Another browser of hers is not held up by it, nor does a cookie of somebody else's help.
        Assert.Equal(SignInStatus.Right, (await Accounts.SignInAsync(silo, "Anna", devices: new KnownDevice(anna.Id, "phone"))).Status);
        Assert.False(waits.IsCompleted || others.IsCompleted);
        await AfterAsync(silo, TimeSpan.FromSeconds(15), [waits, others]);
        Assert.All(await Task.WhenAll(waits, others), result => Assert.Null(result.Organiser));
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
        for (var guess = 0; guess < StrangersTurns.FreeTries + 3; guess++)
        {
            var (known, unknown) = (Accounts.SignInAsync(silo, "Anna", Wrong), Accounts.SignInAsync(silo, "Nobody", Wrong));
            // The waits are of 0, 2, 4 and 8 seconds.
            var wait = TimeSpan.FromSeconds(guess < StrangersTurns.FreeTries ? 0 : Math.Pow(2, guess - StrangersTurns.FreeTries + 1));
            if (wait > TimeSpan.Zero)
            {
                await Task.WhenAny(known, unknown, Task.Delay(TimeSpan.FromMilliseconds(600)));
                Assert.False(known.IsCompleted || unknown.IsCompleted);
                silo.Time.Advance(wait);
            }
            Assert.Equal(await known, await unknown);
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
        Assert.All(least, took => Assert.InRange(took / least[0], 0.25, 4));
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

    /// <summary>Lets time go by in steps until calls have ended.</summary>
    /// <returns>How many of them were looked at.</returns>
    private static async Task<int> AfterAsync(TestSilo silo, TimeSpan lasts, IReadOnlyList<Task<SignInResult>> calls)
    {
        for (var passed = TimeSpan.Zero; passed <= lasts && calls.Any(call => !call.IsCompleted); passed += TimeSpan.FromSeconds(1))
        {
            silo.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(Task.WhenAll(calls), Task.Delay(TimeSpan.FromMilliseconds(50)));
        }
        return (await Task.WhenAll(calls)).Count(result => result.Status == SignInStatus.Refused);
    }

    private static async Task EndedAsync(IReadOnlyCollection<Task<SignInResult>> calls, int most)
    {
        while (calls.Count(call => call.IsCompleted) < most) await Task.Delay(TimeSpan.FromMilliseconds(20));
    }

    private static double Took(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalMilliseconds;
    }
}
