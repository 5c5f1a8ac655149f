using PbDecisionDay.Ledger.Checkpoints;
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
            string note = await site.CheckpointAsync(cancellation);
            if (!SignedNote.TryParse(note, out SignedNote? parsed) || !Checkpoint.TryParse(parsed.Text, out Checkpoint? checkpoint))
                return "the site shows no checkpoint yet";
            if (await site.ShownKeyAsync(checkpoint.Origin, cancellation) is not { } shown)
                return $"the day's page shows no key of {checkpoint.Origin}: give it with --key";
            kept.Keep(checkpoint.Origin, shown);
            Out.Line($"First look: the key is the one on the day's page. Compare its fingerprint with the one printed on the cards: {shown}");
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || e is TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return $"the site cannot be asked for its key: {e.Message}. Try again, or give the key with --key";
        }
    }
}
