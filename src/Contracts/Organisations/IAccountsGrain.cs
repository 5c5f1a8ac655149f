using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace PbDecisionDay.Contracts.Organisations;

/// <summary>
/// How the organisers of an organisation get in: passwords and sessions. It is the organisation's own grain, under the same key. Work on passwords takes
/// a quarter of a second on purpose and never holds up another call.
/// </summary>
[Alias("pbdd.IAccountsGrain")]
public interface IAccountsGrain : IGrainWithStringKey
{
    /// <summary>Checks a name and password, and begins a session where they are right.</summary>
    [Alias("SignIn"), AlwaysInterleave]
    Task<SignInResult> SignInAsync(SignIn command, CancellationToken cancellationToken);

    /// <summary>Checks a name and password typed on a page that somebody else is signed in on. It begins no session.</summary>
    [Alias("CheckPassword"), AlwaysInterleave]
    Task<SignInResult> CheckPasswordAsync(PasswordTry tried, CancellationToken cancellationToken);

    /// <summary>Checks the password of an organiser who is signed in. What strangers guess elsewhere never slows it: it has a count of its own.</summary>
    /// <param name="organiser">The organiser's id.</param>
    /// <param name="session">The id of the session in which they type it.</param>
    /// <param name="password">What they typed.</param>
    /// <param name="cancellationToken">Honoured before the password is looked at.</param>
    [Alias("CheckOwnPassword"), AlwaysInterleave]
    Task<OwnPasswordResult> CheckOwnPasswordAsync(string organiser, string session, string password, CancellationToken cancellationToken);

    /// <summary>Gives an organiser another password, and ends their other sessions.</summary>
    [Alias("ChangePassword"), AlwaysInterleave]
    Task<ChangePasswordResult> ChangePasswordAsync(ChangePassword command, CancellationToken cancellationToken);

    /// <summary>Begins a session of an organiser whom the web has let in otherwise, by an invitation.</summary>
    /// <returns><c>null</c> where there is no such person.</returns>
    [Alias("BeginSession")]
    Task<NewSession?> BeginSessionAsync(string organiser, string device, CancellationToken cancellationToken);

    /// <summary>Whose session this is; <c>null</c> where it is nobody's, ended or older than <see cref="NewSession.Longest"/>. Notes the hour of its use.</summary>
    [Alias("CheckSession"), AlwaysInterleave]
    Task<OpenSession?> CheckSessionAsync(string secret, CancellationToken cancellationToken);

    /// <summary>An organiser's sessions, the newest first.</summary>
    [Alias("ListSessions"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<SessionView>> ListSessionsAsync(string organiser, CancellationToken cancellationToken);

    /// <summary>Ends one of an organiser's sessions; one that is not theirs stays.</summary>
    [Alias("EndSession")]
    Task EndSessionAsync(string organiser, string session, CancellationToken cancellationToken);

    /// <summary>Ends all of an organiser's sessions but one.</summary>
    [Alias("EndOtherSessions")]
    Task EndOtherSessionsAsync(string organiser, string kept, CancellationToken cancellationToken);
}
