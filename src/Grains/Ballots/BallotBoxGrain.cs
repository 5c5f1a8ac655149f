// Every command of a box stands here, in the order of its contract, each a line or two: one list reads better than two halves.
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
    IJournal journal, IDayFiles files, IKeyCabinet cabinet, RefusedBoxes refused, StartedLogs started, WitnessCaller witnesses, TimeProvider time,
    ILogger<BallotBoxGrain> logger)
    : Grain, IBallotBoxGrain
{
    private static readonly TimeSpan CheckpointEvery = TimeSpan.FromSeconds(60);

    private BoxState _state = null!;
    private LogNotes _notes = null!;
    private BoxQueries _queries = null!;
    private Parts? _box;

    private string Key => this.GetPrimaryKeyString();

    private string Stream => $"box/{Key}";

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        refused.ThrowIfJustRefused(Key);
        _state = new BoxState(BoxKey.Parts(Key).Log);
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
        if (_box is not null)
            await _box.Witnesses.DisposeAsync();
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

    public Task<BoxResult> AnnounceLogAsync(string log, string verifierKey, CancellationToken cancellationToken) =>
        _state.IsMain && LogNames.IsOther(log) && LogPublicKey.TryParseVerifierKey(verifierKey, out var name, out var key) && name == LogNames.Origin(_notes.Origin, log)
            ? DoAndCoverAsync(round => BoxDecision.Announce(round, new AnnounceEntry(log, key.Fingerprint)))
            : Task.FromResult(BoxResult.Invalid);

    public async Task<BoxResult> AllotAsync(AddBatch command, CancellationToken cancellationToken)
    {
        if (_box is null || _state.Phase == BoxPhase.Closed)
            return BoxResult.WrongPhase;
        var read = await Task.Run(() => BatchRequest.Read(command), cancellationToken);
        if (_state.IsMain || read is null || read.Entry.Log != _state.Log)
            return BoxResult.Invalid;
        if (_state.FindBatch(command.Batch) is { } known)
            return known.Cards.SequenceEqual(read.Cards) ? BoxResult.AlreadyDone : BoxResult.Conflict;
        var note = new BatchAllotted(command.Batch, command.MadeByService, [.. read.Cards.Select(card => card.ToString())]);
        if (!await _box.Checkpoints.AllotAsync(note))
            return BoxResult.Unavailable;
        _state.Allot(AllottedBatch.Of(note, _state.Log));
        return BoxResult.Done;
    }

    public Task<BoxResult> JoinLogAsync(string log, CancellationToken cancellationToken) =>
        _box?.Counting.JoinLogAsync(log, cancellationToken) ?? Task.FromResult(BoxResult.WrongPhase);

    public Task<BoxResult> LeaveOutLogAsync(LeaveOutLog command, CancellationToken cancellationToken) =>
        LogNames.IsOther(command.Log) && command.Surrendered is >= 0 and <= 9_999_999
            ? DoAndCoverAsync(round => BoxDecision.LeaveOut(round, new MissingEntry(command.Log, command.Reason, command.Surrendered)))
            : Task.FromResult(BoxResult.Invalid);

    public Task<string> FindLogAsync(string card, CancellationToken cancellationToken) => Task.FromResult(_queries.LogOf(card));

    public Task<BoxResult> SpoilAsync(string batch, CancellationToken cancellationToken) =>
        DoAsync(round => BoxDecision.Spoil(round, batch));

    public async Task<BoxResult> OpenAsync(OpenBox command, CancellationToken cancellationToken) =>
        !BoxReplay.CanRead(command) ? BoxResult.Invalid
        : _box is not { } box ? BoxResult.WrongPhase
        : await box.Checkpoints.CoverAsync(await box.OpeningsKey.OpenAsync(command, cancellationToken));

    public Task<BoxResult> ActivateAsync(string batch, CancellationToken cancellationToken) =>
        DoAsync(round => BoxDecision.Activate(round, batch));

    public Task<ImmutableArray<string>> GetPileAsync(string station, CancellationToken cancellationToken) => Task.FromResult(_queries.Pile(station));

    /// <inheritdoc/>
    public Task<int> CountPileAsync(string station, CancellationToken cancellationToken) => Task.FromResult(_queries.PileSize(station));

    public Task<IssueResult> IssueAsync(string shortNumber, CancellationToken cancellationToken) => HandOutAsync(shortNumber, BoxDecision.Issue);

    public Task<IssueResult> ReplaceAsync(string shortNumber, CancellationToken cancellationToken) => HandOutAsync(shortNumber, BoxDecision.Replace);

    private Task<IssueResult> HandOutAsync(string shortNumber, Func<IBoxView, Card?, IssueResult> decide)
    {
        if (_box is null)
            return Task.FromResult(IssueResult.WrongPhase);
        if (!ShortNumber.TryRead(shortNumber, out var number, out _))
            return Task.FromResult(IssueResult.Unknown);
        return _box.Writer.DoAsync<IssueResult>(round =>
        {
            var card = round.Find(number!);
            var result = decide(round, card);
            if (result is IssueResult.Issued or IssueResult.Replaced)
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

    public Task<ExchangeResult> ExchangeAsync(ExchangeCard command, CancellationToken cancellationToken) =>
        _box?.Casting.ExchangeAsync(command) ?? Task.FromResult(ExchangeResult.WrongPhase);

    public Task<BoxResult> VoidAsync(VoidCard command, CancellationToken cancellationToken) =>
        ShortNumber.TryRead(command.ShortNumber, out var number, out _)
            ? DoAsync(round => BoxDecision.Void(round, round.Find(number!), command.Reason))
            : Task.FromResult(BoxResult.Unknown);

    public Task<BoxResult> PauseAsync(CancellationToken cancellationToken) => DoAsync(BoxDecision.Pause);

    public Task<BoxResult> ResumeAsync(CancellationToken cancellationToken) => DoAsync(BoxDecision.Resume);

    public Task<BoxResult> EndCastingAsync(CancellationToken cancellationToken) => DoAndCoverAsync(BoxDecision.EndCasting);

    public Task<BoxResult> CloseAsync(long? checkedIn, CancellationToken cancellationToken) => DoAndCoverAsync(round =>
        BoxDecision.Close(round, CountOf(round, checkedIn), Manifest.Of(round.UsableCards).Root));

    public Task<BoxResult> RecordCountAsync(long? checkedIn, CancellationToken cancellationToken) =>
        DoAsync(round => BoxDecision.RecordCount(round, CountOf(round, checkedIn)));

    /// <inheritdoc/>
    public Task<BoxResult> RecordLateCountAsync(long checkedIn, CancellationToken cancellationToken) =>
        DoAsync(round => BoxDecision.RecordLateCount(round, checkedIn));

    public Task<BoxResult> RecordStationAsync(RecordStation command, CancellationToken cancellationToken) =>
        DoAsync(round => BoxDecision.RecordStation(round, new StationEntry(
            Digest.Sha256(Encoding.UTF8.GetBytes(command.Station)), command.Role, command.Paired ? StationChange.Paired : StationChange.Revoked)));

    public Task<ChangeAnswer> ChangePotAsync(ChangePot command, CancellationToken cancellationToken) =>
        ChangeAsync(command.Frozen, (box, frozen) => ChangeDecision.ChangePot(box, command, frozen));

    public Task<ChangeAnswer> WithdrawAsync(WithdrawProposal command, CancellationToken cancellationToken) =>
        ChangeAsync(command.Frozen, (box, frozen) => ChangeDecision.Withdraw(box, command, frozen));

    public Task<BoxResult> EnterPaperBallotAsync(EnterPaperBallot command, CancellationToken cancellationToken) =>
        _box?.Counting.EnterPaperBallotAsync(command, cancellationToken) ?? Task.FromResult(BoxResult.WrongPhase);

    public Task<HeldPapers?> GetHeldPapersAsync(string batch, CancellationToken cancellationToken) =>
        _box?.Counting.GetHeldPapersAsync(batch) ?? Task.FromResult<HeldPapers?>(null);

    public Task<CountAnswer> CountAsync(BallotFacts facts, CancellationToken cancellationToken) =>
        _box?.Counting.CountAsync(facts, cancellationToken) ?? Task.FromResult(new CountAnswer(BoxResult.WrongPhase, ""));

    public Task<BoxResult> RecordDiceAsync(string digits, CancellationToken cancellationToken) =>
        _box?.Counting.RecordDiceAsync(digits, cancellationToken) ?? Task.FromResult(BoxResult.WrongPhase);

    public Task<BoxResult> RecordResultAsync(string resultText, CancellationToken cancellationToken) =>
        _box?.Counting.RecordResultAsync(resultText, cancellationToken) ?? Task.FromResult(BoxResult.WrongPhase);

    public Task<BoxResult> RecordDisputesAsync(int papers, CancellationToken cancellationToken) =>
        DoAndCoverAsync(round => BoxDecision.RecordDisputes(round, papers));

    public Task<BoxResult> RecordErasureAsync(ErasedThing what, CancellationToken cancellationToken) =>
        _box?.OpeningsKey.EndAfterAsync(DoAsync(round => BoxDecision.RecordErasure(round, new ErasureEntry(what)))) ?? Task.FromResult(BoxResult.WrongPhase);

    public async Task<BoxResult> RecordReleaseAsync(ReleasedTo to, CancellationToken cancellationToken) =>
        await DoAndCoverAsync(round => BoxDecision.RecordRelease(round, new ReleaseEntry(to)));

    public Task<BoxResult> RecordPagesAsync(string pages, CancellationToken cancellationToken) =>
        DoAsync(round => BoxDecision.RecordPages(round, pages));

    public Task<BoxResult> NameWitnessesAsync(ImmutableArray<NamedWitness> witnesses, CancellationToken cancellationToken) =>
        _box?.Witnesses.NameAsync(witnesses) ?? Task.FromResult(BoxResult.WrongPhase);

    public Task<BoxResult> MeetWitnessesAsync(ImmutableArray<NamedWitness> witnesses, CancellationToken cancellationToken) =>
        _box?.Witnesses.MeetAsync(witnesses) ?? Task.FromResult(BoxResult.WrongPhase);

    public Task<BoxResult> RenewOpeningsKeyAsync(CancellationToken cancellationToken) =>
        _box?.OpeningsKey.RenewAsync(cancellationToken) ?? Task.FromResult(BoxResult.WrongPhase);

    public Task EndOpeningsAsync() => _box?.OpeningsKey.EndAsync() ?? Task.CompletedTask;

    public Task<OpenBox> GetFrozenAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_state.Frozen ?? new OpenBox("", ""));

    public Task<ImmutableArray<byte>> GetStepSeedAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<byte>>([.. _box?.Keys.StepSeed() ?? []]);

    public Task<ImmutableArray<CountedBallots>> GetPublishedAsync(CancellationToken cancellationToken) => Task.Run(async () =>
        _state is { Milestones: { Mix: { } mix, Result: not null }, Paper: { } paper, Rules: { } rules }
            ? await PublishedBallots.ReadAsync(files, Key, mix.Ballots, paper, rules.Form, cancellationToken)
            : [], cancellationToken);

    public Task<CardStanding> GetCardAsync(string card, CancellationToken cancellationToken) => Task.FromResult(_queries.Card(card));

    public Task<BoxWays> GetWaysAsync(CancellationToken cancellationToken) => Task.FromResult(_queries.Ways());

    public Task<BoxStatus> GetStatusAsync(CancellationToken cancellationToken) => Task.FromResult(_queries.Status() with { Witnesses = _box?.Witnesses.Standing ?? [] });

    public Task<CountedPage> ReadCountedAsync(long fromIndex, CancellationToken cancellationToken) => Task.FromResult(_queries.Counted(fromIndex));

    public Task<InclusionAnswer> ProveInclusionAsync(string leafHash, CancellationToken cancellationToken) =>
        Task.FromResult(_queries.Inclusion(leafHash));

    public Task<ImmutableArray<byte>> ReadEntryAsync(string leafHash, CancellationToken cancellationToken) => _queries.EntryAsync(leafHash, cancellationToken);

    public Task<string> GetCheckpointAsync(CancellationToken cancellationToken) => Task.FromResult(_notes.Checkpoint);

    public Task<ImmutableArray<byte>> ReadTileAsync(string path, CancellationToken cancellationToken) => _queries.TileAsync(path, cancellationToken);

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _notes = new LogNotes(journal, cabinet, Key);
        _queries = new BoxQueries(journal, Stream, _state, _notes);
        await _notes.ReadAsync(cancellationToken);
        if (!_notes.IsSetUp)
            return;
        var keys = await BoxOpeningsKey.ReadAsync(cabinet, Key, _notes, cancellationToken);
        _box = Assemble(keys);
        await BoxReplay.ReadAsync(journal, Stream, _notes, keys.Cipher, _state, cancellationToken);
        _box.OpeningsKey.ThrowIfDestroyedTooEarly();
        await _box.OpeningsKey.EndAsync();
        await NoteStartAsync();
        this.RegisterGrainTimer(_ => _box.Checkpoints.SignDueAsync(), new GrainTimerCreationOptions(CheckpointEvery, CheckpointEvery));
    }

    /// <summary>Another log says of each start of its machine after the first that there was one; what the machine held in memory is gone with it.</summary>
    private async Task NoteStartAsync()
    {
        if (!_state.IsMain && !started.Knows(Key) && await DoAsync(BoxDecision.Restart) != BoxResult.Unavailable)
            started.Add(Key);
    }

    private Parts Assemble(LogKeys keys)
    {
        var signer = new LogSigner(keys.Signing, _notes.Origin);
        var writer = new BoxWriter(journal, Stream, _state, signer, DeactivateOnIdle, logger);
        var log = new StoredLog(journal, Stream, _notes.Origin, keys);
        var checkpoints = new BoxCheckpoints(Key, _notes, keys.Signing, _state, DeactivateOnIdle, logger);
        var openings = new BoxOpeningsKey(Key, cabinet, _notes, _state, writer, keys, DeactivateOnIdle, logger);
        return new Parts(
            keys, writer, checkpoints, new BoxWitnesses(Key, _notes, _state, checkpoints, witnesses, time, logger), openings,
            new BoxCasting(Key, _state, writer, log, signer, logger),
            new BoxCounting(Key, files, _state, writer, log, checkpoints, openings, logger));
    }

    private Task<BoxResult> DoAsync(Func<PendingRound, BoxVerdict> decide) =>
        _box?.Writer.DoAsync(decide) ?? Task.FromResult(BoxResult.WrongPhase);

    private Task<ChangeAnswer> ChangeAsync(OpenBox frozen, Func<IBoxView, FrozenDay, ChangeVerdict> decide) =>
        _box?.Counting.ChangeAsync(frozen, decide) ?? Task.FromResult(new ChangeAnswer(BoxResult.WrongPhase, ChangeRefusal.None));

    private async Task<BoxResult> DoAndCoverAsync(Func<PendingRound, BoxVerdict> decide) =>
        _box is null ? BoxResult.WrongPhase : await _box.Checkpoints.CoverAsync(await _box.Writer.DoAsync(decide));

    private static CountEntry CountOf(PendingRound round, long? checkedIn) =>
        new((int)(checkedIn ?? round.Counts.FirstHandOuts), round.Counts.Issued);

    /// <summary>The collaborators of a box that is set up.</summary>
    private sealed record Parts(
        LogKeys Keys, BoxWriter Writer, BoxCheckpoints Checkpoints, BoxWitnesses Witnesses, BoxOpeningsKey OpeningsKey, BoxCasting Casting, BoxCounting Counting);
}
