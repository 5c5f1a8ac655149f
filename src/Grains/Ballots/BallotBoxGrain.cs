using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// A ballot box. Requests interleave: each prepares its command off the turn and then waits in the writer's queue, which alone
/// decides and writes; what is read between is the committed state. Its stream is its log.
/// </summary>
[Reentrant]
internal sealed class BallotBoxGrain(
    IJournal journal, IDayFiles files, IKeyCabinet cabinet, RefusedBoxes refused, ILogger<BallotBoxGrain> logger) : Grain, IBallotBoxGrain
{
    private static readonly TimeSpan CheckpointEvery = TimeSpan.FromSeconds(60);

    private readonly BoxState _state = new();
    private LogNotes _notes = null!;
    private BoxQueries _queries = null!;
    private Parts? _box;
    private bool _renewing;

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

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_box is not null)
            await _box.Counting.EndAsync(cancellationToken);
        // An idle box leaves nothing unsigned behind.
        if (_box is { Writer.Failed: false })
            await _box.Checkpoints.SignDueAsync();
        _box?.Keys.Dispose();
    }

    public async Task<BoxResult> SetUpAsync(SetUpBox command, CancellationToken cancellationToken)
    {
        if (!LogOrigin.IsValid(command.Origin))
            return BoxResult.Invalid;
        if (_notes.IsSetUp)
            return _notes.Origin == command.Origin && _notes.Rehearsal == command.Rehearsal ? BoxResult.AlreadyDone : BoxResult.Conflict;
        var (day, log) = BoxKey.Parts(Key);
        try
        {
            var keys = await cabinet.MakeAsync(day, log, cancellationToken);
            using var key = LogKey.ImportPkcs8(keys.LogKey.Span);
            await _notes.SetUpAsync(command, key.Public.VerifierKey(command.Origin), Digest.Sha256(keys.OpeningsKey.Span).ToString());
        }
        catch (Exception failure) when (OutcomeUnknown.IsOutage(failure))
        {
            logger.NotSetUp(failure, Key);
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
            : await DoAsync(round => BoxDecision.AddBatch(round, read.Entry, read.Cards));
    }

    public async Task<BoxResult> OpenAsync(OpenBox command, CancellationToken cancellationToken)
    {
        if (!BoxReplay.CanRead(command))
            return BoxResult.Invalid;
        if (_box is null || _renewing)
            return _renewing ? BoxResult.Unavailable : BoxResult.WrongPhase;
        if (_state.Frozen is null && _box.Keys.Cipher is null)
            return BoxResult.WrongPhase;
        var openings = _state.Frozen is null ? await Task.Run(() => _box.Keys.OpeningsFingerprint(BoxKey.MainOrigin(Key, _notes.Origin)), cancellationToken) : default;
        return await DoAndCoverAsync(round => _renewing ? new(BoxResult.Unavailable) : BoxDecision.Open(round, command, openings));
    }

    public Task<BoxResult> ActivateAsync(string batch, CancellationToken cancellationToken) =>
        DoAsync(round => BoxDecision.Activate(round, batch));

    public Task<IssueResult> IssueAsync(string shortNumber, CancellationToken cancellationToken)
    {
        if (_box is null)
            return Task.FromResult(IssueResult.WrongPhase);
        if (!ShortNumber.TryRead(shortNumber, out var number, out _))
            return Task.FromResult(IssueResult.Unknown);
        return _box.Writer.DoAsync<IssueResult>(round =>
        {
            var card = round.Find(number!);
            var result = BoxDecision.Issue(round, card);
            if (result == IssueResult.Issued)
                round.Issue(card!.Number);
            return () => result;
        }, IssueResult.Unavailable);
    }

    public Task<CastResult> CastAsync(CastBallot command, CancellationToken cancellationToken) =>
        _box?.Casting.CastAsync(command, cancellationToken) ?? Task.FromResult(CastResult.Refused(CastStatus.NotOpen));

    public Task<CastResult> SurrenderAsync(SurrenderCard command, CancellationToken cancellationToken) =>
        _box?.Casting.SurrenderAsync(command) ?? Task.FromResult(CastResult.Refused(CastStatus.NotOpen));

    public Task<ChallengeResult> ChallengeAsync(ChallengeCard command, CancellationToken cancellationToken) =>
        _box?.Casting.ChallengeAsync(command, cancellationToken) ?? Task.FromResult(ChallengeResult.Refused(CastStatus.NotOpen));

    public Task<BoxResult> VoidAsync(VoidCard command, CancellationToken cancellationToken) =>
        ShortNumber.TryRead(command.ShortNumber, out var number, out _)
            ? DoAsync(round => BoxDecision.Void(round, round.Find(number!), command.Reason))
            : Task.FromResult(BoxResult.Unknown);

    public Task<BoxResult> PauseAsync(CancellationToken cancellationToken) => DoAsync(BoxDecision.Pause);

    public Task<BoxResult> ResumeAsync(CancellationToken cancellationToken) => DoAsync(BoxDecision.Resume);

    public Task<BoxResult> CloseAsync(long? checkedIn, CancellationToken cancellationToken) => DoAndCoverAsync(round =>
        BoxDecision.Close(round, CountOf(round, checkedIn), Manifest.Of(round.UsableCards).Root));

    public Task<BoxResult> RecordCountAsync(long? checkedIn, CancellationToken cancellationToken) =>
        DoAsync(round => BoxDecision.RecordCount(round, CountOf(round, checkedIn)));

    public Task<BoxResult> RecordStationAsync(RecordStation command, CancellationToken cancellationToken) =>
        DoAsync(round => BoxDecision.RecordStation(round, new StationEntry(
            Digest.Sha256(Encoding.UTF8.GetBytes(command.Station)), command.Role, command.Paired ? StationChange.Paired : StationChange.Revoked)));

    public Task<BoxResult> EnterPaperBallotAsync(EnterPaperBallot command, CancellationToken cancellationToken) =>
        _box?.Counting.EnterPaperBallotAsync(command, cancellationToken) ?? Task.FromResult(BoxResult.WrongPhase);

    public Task<CountAnswer> CountAsync(BallotFacts facts, CancellationToken cancellationToken) =>
        _box?.Counting.CountAsync(facts, cancellationToken) ?? Task.FromResult(new CountAnswer(BoxResult.WrongPhase, ""));

    public Task<BoxResult> RecordDiceAsync(string digits, CancellationToken cancellationToken) =>
        _box?.Counting.RecordDiceAsync(digits, cancellationToken) ?? Task.FromResult(BoxResult.WrongPhase);

    public Task<BoxResult> RecordResultAsync(string resultText, CancellationToken cancellationToken) =>
        _box?.Counting.RecordResultAsync(resultText, cancellationToken) ?? Task.FromResult(BoxResult.WrongPhase);

    public Task<BoxResult> RecordErasureAsync(ErasedThing what, CancellationToken cancellationToken) =>
        EndOpeningsAfterAsync(DoAsync(round => BoxDecision.RecordErasure(round, new ErasureEntry(what))));

    public async Task<BoxResult> RecordReleaseAsync(ReleasedTo to, CancellationToken cancellationToken) =>
        await DoAndCoverAsync(round => BoxDecision.RecordRelease(round, new ReleaseEntry(to)));

    public Task<BoxResult> RecordPagesAsync(string pages, CancellationToken cancellationToken) =>
        DoAsync(round => BoxDecision.RecordPages(round, pages));

    public async Task<BoxResult> RenewOpeningsKeyAsync(CancellationToken cancellationToken)
    {
        // Asked in the queue, and until this activation is over the box does not open: an opening names the key.
        if (_box is null || _renewing)
            return _renewing ? BoxResult.Unavailable : BoxResult.WrongPhase;
        _renewing = true;
        var allowed = await _box.Writer.DoAsync(round => new(round.Phase == BoxPhase.BeforeOpening ? BoxResult.Done : BoxResult.WrongPhase));
        if (allowed != BoxResult.Done)
        {
            _renewing = false;
            return allowed;
        }
        var (day, _) = BoxKey.Parts(Key);
        try
        {
            // The new key stands beside the old one until it is written which of them is the day's.
            var key = await cabinet.MakeOpeningsKeyAsync(day, cancellationToken);
            var sha256 = Digest.Sha256(key.Span);
            await _notes.RenewOpeningsKeyAsync(sha256);
            await cabinet.TakeOpeningsKeyAsync(day, sha256, CancellationToken.None);
        }
        catch (Exception failure) when (OutcomeUnknown.IsOutage(failure))
        {
            logger.NotSetUp(failure, Key);
            return BoxResult.Unavailable;
        }
        finally
        {
            DeactivateOnIdle();
        }
        return BoxResult.Done;
    }

    public Task<OpenBox> GetFrozenAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_state.Frozen ?? new OpenBox("", ""));

    public Task<ImmutableArray<byte>> GetStepSeedAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<byte>>([.. _box?.Keys.StepSeed() ?? []]);

    public Task<ImmutableArray<CountedBallots>> GetPublishedAsync(CancellationToken cancellationToken) => Task.Run(async () =>
        _state is { Milestones: { Mix: { } mix, Result: not null }, Paper: { } paper, Rules: { } rules }
            ? await PublishedBallots.ReadAsync(files, Key, mix.Ballots, paper, rules.Form, cancellationToken)
            : [], cancellationToken);

    public Task<CardStanding> GetCardAsync(string card, CancellationToken cancellationToken) => Task.FromResult(_queries.Card(card));

    public Task<BoxStatus> GetStatusAsync(CancellationToken cancellationToken) => Task.FromResult(_queries.Status());

    public Task<CountedPage> ReadCountedAsync(long fromIndex, CancellationToken cancellationToken) => Task.FromResult(_queries.Counted(fromIndex));

    public Task<InclusionAnswer> ProveInclusionAsync(string leafHash, CancellationToken cancellationToken) =>
        Task.FromResult(_queries.Inclusion(leafHash));

    public Task<string> GetCheckpointAsync(CancellationToken cancellationToken) => Task.FromResult(_notes.Checkpoint);

    public Task<ImmutableArray<byte>> ReadTileAsync(string path, CancellationToken cancellationToken) => _queries.TileAsync(path, cancellationToken);

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _notes = new LogNotes(journal, cabinet, Key);
        _queries = new BoxQueries(journal, Stream, _state, _notes);
        await _notes.ReadAsync(cancellationToken);
        if (!_notes.IsSetUp)
            return;
        var (day, log) = BoxKey.Parts(Key);
        var read = await cabinet.ReadAsync(day, log, cancellationToken);
        // A making of the key that was cut off after it was written down is finished.
        if (!read.OpeningsDestroyed && !LogKeys.IsOpeningsKey(read, _notes)
            && Digest.TryParse(_notes.OpeningsKeyHash, out var expected)
            && await cabinet.TakeOpeningsKeyAsync(day, expected, cancellationToken))
            read = await cabinet.ReadAsync(day, log, cancellationToken);
        var keys = LogKeys.Check(read, _notes);
        _box = Assemble(keys);
        await BoxReplay.ReadAsync(journal, Stream, _notes, keys.Cipher, _state, cancellationToken);
        if (keys.Cipher is null && log == BoxKey.MainLog && !_state.Milestones.OpeningsOver)
            throw new KeyUnavailableException(
                $"The openings key of {_notes.Origin} was destroyed, and its log says that it is still needed. Give two shares on the console to put it back.");
        await EndOpeningsAsync();
        this.RegisterGrainTimer(_ => _box.Checkpoints.SignDueAsync(), new GrainTimerCreationOptions(CheckpointEvery, CheckpointEvery));
    }

    private Parts Assemble(LogKeys keys)
    {
        var signer = new LogSigner(keys.Signing, _notes.Origin);
        var writer = new BoxWriter(journal, Stream, _state, signer, DeactivateOnIdle, logger);
        var log = new StoredLog(journal, Stream, _notes.Origin, keys);
        var checkpoints = new BoxCheckpoints(Key, _notes, keys.Signing, _state, DeactivateOnIdle, logger);
        return new Parts(
            keys, writer, checkpoints,
            new BoxCasting(Key, _state, writer, log, signer, logger),
            new BoxCounting(Key, files, _state, writer, log, checkpoints, EndOpeningsAsync, logger));
    }

    /// <summary>Destroys the service's copy of the openings key once the log says that it is over. What fails is done at the next start.</summary>
    public async Task EndOpeningsAsync()
    {
        if (_box is not { Keys.Cipher: not null } box || !_state.Milestones.OpeningsOver || BoxKey.Parts(Key) is not (var day, BoxKey.MainLog))
            return;
        try
        {
            await cabinet.DestroyOpeningsKeyAsync(day, CancellationToken.None);
            box.Keys.ForgetOpenings();
        }
        catch (KeyUnavailableException failure)
        {
            logger.KeyNotDestroyed(failure, Key);
        }
    }

    private async Task<BoxResult> EndOpeningsAfterAsync(Task<BoxResult> written)
    {
        var result = await written;
        await EndOpeningsAsync();
        return result;
    }

    private Task<BoxResult> DoAsync(Func<PendingRound, BoxVerdict> decide) =>
        _box?.Writer.DoAsync(decide) ?? Task.FromResult(BoxResult.WrongPhase);

    private async Task<BoxResult> DoAndCoverAsync(Func<PendingRound, BoxVerdict> decide) =>
        _box is null ? BoxResult.WrongPhase : await _box.Checkpoints.CoverAsync(await _box.Writer.DoAsync(decide));

    private static CountEntry CountOf(PendingRound round, long? checkedIn) =>
        new((int)(checkedIn ?? round.Counts.Issued), round.Counts.Issued);

    /// <summary>The collaborators of a box that is set up.</summary>
    private sealed record Parts(LogKeys Keys, BoxWriter Writer, BoxCheckpoints Checkpoints, BoxCasting Casting, BoxCounting Counting);
}
