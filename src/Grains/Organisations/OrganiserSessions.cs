using System.Collections.Immutable;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>The sessions of an organisation's organisers: rows of the register's database, found by the hash of what opens them.</summary>
internal sealed class OrganiserSessions(IOrganiserStore store, string organisation, TimeProvider time)
{
    private const int SecretSymbols = 52; // 260 bits.
    private const int IdSymbols = 16;
    private const int LongestDevice = 40;
    private readonly Dictionary<string, SessionRow> open = new(StringComparer.Ordinal);

    /// <summary>Reads what is stored.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        foreach (var row in await store.ReadSessionsAsync(organisation, cancellationToken)) open[KeyOf(row)] = row;
    }

    /// <summary>Begins a session.</summary>
    public async Task<NewSession> BeginAsync(string organiser, string device, CancellationToken cancellationToken)
    {
        await EndAsync(row => IsOver(row), cancellationToken);
        var now = time.GetUtcNow();
        var secret = SecretCode.New(SecretSymbols);
        var row = new SessionRow(
            SecretCode.New(IdSymbols), organiser, SecretCode.Hash(secret), now, HourOf(now), device.Length <= LongestDevice ? device : "");
        await store.BeginSessionAsync(organisation, row, cancellationToken);
        open[KeyOf(row)] = row;
        return new NewSession(row.Id, secret, now + NewSession.Longest);
    }

    /// <summary>The session that a secret opens; <c>null</c> where it opens none.</summary>
    public async Task<SessionRow?> UseAsync(string secret, CancellationToken cancellationToken)
    {
        var key = SecretCode.HashText(secret);
        if (!open.TryGetValue(key, out var row) || IsOver(row)) return null;
        var hour = HourOf(time.GetUtcNow());
        if (row.Used == hour) return row;
        await store.UseSessionAsync(organisation, row.Id, hour, cancellationToken);
        // It may have ended meanwhile.
        return open.ContainsKey(key) ? open[key] = row with { Used = hour } : null;
    }

    /// <summary>Whether a session of an organiser is open.</summary>
    public bool IsOpen(string organiser, string id) => open.Values.Any(row => Is(row.Organiser, organiser) && Is(row.Id, id) && !IsOver(row));

    /// <summary>An organiser's sessions, the newest first.</summary>
    public ImmutableArray<SessionView> Of(string organiser) =>
        [.. open.Values.Where(row => Is(row.Organiser, organiser) && !IsOver(row))
            .OrderByDescending(row => row.Began).ThenBy(row => row.Id, StringComparer.Ordinal)
            .Select(row => new SessionView(row.Id, row.Began, row.Used, row.Device))];

    /// <summary>Ends those sessions for which a condition holds.</summary>
    public async Task EndAsync(Func<SessionRow, bool> ends, CancellationToken cancellationToken)
    {
        var ended = open.Values.Where(ends).ToArray();
        if (ended.Length == 0) return;
        await store.EndSessionsAsync(organisation, [.. ended.Select(row => row.Id)], cancellationToken);
        foreach (var row in ended) open.Remove(KeyOf(row));
    }

    private bool IsOver(SessionRow row) => time.GetUtcNow() >= row.Began + NewSession.Longest;

    private static string KeyOf(SessionRow row) => Convert.ToBase64String(row.SecretHash.Span);

    private static DateTimeOffset HourOf(DateTimeOffset at) => new(at.Year, at.Month, at.Day, at.Hour, 0, 0, at.Offset);

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
