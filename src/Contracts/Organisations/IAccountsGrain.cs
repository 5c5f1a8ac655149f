using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace PbDecisionDay.Contracts.Organisations;

/// <summary>
/// How the organisers of an organisation get in: passwords, passkeys, sessions and the tokens of programs. It is the organisation's own grain, under the same key. Work on passwords takes
/// a quarter of a second on purpose and never holds up another call.
/// </summary>
[Alias("pbdd.IAccountsGrain")]
public interface IAccountsGrain : IGrainWithStringKey
{
    /// <summary>Checks a name and password, and begins a session where they are right.</summary>
    [Alias("SignIn"), AlwaysInterleave]
    Task<SignInResult> SignInAsync(SignIn command, CancellationToken cancellationToken);

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

    /// <summary>Asks, as a confirmed organiser, that another is removed or let in again. Another has to agree within an hour.</summary>
    [Alias("AskAccountStep")]
    Task<AccountStepResult> AskStepAsync(AccountStep step, CancellationToken cancellationToken);

    /// <summary>Agrees, as a second confirmed organiser, to what one has asked for, and does it.</summary>
    [Alias("AgreeToAccountStep")]
    Task<AccountStepResult> AgreeToStepAsync(AccountStep step, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a code into the service's own log, which whoever runs the machine reads out in place of a second organiser. Good for ten minutes, for what
    /// this organiser has asked for.
    /// </summary>
    /// <returns><see cref="AccountStepStatus.CodeShown"/>, or why there is none.</returns>
    [Alias("ShowStepCode")]
    Task<AccountStepResult> ShowStepCodeAsync(AccountStep step, CancellationToken cancellationToken);

    /// <summary>Does what an organiser has asked for with the code from the service's log.</summary>
    [Alias("TakeStepByMachine")]
    Task<AccountStepResult> TakeStepByMachineAsync(AccountStep step, string code, CancellationToken cancellationToken);

    /// <summary>What was asked for within the hour and nobody has agreed to yet.</summary>
    [Alias("ListAskedSteps"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<AccountStep>> ListAskedStepsAsync(CancellationToken cancellationToken);

    /// <summary>Sets a new password with both codes of a recovery. All sessions, passkeys and tokens end.</summary>
    [Alias("Recover")]
    Task<RecoverResult> RecoverAsync(Recover command, CancellationToken cancellationToken);

    /// <summary>The accounts that were recovered, the oldest first. The statement of a day names those of its approvers.</summary>
    [Alias("ListRecoveries"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<Recovery>> ListRecoveriesAsync(CancellationToken cancellationToken);

    /// <summary>An organiser's passkeys, the newest first.</summary>
    [Alias("ListPasskeys"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<Passkey>> ListPasskeysAsync(string organiser, CancellationToken cancellationToken);

    /// <summary>The passkey of an id, whosever it is; <c>null</c> where there is none.</summary>
    [Alias("FindPasskey"), ReadOnly, AlwaysInterleave]
    Task<Passkey?> FindPasskeyAsync(byte[] id, CancellationToken cancellationToken);

    /// <summary>Keeps a passkey that the web has checked. An organiser has at most <see cref="Passkey.Most"/>.</summary>
    /// <returns>Whether it is kept; not where there is no such person, they have too many, or the id is known.</returns>
    [Alias("AddPasskey")]
    Task<bool> AddPasskeyAsync(Passkey passkey, CancellationToken cancellationToken);

    /// <summary>Forgets one of an organiser's passkeys; one that is not theirs stays.</summary>
    [Alias("RemovePasskey")]
    Task RemovePasskeyAsync(string organiser, byte[] id, CancellationToken cancellationToken);

    /// <summary>Begins a session with a passkey whose signature the web has checked.</summary>
    /// <param name="used">The passkey, with its count after the signature.</param>
    /// <param name="question">What was signed; each is answered once.</param>
    /// <param name="device">What the list of one's sessions calls the browser.</param>
    /// <param name="cancellationToken">Honoured before anything is written.</param>
    /// <returns><c>null</c> where the passkey is gone, its organiser is none any more, or the question was answered before.</returns>
    [Alias("SignInByPasskey")]
    Task<NewSession?> SignInByPasskeyAsync(Passkey used, string question, string device, CancellationToken cancellationToken);

    /// <summary>Uses a passkey in place of one's own password, for one step in one's session. The web has checked the signature, and that it is for this step.</summary>
    /// <param name="used">The passkey, with its count after the signature.</param>
    /// <param name="session">The id of the session in which the step is taken.</param>
    /// <param name="question">What was signed; each is answered once.</param>
    /// <param name="cancellationToken">Honoured before anything is written.</param>
    /// <returns>Not where the passkey is gone, the session is over, or the question was answered before.</returns>
    [Alias("UsePasskey")]
    Task<bool> UsePasskeyAsync(Passkey used, string session, string question, CancellationToken cancellationToken);

    /// <summary>Makes a token for a program, which is shown once.</summary>
    /// <returns>26 characters of Crockford base32; empty where there is no such person, or the command asks for what no token is.</returns>
    [Alias("MakeToken")]
    Task<string> MakeTokenAsync(MakeToken command, CancellationToken cancellationToken);

    /// <summary>The tokens of all programs that have not ended, the newest first.</summary>
    [Alias("ListTokens"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<TokenView>> ListTokensAsync(CancellationToken cancellationToken);

    /// <summary>Ends a token at once.</summary>
    [Alias("RevokeToken")]
    Task RevokeTokenAsync(string id, CancellationToken cancellationToken);

    /// <summary>Whose token this is; <c>null</c> if nobody's. Notes the hour of its use.</summary>
    [Alias("CheckToken"), AlwaysInterleave]
    Task<TokenHolder?> CheckTokenAsync(string token, CancellationToken cancellationToken);
}
