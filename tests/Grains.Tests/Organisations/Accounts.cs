using PbDecisionDay.Contracts.Organisations;

namespace PbDecisionDay.Grains.Tests.Organisations;

/// <summary>Organisers of a test's organisation, and how they sign in.</summary>
internal static class Accounts
{
    public const string Password = "copper heron ladder";

    public static IAccountsGrain Of(TestSilo silo) => silo.Grains.GetGrain<IAccountsGrain>(silo.Organisation);

    /// <summary>An organiser who has joined.</summary>
    public static async Task<OrganiserView> JoinAsync(TestSilo silo, string name)
    {
        var organisation = silo.Grains.GetGrain<IOrganisationGrain>(silo.Organisation);
        var host = (await organisation.ListOrganisersAsync(default)).FirstOrDefault(organiser => !organiser.RehearsalsOnly)?.Id ?? "";
        var joined = await organisation.JoinAsync(new JoinAsOrganiser(await organisation.InviteAsync(host, default), name, Password), default);
        Assert.Equal(JoinStatus.Joined, joined.Status);
        return joined.Organiser!;
    }

    /// <summary>Who a name and password are, from a browser that is not known.</summary>
    public static async Task<OrganiserView?> CheckAsync(TestSilo silo, string name, string password) =>
        (await SignInAsync(silo, name, password)).Organiser;

    /// <summary>Signs in from a browser that is not known, or is.</summary>
    public static Task<SignInResult> SignInAsync(TestSilo silo, string name, string password = Password, params KnownDevice[] devices) =>
        Of(silo).SignInAsync(new SignIn(new PasswordTry(name, password, [.. devices]), "Chrome/Android"), default);

    /// <summary>A token for everything of a day, for an hour.</summary>
    public static Task<string> TokenAsync(TestSilo silo, string organiser, string day = "troon-2026") =>
        Of(silo).MakeTokenAsync(new MakeToken(organiser, day, [.. Enum.GetValues<TokenStep>()], TimeSpan.FromHours(1)), default);
}
