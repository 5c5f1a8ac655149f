using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Grains.Days;

/// <summary>The sealed copies of the openings key that organisers keep: the box makes one, the day writes down who keeps it.</summary>
internal sealed class KeyCopies(DayStream stream, DayBox box)
{
    /// <summary>Makes a copy.</summary>
    /// <returns>The day's answer, and the copy's text where it was made.</returns>
    public async Task<KeyCopyResult> MakeAsync(string passphrase, string by, CancellationToken cancellationToken)
    {
        if (DayDecision.Within(
            stream.State, by, DayPhase.Draft, DayPhase.Published, DayPhase.Open, DayPhase.Paused, DayPhase.Checking, DayPhase.Closed, DayPhase.Counted) is { } refusal)
            return None(refusal.Outcome);
        if (passphrase.Length < KeyCopy.ShortestPassphrase)
            return None(DayDecision.Invalid($"Choose a passphrase of at least {KeyCopy.ShortestPassphrase} characters.").Outcome);
        if (await box.SetUpAsync() is { Refusal: not DayRefusal.None } notSetUp) return None(notSetUp);

        var copy = await box.Grain.SealKeyCopyAsync(passphrase, cancellationToken);
        if (copy.Length == 0)
            return None(new DayOutcome(
                DayRefusal.Unavailable, "The openings key cannot be read from its place; look at the service's folder of keys, then ask again."));
        var outcome = stream.State.KeyKeepers.Contains(by, StringComparer.Ordinal)
            ? DayOutcome.Done
            : await stream.WriteDownAsync(new KeyCopyKept(by, stream.Now));
        return outcome.Refusal == DayRefusal.None ? new KeyCopyResult(outcome, copy) : None(outcome);
    }

    private static KeyCopyResult None(DayOutcome outcome) => new(outcome, "");
}
