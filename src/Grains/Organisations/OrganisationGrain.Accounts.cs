using System.Collections.Immutable;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>
/// Passwords and sessions. These calls run beside others, so whatever was read before a wait is looked at again after it.
/// </summary>
internal sealed partial class OrganisationGrain : IAccountsGrain
{
    private const string NotRight = "";
    private static readonly SignInResult SignInRefused = new(SignInStatus.Refused, null);

    /// <inheritdoc/>
    public async Task<SignInResult> SignInAsync(SignIn command, CancellationToken cancellationToken)
    {
        var (result, hash) = await LookAsync(command.Try, cancellationToken);
        if (result.Organiser is not { } organiser) return result;
        var session = await StoredAsync(() => sessions.BeginAsync(organiser.Id, command.Device, cancellationToken));
        if (HashOf(organiser.Id) == hash && IsPerson(organiser.Id)) return result with { Session = session };

        // The password was changed, or the person removed, while the session was written: it must not outlive that.
        await StoredAsync(() => sessions.EndAsync(row => row.Id == session.Id, CancellationToken.None));
        return SignInRefused;
    }

    /// <inheritdoc/>
    public async Task<OwnPasswordResult> CheckOwnPasswordAsync(string organiser, string session, string password, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var hash = HashOf(organiser);
        if (hash.Length == 0 || !sessions.IsOpen(organiser, session)) return OwnPasswordResult.Wrong;
        var result = await desk.LookOwnAsync(session, hash, password);
        return result == OwnPasswordResult.Right && !(HashOf(organiser) == hash && sessions.IsOpen(organiser, session)) ? OwnPasswordResult.Wrong : result;
    }

    /// <inheritdoc/>
    public async Task<ChangePasswordResult> ChangePasswordAsync(ChangePassword command, CancellationToken cancellationToken)
    {
        if (command.New.Length < JoinAsOrganiser.LeastPassword) return ChangePasswordResult.TooShort;
        if (organisers.TryGetValue(command.Organiser, out var row) && CommonPasswords.Holds(command.New, Near(row.Name, command.Site))) return ChangePasswordResult.TooCommon;
        var before = HashOf(command.Organiser);
        switch (await CheckOwnPasswordAsync(command.Organiser, command.Session, command.Current, cancellationToken))
        {
            case OwnPasswordResult.Wrong: return ChangePasswordResult.CurrentWrong;
            case OwnPasswordResult.Wait: return ChangePasswordResult.Wait;
            default: break;
        }

        var hash = await desk.HashAsync(command.New);
        // The others end before the password changes, so that a crash in between leaves none open, and after it, for one that began meanwhile.
        await EndOtherSessionsAsync(command.Organiser, command.Session, cancellationToken);
        var changed = await ChangeAsync(command.Organiser, now => now.PasswordHash == before ? now with { PasswordHash = hash } : null, cancellationToken);
        if (!changed) return ChangePasswordResult.CurrentWrong;
        await EndOtherSessionsAsync(command.Organiser, command.Session, CancellationToken.None);
        return ChangePasswordResult.Changed;
    }

    /// <inheritdoc/>
    public async Task<NewSession?> BeginSessionAsync(string organiser, string device, CancellationToken cancellationToken) =>
        IsPerson(organiser) ? await StoredAsync(() => sessions.BeginAsync(organiser, device, cancellationToken)) : null;

    /// <inheritdoc/>
    public async Task<OpenSession?> CheckSessionAsync(string secret, CancellationToken cancellationToken) =>
        await StoredAsync(() => sessions.UseAsync(secret, cancellationToken)) is { } session && IsPerson(session.Organiser)
            ? new OpenSession(View(organisers[session.Organiser]), session.Id)
            : null;

    /// <inheritdoc/>
    public Task<ImmutableArray<SessionView>> ListSessionsAsync(string organiser, CancellationToken cancellationToken) => Task.FromResult(sessions.Of(organiser));

    /// <inheritdoc/>
    public Task EndSessionAsync(string organiser, string session, CancellationToken cancellationToken) =>
        StoredAsync(() => sessions.EndAsync(row => row.Organiser == organiser && row.Id == session, cancellationToken));

    /// <inheritdoc/>
    public Task EndOtherSessionsAsync(string organiser, string kept, CancellationToken cancellationToken) =>
        StoredAsync(() => sessions.EndAsync(row => row.Organiser == organiser && row.Id != kept, cancellationToken));

    /// <summary>Looks at a name and a password; the hash is the one that was right, made anew where it was old.</summary>
    private async Task<(SignInResult Result, string Hash)> LookAsync(PasswordTry tried, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var name = tried.Name.Trim().Normalize();
        // Whatever is longer is nobody's name, and is remembered by its beginning.
        if (name.Length > LongestName) name = name[..LongestName];
        var row = Named(name);
        var answer = await desk.LookAsync(tried, name, row, cancellationToken);
        if (answer.Status != SignInStatus.Right) return (new SignInResult(answer.Status, null) { Wait = answer.Wait }, NotRight);
        var hash = row!.PasswordHash;
        if (HashOf(row.Id) != hash) return (SignInRefused, NotRight);
        if (answer.Anew is { } anew && await ChangeAsync(row.Id, now => now.PasswordHash == hash ? now with { PasswordHash = anew } : null, cancellationToken)) hash = anew;
        return organisers.TryGetValue(row.Id, out var known) ? (new SignInResult(SignInStatus.Right, View(known)), hash) : (SignInRefused, NotRight);
    }

    private string HashOf(string organiser) => organisers.TryGetValue(organiser, out var row) ? row.PasswordHash : "";

    /// <summary>Changes a row as it stands when its turn comes; calls that run beside each other would else write over one another.</summary>
    /// <returns>Whether there was such a row and the change wanted it.</returns>
    private async Task<bool> ChangeAsync(string organiser, Func<OrganiserRow, OrganiserRow?> change, CancellationToken cancellationToken)
    {
        await rows.WaitAsync(cancellationToken);
        try
        {
            if (!organisers.TryGetValue(organiser, out var row) || change(row) is not { } changed) return false;
            await SaveAsync(changed, cancellationToken);
            return true;
        }
        finally
        {
            rows.Release();
        }
    }

    /// <summary>Writes to the store. Whether a failed write happened is unknown, so the next activation reads.</summary>
    private async Task<T> StoredAsync<T>(Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (RegisterUnavailableException)
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task StoredAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (RegisterUnavailableException)
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
