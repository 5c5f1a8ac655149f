using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Verifier.Following;

namespace PbDecisionDay.Verifier.Commands.Following;

/// <summary>Where the key of a log that is followed or served comes from.</summary>
internal static class FirstLook
{
    /// <summary>Sees that the folder keeps a key: the one given, the one kept before, or at a first look the one on the day's own page.</summary>
    /// <param name="site">The day's site, or null where only a given or kept key will do.</param>
    /// <returns>Null, or why there is none.</returns>
    public static async Task<string?> NoKeyAsync(KeptLog kept, LogSite? site, string? given, CancellationToken cancellation)
    {
        (string Name, LogPublicKey Key)? read = null;
        if (given is not null && !KeyInput.TryRead(given, out read, out string? problem))
            return $"--key: {problem}";
        if (kept.Key is not null)
            return read is { } other && !other.Key.Equals(kept.Key) ? "--key is another key than the one kept in the folder" : null;
        if (read is { } key)
        {
            kept.Keep(key.Name, key.Key);
            return null;
        }
        if (site is null)
            return "nothing was kept there: give the log's key with --key, or the day's address";
        try
        {
            if (await site.ShownKeyAsync(cancellation) is not { } shown)
                return "the day's page shows no key of its log: wait until the day is published, or give the key with --key";
            kept.Keep(shown.Name, shown.Key);
            Out.Line($"First look: the key is the one on the day's page. Compare its fingerprint with the one {site.Address.Fingerprint}: {shown.Key}");
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || e is TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return $"the site cannot be asked for its key: {e.Message}. Try again, or give the key with --key";
        }
    }
}
