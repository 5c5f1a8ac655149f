using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Contracts.Organisations;

/// <summary>A name and a password that somebody typed.</summary>
/// <param name="Name">The name, without regard to case.</param>
/// <param name="Password">The password.</param>
/// <param name="Devices">What the browser's device cookie says, once the web has found it to be of its own making.</param>
[GenerateSerializer, Immutable, Alias("pbdd.PasswordTry")]
public sealed record PasswordTry(
    [property: Id(0)] string Name,
    [property: Id(1)] string Password,
    [property: Id(2)] ImmutableArray<KnownDevice> Devices)
{
    /// <summary>Says nothing of what was typed.</summary>
    public override string ToString() => "password (hidden)";
}

/// <summary>A browser that an organiser has signed in on before. Source: OWASP, Slow Down Online Guessing Attacks with Device Cookies.</summary>
/// <param name="Organiser">The organiser's id.</param>
/// <param name="Device">A random id, drawn at each sign-in.</param>
[GenerateSerializer, Immutable, Alias("pbdd.KnownDevice")]
public sealed record KnownDevice([property: Id(0)] string Organiser, [property: Id(1)] string Device);

/// <summary>Signs in with a name and a password.</summary>
/// <param name="Try">What was typed.</param>
/// <param name="Device">What the list of one's sessions calls the browser, for example <c>Chrome/Android</c>.</param>
[GenerateSerializer, Immutable, Alias("pbdd.SignIn")]
public sealed record SignIn([property: Id(0)] PasswordTry Try, [property: Id(1)] string Device);

/// <summary>What a name and a password came to. A name that nobody has is answered as a wrong password is.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Organiser">The organiser where both are right.</param>
[GenerateSerializer, Immutable, Alias("pbdd.SignInResult")]
public sealed record SignInResult([property: Id(0)] SignInStatus Status, [property: Id(1)] OrganiserView? Organiser)
{
    /// <summary>The session that began, where both are right.</summary>
    [Id(2)]
    public NewSession? Session { get; init; }

    /// <summary>How long to wait before trying again, at most a minute; zero where it is best to come again at once.</summary>
    [Id(3)]
    public TimeSpan Wait { get; init; }
}

/// <summary>The outcomes of a name and a password.</summary>
[GenerateSerializer, Alias("pbdd.SignInStatus")]
public enum SignInStatus
{
    /// <summary>Name or password is wrong.</summary>
    Refused,

    /// <summary>Both are right.</summary>
    Right,

    /// <summary>Too many wrong tries for this name came from browsers it is not known on, and another's turn came: nothing was looked at.</summary>
    Wait,

    /// <summary>Too many people sign in at this moment: nothing was looked at.</summary>
    Busy,
}

/// <summary>A session that has begun.</summary>
/// <param name="Id">Its public id, which opens nothing.</param>
/// <param name="Secret">52 characters of Crockford base32 that open it; only their hash is kept.</param>
/// <param name="EndsAt">When it ends at the latest.</param>
[GenerateSerializer, Immutable, Alias("pbdd.NewSession")]
public sealed record NewSession([property: Id(0)] string Id, [property: Id(1)] string Secret, [property: Id(2)] DateTimeOffset EndsAt)
{
    /// <summary>How long a session lasts at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>Says which session it is, and not what opens it.</summary>
    public override string ToString() => $"session {Id}";
}

/// <summary>Whose session it is.</summary>
/// <param name="Organiser">The organiser, as they are now.</param>
/// <param name="Session">The session's public id.</param>
[GenerateSerializer, Immutable, Alias("pbdd.OpenSession")]
public sealed record OpenSession([property: Id(0)] OrganiserView Organiser, [property: Id(1)] string Session);

/// <summary>A session as its owner sees it in the list. It has no network address.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Began">When they signed in.</param>
/// <param name="LastUsed">The hour in which it was last used.</param>
/// <param name="Device">The browser and what it runs on, for example <c>Chrome/Android</c>.</param>
[GenerateSerializer, Immutable, Alias("pbdd.SessionView")]
public sealed record SessionView(
    [property: Id(0)] string Id,
    [property: Id(1)] DateTimeOffset Began,
    [property: Id(2)] DateTimeOffset LastUsed,
    [property: Id(3)] string Device);

/// <summary>What an organiser's own password came to, typed in their session.</summary>
[GenerateSerializer, Alias("pbdd.OwnPasswordResult")]
public enum OwnPasswordResult
{
    /// <summary>It is wrong, or the session is over.</summary>
    Wrong,

    /// <summary>It is right.</summary>
    Right,

    /// <summary>Ten wrong ones were typed in this session within ten minutes: nothing was looked at.</summary>
    Wait,
}

/// <summary>Gives an organiser another password.</summary>
/// <param name="Organiser">The organiser's id.</param>
/// <param name="Session">The session in which they ask, which goes on.</param>
/// <param name="Current">The password they have.</param>
/// <param name="New">The password they want.</param>
[GenerateSerializer, Immutable, Alias("pbdd.ChangePassword")]
public sealed record ChangePassword(
    [property: Id(0)] string Organiser,
    [property: Id(1)] string Session,
    [property: Id(2)] string Current,
    [property: Id(3)] string New)
{
    /// <summary>The name of the service's address, which no password may lean on; empty where it is not known.</summary>
    [Id(4)]
    public string Site { get; init; } = "";

    /// <summary>Says whose it is, and no password.</summary>
    public override string ToString() => $"change of the password of {Organiser} (hidden)";
}

/// <summary>What changing a password came to.</summary>
[GenerateSerializer, Alias("pbdd.ChangePasswordResult")]
public enum ChangePasswordResult
{
    /// <summary>It is changed, and all other sessions have ended.</summary>
    Changed,

