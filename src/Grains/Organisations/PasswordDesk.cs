using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>
/// Looks at passwords, or says how long to wait first. Known browsers and sessions have a lane of their own, so that no crowd of strangers stands before
/// them. It is used on one grain's turns alone.
/// </summary>
internal sealed class PasswordDesk(TimeProvider time, StrangersTurns turns, PasswordTries tries)
{
    // One core's worth for strangers at most: the rest of the service goes on.
    private readonly HashLane strangers = new(atOnce: 1, mostWaiting: 64);
    private readonly HashLane known = new(atOnce: 2, mostWaiting: int.MaxValue);

    /// <summary>Looks at what somebody typed who is not signed in; a stranger's try first waits for its turn, as long as <see cref="StrangersTurns.LongPause"/>.</summary>
    /// <param name="tried">What they typed.</param>
    /// <param name="name">The name as names are compared.</param>
    /// <param name="row">Whose name it is; <c>null</c> for nobody's.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<DeskAnswer> LookAsync(PasswordTry tried, string name, OrganiserRow? row, CancellationToken cancellationToken)
    {
        var hash = row?.PasswordHash ?? "";
        if (DeviceOf(tried, row) is { } device && tries.TryAsKnown(device))
        {
            var seen = await known.DoAsync(() => Passwords.Look(hash, tried.Password));
            if (seen is null) return new DeskAnswer(SignInStatus.Busy);
            if (seen.Right) tries.KnownWasRight(device);
            return new DeskAnswer(seen.Right ? SignInStatus.Right : SignInStatus.Refused) { Anew = seen.Anew };
        }

        var place = turns.Enter(name);
        if (!await IsCalledAsync(place, cancellationToken))
        {
            // Early enough to be there when the next place is drawn.
            var early = turns.Left(place) - StrangersTurns.LongPause;
            return new DeskAnswer(SignInStatus.Wait) { Wait = early > TimeSpan.Zero ? early : TimeSpan.Zero };
        }
        var look = await strangers.DoAsync(() => Passwords.Look(hash, tried.Password));
        if (look is not { Right: false }) turns.TakeBack(name);
        return look is null
            ? new DeskAnswer(SignInStatus.Busy)
            : new DeskAnswer(look.Right ? SignInStatus.Right : SignInStatus.Refused) { Anew = look.Anew };
    }

    /// <summary>Looks at what an organiser typed in their own session.</summary>
    public async Task<OwnPasswordResult> LookOwnAsync(string session, string hash, string password)
    {
        if (!tries.TryAsKnown(session)) return OwnPasswordResult.Wait;
        if (!await IsRightAsync(hash, password)) return OwnPasswordResult.Wrong;
        tries.KnownWasRight(session);
        return OwnPasswordResult.Right;
    }

    /// <summary>Whether a recovery's codes may be tried once more, which then counts.</summary>
    public bool MayTryRecovery(string link) => tries.TryAsKnown(link);

    /// <summary>Whether a password is the one that was hashed, for whoever has shown a secret already.</summary>
    public async Task<bool> IsRightAsync(string hash, string password) => (await known.DoAsync(() => Passwords.Look(hash, password)) ?? throw Overloaded).Right;

    /// <summary>Hashes a new password.</summary>
    public async Task<string> HashAsync(string password) => await known.DoAsync(() => Passwords.Hash(password)) ?? throw Overloaded;

    private static TimeoutException Overloaded => new("Passwords wait for ten seconds already.");

    /// <summary>Waits for a stranger's turn.</summary>
    /// <returns>Whether it came; not where another took the place, or the next draw is far off.</returns>
    private async Task<bool> IsCalledAsync(StrangersTurns.Place place, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + StrangersTurns.LongPause;
        try
        {
            while (place.State == StrangersTurns.PlaceState.Waits && turns.Left(place) is var left && time.GetUtcNow() + left <= until)
            {
                await Task.WhenAny(place.Ended, Task.Delay(left, time, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
                turns.Draw(place);
            }
        }
        finally
        {
            turns.Leave(place);
        }
        return place.State == StrangersTurns.PlaceState.Called;
    }

    private static string? DeviceOf(PasswordTry tried, OrganiserRow? row) =>
        row is null || tried.Devices.IsDefault ? null : tried.Devices.FirstOrDefault(device => string.Equals(device.Organiser, row.Id, StringComparison.Ordinal))?.Device;
}

/// <summary>What the desk says.</summary>
internal sealed record DeskAnswer(SignInStatus Status)
{
    /// <summary>The password's hash with today's rounds, where the old one has fewer.</summary>
    public string? Anew { get; init; }

    /// <summary>How long to wait.</summary>
    public TimeSpan Wait { get; init; }
}
