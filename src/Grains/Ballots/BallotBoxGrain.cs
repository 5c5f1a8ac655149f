using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// A ballot box. Requests interleave: each prepares its command off the turn and then waits in the writer's queue, which alone
/// decides and writes; what is read between is the committed state. Its stream is its log.
/// </summary>
[Reentrant]
internal sealed partial class BallotBoxGrain(
    IJournal journal, IDayFiles files, IKeyCabinet cabinet, RefusedBoxes refused, ILogger<BallotBoxGrain> logger) : Grain, IBallotBoxGrain
{
    private const int ShortestPassphrase = 12;

    private const int Dice = 8;

    // A ballot that ranks hundreds of projects is padded no further: what it gives away is not worth the bytes of all the others.
    private const int LongestPadding = 4_096;

    private static readonly TimeSpan CheckpointEvery = TimeSpan.FromSeconds(60);

    private readonly BoxState state = new();
    private LogNotes notes = null!;
    private BoxTools? tools;

    private Task signing = Task.CompletedTask;

    private string Key => this.GetPrimaryKeyString();

    private string Stream => $"box/{Key}";

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        refused.ThrowIfJustRefused(Key);
        try
        {
            await StartAsync(cancellationToken);
            refused.Remove(Key);
        }
        catch (Exception reason) when (reason is KeyUnavailableException or LogRefusedException)
        {
            refused.Add(Key, reason);
            throw;
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        notes = new LogNotes(journal, cabinet, Key);
        await notes.ReadAsync(cancellationToken);
        if (!notes.IsSetUp)
            return;
        var (day, log) = BoxKey.Parts(Key);
        TakeTools(await cabinet.ReadAsync(day, log, cancellationToken));
        await BoxReplay.ReadAsync(journal, Stream, notes, tools!.Cipher, state, cancellationToken);
        this.RegisterGrainTimer(SignDueAsync, new GrainTimerCreationOptions(CheckpointEvery, CheckpointEvery));
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await publishing.EndAsync(cancellationToken);
        // An idle box leaves nothing unsigned behind.
        if (tools is { Writer.Failed: false })
            await SignDueAsync(cancellationToken);
        tools?.Key.Dispose();
    }

    public async Task<BoxResult> SetUpAsync(SetUpBox command, CancellationToken cancellationToken)
    {
        if (!LogOrigin.IsValid(command.Origin))
            return BoxResult.Invalid;
        if (notes.IsSetUp)
            return notes.Origin == command.Origin && notes.Rehearsal == command.Rehearsal ? BoxResult.AlreadyDone : BoxResult.Conflict;
        var (day, log) = BoxKey.Parts(Key);
        try
        {
            var keys = await cabinet.MakeAsync(day, log, cancellationToken);
            using var key = LogKey.ImportPkcs8(keys.LogKey.Span);
            await notes.SetUpAsync(command, key.Public.VerifierKey(command.Origin), Digest.Sha256(keys.OpeningsKey.Span).ToString());
        }
        catch (Exception failure) when (OutcomeUnknown.IsOutage(failure))
        {
            LogSetUpFailed(failure, Key);
            DeactivateOnIdle();
            return BoxResult.Unavailable;
        }
        // The next activation reads everything back from where it was written: what cannot be read is known now, not on the day.
        DeactivateOnIdle();
        return BoxResult.Done;
    }

    public async Task<BoxResult> AddBatchAsync(AddBatch command, CancellationToken cancellationToken)
    {
        var read = await Task.Run(() => BatchRequest.Read(command), cancellationToken);
        return read is null
            ? BoxResult.Invalid
            : await DoAsync(draft => BoxDecision.AddBatch(draft, read.Entry, read.Cards));
    }

    public async Task<BoxResult> OpenAsync(OpenBox command, CancellationToken cancellationToken)
    {
        if (!BoxReplay.CanRead(command))
            return BoxResult.Invalid;
        return await AndSignAsync(await DoAsync(_ => BoxDecision.Open(state, command)));
    }

    public Task<BoxResult> ActivateAsync(string batch, CancellationToken cancellationToken) =>
        DoAsync(draft => BoxDecision.Activate(draft, batch));

    public Task<IssueResult> IssueAsync(string shortNumber, CancellationToken cancellationToken)
    {
        if (tools is null)
            return Task.FromResult(IssueResult.WrongPhase);
        if (!ShortNumber.TryRead(shortNumber, out var number, out _))
            return Task.FromResult(IssueResult.Unknown);
        return tools.Writer.DoAsync<IssueResult>(draft =>
        {
            var card = CardBy(draft, number!);
            var result = BoxDecision.Issue(draft, card);
            if (result == IssueResult.Issued)
                draft.Mark(card!.Number);
            return () => result;
        }, IssueResult.Unavailable);
    }

    public Task<BoxResult> VoidAsync(VoidCard command, CancellationToken cancellationToken) =>
        ShortNumber.TryRead(command.ShortNumber, out var number, out _)
            ? DoAsync(draft => BoxDecision.Void(draft, CardBy(draft, number!), command.Reason))
            : Task.FromResult(BoxResult.Unknown);

    public Task<BoxResult> PauseAsync(CancellationToken cancellationToken) => DoAsync(BoxDecision.Pause);

    public Task<BoxResult> ResumeAsync(CancellationToken cancellationToken) => DoAsync(BoxDecision.Resume);

    public async Task<BoxResult> CloseAsync(long? checkedIn, CancellationToken cancellationToken) =>
        await AndSignAsync(await DoAsync(draft =>
            BoxDecision.Close(draft, CountOf(draft, checkedIn), Manifest.Of(draft.UsableCards()).Root)));

    public Task<BoxResult> RecordCountAsync(long? checkedIn, CancellationToken cancellationToken) =>
        DoAsync(draft => BoxDecision.RecordCount(draft, CountOf(draft, checkedIn)));

    public Task<BoxResult> RecordStationAsync(RecordStation command, CancellationToken cancellationToken) =>
        DoAsync(draft => BoxDecision.RecordStation(draft, new StationEntry(
            Digest.Sha256(Encoding.UTF8.GetBytes(command.Station)), command.Role, command.Paired ? StationChange.Paired : StationChange.Revoked)));

    public Task<BoxResult> RecordErasureAsync(ErasedThing what, CancellationToken cancellationToken) =>
        DoAsync(draft => BoxDecision.RecordErasure(draft, new ErasureEntry(what)));

    public async Task<string> SealKeyCopyAsync(string passphrase, CancellationToken cancellationToken)
    {
        if (tools is null || passphrase.Length < ShortestPassphrase)
            return "";
        var (day, log) = BoxKey.Parts(Key);
        BoxKeys keys;
        try
        {
            // From the disk, not from memory: what is copied is what would be needed.
            keys = await cabinet.ReadAsync(day, log, cancellationToken);
        }
        catch (KeyUnavailableException failure)
        {
            LogNoCopy(failure, Key);
            return "";
        }
        return await Task.Run(() => KeyCopy.Seal(KeyKind.Openings, notes.Origin, keys.OpeningsKey.Span, passphrase), cancellationToken);
    }

    private Task<BoxResult> DoAsync(Func<Draft, BoxVerdict> decide)
    {
        if (tools is null)
            return Task.FromResult(BoxResult.WrongPhase);
        return tools.Writer.DoAsync<BoxResult>(draft =>
        {
            var verdict = decide(draft);
            foreach (var record in verdict.Records)
                draft.Add(record);
            return () => verdict.Result;
        }, BoxResult.Unavailable);
    }

    /// <summary>Opening, closing and the result are answered only with a checkpoint over them.</summary>
    private async Task<BoxResult> AndSignAsync(BoxResult result) =>
        result is BoxResult.Done or BoxResult.AlreadyDone && !await SignAsync() ? BoxResult.Unavailable : result;

    private Task SignDueAsync(CancellationToken cancellationToken) =>
        state.Phase == BoxPhase.BeforeOpening ? Task.CompletedTask : SignAsync();

    private async Task<bool> SignAsync()
    {
        var turn = signing;
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        signing = mine.Task;
        await turn;
        try
        {
            await notes.SignAsync(tools!.Key, state.Tree);
            return true;
        }
        catch (Exception failure) when (OutcomeUnknown.IsOutage(failure))
        {
            LogCheckpointFailed(failure, Key);
            DeactivateOnIdle();
            return false;
        }
        finally
        {
            mine.SetResult();
        }
    }

    private void TakeTools(BoxKeys keys)
    {
        var key = LogKey.ImportPkcs8(keys.LogKey.Span);
        if (key.Public.VerifierKey(notes.Origin) != notes.VerifierKey)
            throw new KeyUnavailableException($"The signing key of the log {notes.Origin} is not the one it was set up with. Put the right key file back.");
        if (Digest.Sha256(keys.OpeningsKey.Span).ToString() != notes.OpeningsKeyHash)
            throw new KeyUnavailableException($"The openings key of the log {notes.Origin} is not the one it was set up with. Put the right key file back.");
        var signer = new LogSigner(key, notes.Origin);
        tools = new BoxTools(key, signer, keys.OpeningsKey, new BoxWriter(journal, Stream, state, signer, DeactivateOnIdle, logger));
    }

    private static CountEntry CountOf(Draft draft, long? checkedIn) => new((int)(checkedIn ?? draft.Issued), draft.Issued);

    private static Card? CardBy(Draft draft, ShortNumber number) => draft.FindByShortNumber(number) is { } card ? draft.Find(card) : null;

    /// <summary>What a box works with once it is set up.</summary>
    private sealed record BoxTools(LogKey Key, LogSigner Signer, ReadOnlyMemory<byte> OpeningsKey, BoxWriter Writer)
    {
        private OpeningCipher? padded;

        /// <summary>Opens what was sealed.</summary>
        public OpeningCipher Cipher { get; } = new(OpeningsKey.Span);

        /// <summary>Seals so that every ballot of the day is as long as the longest: a row's length tells nobody how many were chosen.</summary>
        public OpeningCipher PaddedCipher(FrozenRules rules, Paper paper) =>
            padded ??= new OpeningCipher(OpeningsKey.Span, Math.Min(rules.Form.LongestText(paper), LongestPadding));
    }

    [LoggerMessage(2002, LogLevel.Error, "The box {Box} could not be set up.")]
    private partial void LogSetUpFailed(Exception failure, string box);

    [LoggerMessage(2004, LogLevel.Error, "The openings key of the box {Box} could not be read back, so no copy was made.")]
    private partial void LogNoCopy(Exception failure, string box);

    [LoggerMessage(2003, LogLevel.Error, "A checkpoint of the box {Box} could not be stored, so it was not shown.")]
    private partial void LogCheckpointFailed(Exception failure, string box);
}
