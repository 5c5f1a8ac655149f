using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>
/// Looks at passwords, or says how long to wait first. Known browsers and sessions have a lane of their own, so that no crowd of strangers stands before
/// them. It is used on one grain's turns alone.
/// </summary>
internal sealed class PasswordDesk(TimeProvider time)
{
    // One core's worth for strangers at most: the rest of the service goes on.
    private readonly HashLane strangers = new(atOnce: 1, mostWaiting: 64);
    private readonly HashLane known = new(atOnce: 2, mostWaiting: int.MaxValue);
    private readonly PasswordTries tries = new(time);
    private readonly WaitTickets tickets = new(time);

    /// <summary>Looks at what somebody typed who is not signed in.</summary>
    /// <param name="tried">What they typed.</param>
    /// <param name="name">The name as names are compared.</param>
    /// <param name="row">Whose name it is; <c>null</c> for nobody's.</param>
    public async Task<DeskAnswer> LookAsync(PasswordTry tried, string name, OrganiserRow? row)
    {
        var hash = row?.PasswordHash ?? "";
        if (DeviceOf(tried, row) is { } device && tries.TryAsKnown(device))
        {
            var seen = await known.DoAsync(() => Passwords.Look(hash, tried.Password));
            if (seen is null) return new DeskAnswer(SignInStatus.Busy);
            if (seen.Right) tries.KnownWasRight(device);
            return new DeskAnswer(seen.Right ? SignInStatus.Right : SignInStatus.Refused) { Anew = seen.Anew };
        }

        var left = tried.Ticket.Length == 0 ? null : tickets.Left(name, tried.Ticket);
        if (left > TimeSpan.Zero) return new DeskAnswer(SignInStatus.Wait) { Wait = left.Value, Ticket = tried.Ticket };
        if (left is not null)
        {
            tickets.Use(tried.Ticket);
            tries.CountWaited(name);
        }
        else if (tries.TryAsStranger(name) is { Ticks: > 0 } wait) return new DeskAnswer(SignInStatus.Wait) { Wait = wait, Ticket = tickets.Make(name, wait) };

        var look = await strangers.DoAsync(() => Passwords.Look(hash, tried.Password));
        if (look is not { Right: false }) tries.TakeBack(name);
        return look is null
            ? new DeskAnswer(SignInStatus.Busy) { Ticket = left is null ? "" : tickets.Make(name, TimeSpan.Zero) }
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

    /// <summary>What to come back with.</summary>
    public string Ticket { get; init; } = "";
}
