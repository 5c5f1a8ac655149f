using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>The checkpoints of a box: signed one after another over the committed log, and shown once they are stored.</summary>
/// <param name="broken">Called when a checkpoint could not be stored.</param>
internal sealed class BoxCheckpoints(string box, LogNotes notes, LogKey key, BoxState state, Action broken, ILogger logger)
{
    private Task _last = Task.CompletedTask;
    private Action _signed = () => { };

    /// <summary>Signs what is not covered yet, once the box has opened.</summary>
    public Task SignDueAsync() => state.Phase == BoxPhase.BeforeOpening ? Task.CompletedTask : SignAsync();

    /// <summary>The answer to opening, closing and the count's steps, which is given with a checkpoint over them only.</summary>
    public async Task<BoxResult> CoverAsync(BoxResult result) =>
        result is BoxResult.Done or BoxResult.AlreadyDone && !await SignAsync() ? BoxResult.Unavailable : result;

    /// <summary>Writes another note of the log, in turn with the checkpoints.</summary>
    /// <returns>Whether it is stored.</returns>
    public Task<bool> AllotAsync(BatchAllotted batch) => InTurnAsync(() => notes.AllotAsync(batch));

    /// <summary>Writes who countersigns the checkpoints.</summary>
    /// <returns>Whether it is stored.</returns>
    public Task<bool> NameWitnessesAsync(ImmutableArray<NamedWitness> witnesses) => InTurnAsync(() => notes.NameWitnessesAsync(witnesses));

    /// <summary>Writes a witness's line.</summary>
    /// <returns>Whether it is stored.</returns>
    public Task<bool> CountersignAsync(SignedNote line, DateTimeOffset at) => InTurnAsync(() => notes.CountersignAsync(line, at));

    /// <summary>Called after each signing, whether anything was to be signed or not; it must not wait for anything.</summary>
    public void WhenSigned(Action signed) => _signed = signed;

    private async Task<bool> SignAsync()
    {
        var stored = await InTurnAsync(() => notes.SignAsync(key, state.Tree));
        if (stored)
            _signed();
        return stored;
    }

    private async Task<bool> InTurnAsync(Func<Task> write)
    {
        var before = _last;
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _last = mine.Task;
        await before;
        try
        {
            await write();
            return true;
        }
        catch (Exception failure) when (failure is JournalUnavailableException or VersionConflictException or KeyUnavailableException)
        {
            logger.CheckpointNotStored(failure, box);
            broken();
            return false;
        }
        finally
        {
            mine.SetResult();
        }
    }
}
