using PbDecisionDay.Contracts.Organisations;

namespace PbDecisionDay.Grains.Tests.Organisations;

/// <summary>What is kept of passkeys, and what a signature that the web has checked is worth.</summary>
public sealed class PasskeyTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task A_passkey_begins_a_session_and_each_question_is_answered_once()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0);
        var anna = await Accounts.JoinAsync(silo, "Anna");
        Assert.True(await Accounts.Of(silo).AddPasskeyAsync(Key(anna.Id, 1), default));
        await silo.RestartAsync();
        var session = await Accounts.Of(silo).SignInByPasskeyAsync(Key(anna.Id, 1) with { SignCount = 7, BackedUp = true }, "first", "Firefox/Linux", default);
        Assert.Equal(anna, (await Accounts.Of(silo).CheckSessionAsync(session!.Secret, default))!.Organiser);
        Assert.Null(await Accounts.Of(silo).SignInByPasskeyAsync(Key(anna.Id, 1), "first", "", default));
        var kept = Assert.Single(await Accounts.Of(silo).ListPasskeysAsync(anna.Id, default));
        Assert.Equal((7u, true, "Chrome/Android"), (kept.SignCount, kept.BackedUp, kept.Device));
    }

    [Fact]
    public async Task A_passkey_is_one_persons_and_only_they_remove_it()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var (anna, bela) = (await Accounts.JoinAsync(silo, "Anna"), await Accounts.JoinAsync(silo, "Bela"));
        Assert.True(await Accounts.Of(silo).AddPasskeyAsync(Key(anna.Id, 1), default));
        Assert.False(await Accounts.Of(silo).AddPasskeyAsync(Key(bela.Id, 1), default));
        Assert.False(await Accounts.Of(silo).AddPasskeyAsync(Key("NOBODY", 2), default));
        Assert.Null(await Accounts.Of(silo).SignInByPasskeyAsync(Key(bela.Id, 1), "a", "", default));
        Assert.Null(await Accounts.Of(silo).SignInByPasskeyAsync(Key(anna.Id, 2), "b", "", default));
        await Accounts.Of(silo).RemovePasskeyAsync(bela.Id, Key(anna.Id, 1).Id, default);
        Assert.Single(await Accounts.Of(silo).ListPasskeysAsync(anna.Id, default));
        await Accounts.Of(silo).RemovePasskeyAsync(anna.Id, Key(anna.Id, 1).Id, default);
        Assert.Null(await Accounts.Of(silo).SignInByPasskeyAsync(Key(anna.Id, 1), "c", "", default));
        for (var at = 0; at < Passkey.Most; at++) Assert.True(await Accounts.Of(silo).AddPasskeyAsync(Key(bela.Id, (byte)at), default));
        Assert.False(await Accounts.Of(silo).AddPasskeyAsync(Key(bela.Id, 99), default));
    }

    private static Passkey Key(string organiser, byte id) => new([id, 0, 0, 7], organiser, [4, 5, 6], 0, true, false, DateTimeOffset.UnixEpoch, "Chrome/Android");
}
