using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>The course of the openings key in a box: made anew before the opening, named at the opening, destroyed once the log needs it no more.</summary>
internal sealed class BoxOpeningsKey(
    string box, IKeyCabinet cabinet, LogNotes notes, BoxState state, BoxWriter writer, LogKeys keys, Action deactivate, ILogger logger)
{
    private bool _renewing;

    /// <summary>Opens the box under its public openings key.</summary>
    public async Task<BoxResult> OpenAsync(OpenBox command, CancellationToken cancellationToken)
    {
        if (state.Frozen is null && keys.Cipher is null)
            return BoxResult.WrongPhase;
        var openings = state.Frozen is null
            ? await Task.Run(() => keys.OpeningsFingerprint(BoxKey.MainOrigin(box, notes.Origin)), cancellationToken)
            : default;
        // Until a making anew is over, with this activation, nobody knows which key an opening would name.
        return await writer.DoAsync(round => _renewing ? new(BoxResult.Unavailable) : BoxDecision.Open(round, command, openings));
    }

    /// <summary>Makes the key anew. The next activation works with it.</summary>
    public async Task<BoxResult> RenewAsync(CancellationToken cancellationToken)
    {
        if (_renewing)
            return BoxResult.Unavailable;
        _renewing = true;
        // Asked in the queue, behind an opening that may wait there.
        var allowed = await writer.DoAsync(round => new(round.Phase == BoxPhase.BeforeOpening ? BoxResult.Done : BoxResult.WrongPhase));
        if (allowed != BoxResult.Done)
        {
            _renewing = false;
            return allowed;
        }
        var (day, _) = BoxKey.Parts(box);
        try
        {
            // The new key stands beside the old one until it is written which of them is the day's.
            var key = await cabinet.MakeOpeningsKeyAsync(day, cancellationToken);
            var sha256 = Digest.Sha256(key.Span);
            await notes.RenewOpeningsKeyAsync(sha256);
            await cabinet.TakeOpeningsKeyAsync(day, sha256, CancellationToken.None);
        }
        catch (Exception failure) when (OutcomeUnknown.IsOutage(failure))
        {
            logger.NotSetUp(failure, box);
            return BoxResult.Unavailable;
        }
        finally
        {
            deactivate();
        }
        return BoxResult.Done;
    }

    /// <summary>Destroys the service's copy once the log says that it is over. What fails is done at the next start.</summary>
    public async Task EndAsync()
    {
        if (keys.Cipher is null || !state.EndsOpenings || BoxKey.Parts(box) is not (var day, BoxKey.MainLog))
            return;
        try
        {
            await cabinet.DestroyOpeningsKeyAsync(day, CancellationToken.None);
            keys.ForgetOpenings();
        }
        catch (KeyUnavailableException failure)
        {
            logger.KeyNotDestroyed(failure, box);
        }
    }

    /// <summary>Does so after something was written.</summary>
    public async Task<BoxResult> EndAfterAsync(Task<BoxResult> written)
    {
        var result = await written;
        await EndAsync();
        return result;
    }

    /// <summary>
    /// Reads a log's keys, and finishes a making anew that was cut off after it was written down.
    /// </summary>
    /// <exception cref="KeyUnavailableException">A key is missing, or is another.</exception>
    public static async Task<LogKeys> ReadAsync(IKeyCabinet cabinet, string box, LogNotes notes, CancellationToken cancellationToken)
    {
        var (day, log) = BoxKey.Parts(box);
        var read = await cabinet.ReadAsync(day, log, cancellationToken);
        if (!read.OpeningsDestroyed && !LogKeys.IsOpeningsKey(read, notes) && Digest.TryParse(notes.OpeningsKeyHash, out var expected)
            && await cabinet.TakeOpeningsKeyAsync(day, expected, cancellationToken))
            read = await cabinet.ReadAsync(day, log, cancellationToken);
        return LogKeys.Check(read, notes);
    }

    /// <exception cref="KeyUnavailableException">The key was destroyed, and the log still needs it.</exception>
    public void ThrowIfDestroyedTooEarly()
    {
        if (keys.Cipher is null && BoxKey.Parts(box).Log == BoxKey.MainLog && !state.Milestones.OpeningsOver)
            throw new KeyUnavailableException(
                $"The openings key of {notes.Origin} was destroyed, and its log says that it is still needed. Give two shares on the console to put it back.");
    }
}