    /// <summary>The current password is wrong.</summary>
    CurrentWrong,

    /// <summary>Ten wrong ones were typed in this session within ten minutes.</summary>
    Wait,

    /// <summary>The new one has fewer than 12 characters.</summary>
    TooShort,

    /// <summary>The new one is easy to guess.</summary>
    TooCommon,
}

/// <summary>What two organisers may do to another's account.</summary>
[GenerateSerializer, Alias("pbdd.AccountStepKind")]
public enum AccountStepKind
{
    /// <summary>They are an organiser no more.</summary>
    Remove,

    /// <summary>They lost their password or phone, and set a new password.</summary>
    Recover,
}

/// <summary>A step on another's account.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="Organiser">To whom.</param>
/// <param name="By">Who asks for it, or agrees.</param>
[GenerateSerializer, Immutable, Alias("pbdd.AccountStep")]
public sealed record AccountStep([property: Id(0)] AccountStepKind Kind, [property: Id(1)] string Organiser, [property: Id(2)] string By);

/// <summary>What a step on another's account came to.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Code">
/// Of a recovery one of the two codes that the person needs: asking gives the first, agreeing the second, so that neither of the two gets in alone. Shown once.
/// </param>
[GenerateSerializer, Immutable, Alias("pbdd.AccountStepResult")]
public sealed record AccountStepResult([property: Id(0)] AccountStepStatus Status, [property: Id(1)] string Code)
{
    /// <summary>Says what it came to, and no code.</summary>
    public override string ToString() => $"{Status}";
}

/// <summary>The outcomes of a step on another's account.</summary>
[GenerateSerializer, Alias("pbdd.AccountStepStatus")]
public enum AccountStepStatus
{
    /// <summary>It is asked for; a second organiser agrees within the hour, or whoever runs the machine.</summary>
    Asked,

    /// <summary>It is done: the person is removed, or can set a new password within the hour.</summary>
    Done,

    /// <summary>There is no such organiser.</summary>
    Unknown,

    /// <summary>Whoever asks or agrees is not confirmed.</summary>
    NotConfirmedYourself,

    /// <summary>It is one's own account.</summary>
    Yourself,

    /// <summary>Nobody has asked for it within the hour, or whoever agrees is who asked.</summary>
    NotAsked,

    /// <summary>The service's log shows a code now.</summary>
    CodeShown,

    /// <summary>The code is wrong, older than ten minutes, or another was asked for since.</summary>
    CodeRefused,
}

/// <summary>Sets a new password with the two codes of a recovery.</summary>
/// <param name="Link">The code of the link that the second person handed over.</param>
/// <param name="Spoken">The code that the first person told.</param>
/// <param name="Password">The new password.</param>
[GenerateSerializer, Immutable, Alias("pbdd.Recover")]
public sealed record Recover([property: Id(0)] string Link, [property: Id(1)] string Spoken, [property: Id(2)] string Password)
{
    /// <summary>The name of the service's address, which no password may lean on; empty where it is not known.</summary>
    [Id(3)]
    public string Site { get; init; } = "";

    /// <summary>Says nothing of what was typed.</summary>
    public override string ToString() => "recovery (hidden)";
}

/// <summary>What setting a new password came to.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Organiser">The organiser where it worked.</param>
[GenerateSerializer, Immutable, Alias("pbdd.RecoverResult")]
public sealed record RecoverResult([property: Id(0)] RecoverStatus Status, [property: Id(1)] OrganiserView? Organiser);

/// <summary>The outcomes of setting a new password.</summary>
[GenerateSerializer, Alias("pbdd.RecoverStatus")]
public enum RecoverStatus
{
    /// <summary>A code is wrong, was used or is older than an hour, or ten wrong ones were tried.</summary>
    Refused,

    /// <summary>The new password holds.</summary>
    Recovered,

    /// <summary>The password has fewer than 12 characters.</summary>
    TooShort,

    /// <summary>The password is easy to guess.</summary>
    TooCommon,
}

/// <summary>An account that was recovered.</summary>
/// <param name="Organiser">Whose.</param>
/// <param name="By">The organiser who asked for it.</param>
/// <param name="SecondBy">The organiser who agreed; empty for whoever runs the machine.</param>
/// <param name="At">When the new password was set.</param>
[GenerateSerializer, Immutable, Alias("pbdd.Recovery")]
public sealed record Recovery(
    [property: Id(0)] string Organiser,
    [property: Id(1)] string By,
    [property: Id(2)] string SecondBy,
    [property: Id(3)] DateTimeOffset At);

/// <summary>An organiser's passkey. Source: Web Authentication Level 3, "credential record".</summary>
/// <param name="Id">The credential's id.</param>
/// <param name="Organiser">Whose it is.</param>
/// <param name="PublicKey">The public key, COSE.</param>
/// <param name="SignCount">The authenticator's count of signatures; 0 where it keeps none.</param>
/// <param name="BackupEligible">Whether it may be copied to the person's other devices.</param>
/// <param name="BackedUp">Whether it was.</param>
/// <param name="Added">When it was added.</param>
/// <param name="Device">The browser it was added on, for example <c>Chrome/Android</c>.</param>
[GenerateSerializer, Immutable, Alias("pbdd.Passkey")]
public sealed record Passkey(
    [property: Id(0)] byte[] Id,
    [property: Id(1)] string Organiser,
    [property: Id(2)] byte[] PublicKey,
    [property: Id(3)] uint SignCount,
    [property: Id(4)] bool BackupEligible,
    [property: Id(5)] bool BackedUp,
    [property: Id(6)] DateTimeOffset Added,
    [property: Id(7)] string Device)
{
    /// <summary>The most passkeys of an organiser.</summary>
    public const int Most = 10;
}
