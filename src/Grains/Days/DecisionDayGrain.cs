using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Days.Openings;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Days.Counting;
using PbDecisionDay.Grains.Days.Openings;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Grains.Days;

/// <summary>
/// A day, folded from its stream. Whatever the ballot box also has to know, the box is told first and the day writes it down after, so
/// that repeating a command whose answer was lost always ends well.
/// </summary>
internal sealed class DecisionDayGrain : Grain, IDecisionDayGrain
{
    private readonly DayStream _stream;
    private readonly DayBox _box;
    private readonly CardBatches _cards;
    private readonly CardPrints _prints;
    private readonly KeyShareSteps _shares;
    private readonly OtherLogs _logs;
    private readonly StationPairing _stations;
    private readonly AddressTrials _address;
    private readonly PaperworkSteps _paperwork;
    private readonly PaperChangeSteps _changes;
    private readonly PaperCorrection _correction;
    private readonly DayCount _count;
    private readonly LifeCycleSteps _steps;
    private readonly ProposalList _proposals;
    private readonly ILogger _logger;

    /// <summary>Called by the grain host.</summary>
    public DecisionDayGrain(IJournal journal, IDayFiles files, IKeyCabinet cabinet, IVoterPages pages, TimeProvider time, ILogger<DecisionDayGrain> logger)
    {
        var day = this.GetPrimaryKeyString();
        var neighbours = new DayNeighbours(GrainFactory, day);
        var countFiles = new CountFiles(day, files);
        _logger = logger;
        _stream = new DayStream(journal, day, time, DeactivateOnIdle);
        _box = new DayBox(_stream, neighbours, pages, logger);
        _cards = new CardBatches(_stream, _box);
        _prints = new CardPrints(_stream, _cards);
        _shares = new KeyShareSteps(_stream, _box, journal, cabinet);
        _logs = new OtherLogs(_stream, _box);
        _changes = new PaperChangeSteps(_stream, _box);
        _correction = new PaperCorrection(_stream, neighbours);
        _stations = new StationPairing(_stream, _box);
        _address = new AddressTrials(_stream);
        _paperwork = new PaperworkSteps(_stream, _box, countFiles);
        _count = new DayCount(_stream, _box, neighbours, _paperwork, logger);
        _steps = new LifeCycleSteps(_stream, _box, neighbours, _count, countFiles, pages, logger);
        _proposals = new ProposalList(_stream, neighbours);
        _stream.WhenMoved(new DayTimers(this, _stream, _box, neighbours, _steps.GoOnAsync, logger).Follow);
    }

    private DayState State => _stream.State;

    private DateTimeOffset Now => _stream.Now;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken) => _stream.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<DayView?> GetAsync(CancellationToken cancellationToken) =>
        (await _box.SeenAsync(cancellationToken)).View(_stream.Day) is { } view
            ? view with { Work = _count.Work, WorkFailure = _count.WorkFailure, ClosesAt = _steps.ClosesAt }
            : null;

    /// <inheritdoc/>
    public Task<DayOutcome> CreateAsync(CreateDay command, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var outcome = await _stream.CarryOutAsync(
            DayDecision.Create(State, _stream.Day, command with { Settings = SettingsCheck.Composed(command.Settings) }, Now), cancellationToken);
        return outcome.Refusal == DayRefusal.None ? await _box.SetUpAsync() : outcome;
    });

    /// <inheritdoc/>
    public Task<DayOutcome> ConfigureAsync(DaySettings settings, string by, CancellationToken cancellationToken) =>
        _stream.CarryOutAsync(DayDecision.Configure(State, SettingsCheck.Composed(settings), by, Now), cancellationToken);

    /// <inheritdoc/>
    public Task<DayOutcome> AddProposalAsync(string proposal, string by, CancellationToken cancellationToken) =>
        _stream.CarryOutAsync(DayDecision.AddProposal(State, proposal, by, Now), cancellationToken);

    /// <inheritdoc/>
    public Task<ImportPlan> PlanProposalsAsync(
        ImmutableArray<ProposalEntry> proposals, CreateDay? creation, string by, CancellationToken cancellationToken) => AnswerAsync(
        () => _proposals.PlanAsync(proposals, creation, by, cancellationToken), unavailable => new ImportPlan(unavailable, [], [], [], []));

    /// <inheritdoc/>
    public Task<DayOutcome> AddProposalsAsync(ImmutableArray<ProposalEntry> proposals, string by, CancellationToken cancellationToken) =>
        AnswerAsync(() => _proposals.AddAsync(proposals, by, cancellationToken));

    /// <inheritdoc/>
    public Task<DayOutcome> RemoveProposalAsync(string proposal, string by, CancellationToken cancellationToken) =>
        _stream.CarryOutAsync(DayDecision.RemoveProposal(State, proposal, by, Now), cancellationToken);

    /// <inheritdoc/>
    public Task<DayOutcome> TransitionAsync(Transition command, CancellationToken cancellationToken) =>
        AnswerAsync(() => _steps.TakeAsync(command, cancellationToken));

    /// <inheritdoc/>
    public Task<DayOutcome> BeginVotingAsync(string by, CancellationToken cancellationToken) =>
        _stream.CarryOutAsync(DayDecision.BeginVoting(State, by, Now), cancellationToken);

    /// <inheritdoc/>
    public Task<DayOutcome> AddBatchAsync(AddBatch command, string by, string secondBy, CancellationToken cancellationToken) =>
        AnswerAsync(() => _cards.AddAsync(command, by, secondBy, cancellationToken));

    /// <inheritdoc/>
    public Task<DayOutcome> PrintBatchAsync(PrintBatch command, string by, string secondBy, CancellationToken cancellationToken) =>
        AnswerAsync(() => _prints.PrintAsync(command, by, secondBy, cancellationToken));

    /// <inheritdoc/>
    public Task<TestedPrint> TestPrintAsync(string code, CancellationToken cancellationToken) => AnswerAsync(
        () => _prints.TestAsync(code, cancellationToken), unavailable => new TestedPrint(unavailable, null));

    /// <inheritdoc/>
    public Task<DayOutcome> LabelBatchAsync(string batch, string label, string by, CancellationToken cancellationToken) =>
        AnswerAsync(() => _prints.LabelAsync(batch, label, by, cancellationToken));

    /// <inheritdoc/>
    public Task<DayOutcome> SpoilBatchAsync(string batch, string by, string secondBy, CancellationToken cancellationToken) =>
        AnswerAsync(() => _cards.SpoilAsync(batch, by, secondBy, cancellationToken));

    /// <inheritdoc/>
    public Task<DayOutcome> AnnounceLogAsync(string log, string by, string secondBy, CancellationToken cancellationToken) =>
        AnswerAsync(() => _logs.AnnounceAsync(log, by, secondBy, cancellationToken));

    /// <inheritdoc/>
    public Task<DayOutcome> JoinLogAsync(string log, string by, string secondBy, CancellationToken cancellationToken) =>
        AnswerAsync(() => _logs.JoinAsync(log, by, secondBy, cancellationToken));

    /// <inheritdoc/>
    public Task<DayOutcome> LeaveOutLogAsync(LeaveOutLog command, string by, string secondBy, CancellationToken cancellationToken) =>
        AnswerAsync(() => _logs.LeaveOutAsync(command, by, secondBy, cancellationToken));

    /// <inheritdoc/>
    public Task<DayOutcome> ActivateBatchAsync(string batch, string by, CancellationToken cancellationToken) =>
        AnswerAsync(() => _cards.ActivateAsync(batch, by, cancellationToken));

    /// <inheritdoc/>
    public Task<DayOutcome> VoidCardAsync(VoidCard command, string by, string secondBy, CancellationToken cancellationToken) =>
        AnswerAsync(() => _cards.VoidAsync(command, by, secondBy, _count.Work, cancellationToken));

    /// <inheritdoc/>
    public Task<DayOutcome> ChangePotAsync(ChangePotTotal command, string by, string secondBy, CancellationToken cancellationToken) =>
        AnswerAsync(() => _changes.ChangePotAsync(command, by, secondBy, _count.Work, cancellationToken));

    /// <inheritdoc/>
    public Task<DayOutcome> CorrectCostAsync(CorrectCost command, string by, string secondBy, CancellationToken cancellationToken) =>
        AnswerAsync(() => _correction.CorrectAsync(command, by, secondBy, _count.Work, cancellationToken));

    /// <inheritdoc/>
    public Task<DayOutcome> WithdrawProposalAsync(WithdrawFromPaper command, string by, string secondBy, CancellationToken cancellationToken) =>
        AnswerAsync(() => _changes.WithdrawAsync(command, by, secondBy, _count.Work, cancellationToken));

    /// <inheritdoc/>
    public Task<DayOutcome> EnterPaperBallotAsync(EnterPaperBallot command, string by, string secondBy, CancellationToken cancellationToken) =>
        AnswerAsync(() => _count.EnterPaperAsync(command, by, secondBy, cancellationToken));

    /// <inheritdoc/>
    public Task<DayOutcome> OpenPaperBatchAsync(OpenPaperBatch command, CancellationToken cancellationToken) =>
        AnswerAsync(() => _count.OpenPaperBatchAsync(command, cancellationToken));

    /// <inheritdoc/>
    public Task<DayOutcome> CountPaperBatchAsync(CountPaperBatch command, string by, string secondBy, CancellationToken cancellationToken) =>
        AnswerAsync(() => _count.CountPaperBatchAsync(command, by, secondBy, cancellationToken));

    /// <inheritdoc/>
    public Task<DayOutcome> HandleBoxAsync(HandleBox command, string by, CancellationToken cancellationToken) =>
        AnswerAsync(() => _paperwork.HandleBoxAsync(command, by, cancellationToken));

    /// <inheritdoc/>
    public Task<ImmutableArray<BoxNames>> GetBoxNamesAsync(CancellationToken cancellationToken) => _paperwork.GetBoxNamesAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<DayOutcome> RecordDiceAsync(string digits, string by, string secondBy, CancellationToken cancellationToken) =>
        AnswerAsync(() => _count.RecordDiceAsync(digits, by, secondBy, cancellationToken));

    /// <inheritdoc/>
    public Task<DayOutcome> ComparePaperAsync(ComparePaper command, string by, CancellationToken cancellationToken) =>
        AnswerAsync(() => _paperwork.CompareAsync(command, by, cancellationToken));

    /// <inheritdoc/>
    public Task<LogFigures> GetFiguresAsync(CancellationToken cancellationToken) => _paperwork.GetFiguresAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<AccountResult> CloseAccountAsync(CloseAccount command, CancellationToken cancellationToken) => AnswerAsync(
        () => _paperwork.CloseAccountAsync(command, _count.Work, cancellationToken), unavailable => new AccountResult(unavailable, []));

    /// <inheritdoc/>
    public Task<DayOutcome> TellOfDoorAsync(DoorCount told, string by, CancellationToken cancellationToken) =>
        AnswerAsync(() => _paperwork.TellOfDoorAsync(told, by, _count.Work, cancellationToken));

    /// <inheritdoc/>
    public Task<DayOutcome> KeepSheetAsync(ImmutableArray<byte> picture, string by, CancellationToken cancellationToken) =>
        AnswerAsync(() => _paperwork.KeepSheetAsync(picture, by, cancellationToken));

    /// <inheritdoc/>
    public Task<ImmutableArray<byte>> GetSheetAsync(CancellationToken cancellationToken) => _paperwork.GetSheetAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<DayOutcome> KeepSignaturesAsync(ImmutableArray<Signature> signatures, string by, CancellationToken cancellationToken) =>
        AnswerAsync(() => _paperwork.KeepSignaturesAsync(signatures, by, cancellationToken));

    /// <inheritdoc/>
    public Task<ImmutableArray<Signature>> GetSignaturesAsync(CancellationToken cancellationToken) =>
        _paperwork.GetSignaturesAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<DayOutcome> KeepBesideAsync(BesideElection election, string by, CancellationToken cancellationToken) =>
        _stream.CarryOutAsync(BesideDecision.Keep(State, election, by, Now), cancellationToken);

    /// <inheritdoc/>
    public Task<DayOutcome> DropBesideAsync(BesideKind kind, string by, CancellationToken cancellationToken) =>
        _stream.CarryOutAsync(BesideDecision.Drop(State, kind, by, Now), cancellationToken);

    /// <inheritdoc/>
    public Task<DayOutcome> ValidateCountAsync(string by, string secondBy, CancellationToken cancellationToken) =>
        AnswerAsync(() => _paperwork.ValidateAsync(by, secondBy, cancellationToken));

    /// <inheritdoc/>
    public Task<PairingOffer?> OfferPairingAsync(OfferPairing command, CancellationToken cancellationToken) =>
        _stations.OfferAsync(command, cancellationToken);

    /// <inheritdoc/>
    public Task<StationView?> PairAsync(string code, CancellationToken cancellationToken) => _stations.PairAsync(code, cancellationToken);

    /// <inheritdoc/>
    public Task<DayOutcome> RevokeStationAsync(string station, string by, CancellationToken cancellationToken) =>
        AnswerAsync(() => _stations.RevokeAsync(station, by, cancellationToken));

    /// <inheritdoc/>
    public Task<AddressTrial> TryAddressAsync(CancellationToken cancellationToken) => Task.FromResult(_address.Try());

    /// <inheritdoc/>
    public Task<bool> ReachAddressAsync(string code, bool secure, CancellationToken cancellationToken) =>
        State.Created is null ? Task.FromResult(false) : _address.ReachAsync(code, secure, cancellationToken);

    /// <inheritdoc/>
    public Task<MadeShares> MakeSharesAsync(MakeShares command, CancellationToken cancellationToken) => AnswerAsync(
        () => _shares.MakeAsync(command, cancellationToken), unavailable => new MadeShares(unavailable, []));

    /// <inheritdoc/>
    public Task<DayOutcome> ReadShareBackAsync(BroughtShare share, string by, CancellationToken cancellationToken) =>
        AnswerAsync(() => _shares.ReadBackAsync(share, by, cancellationToken));

    /// <inheritdoc/>
    public Task<SharesAnswer> RestoreOpeningsKeyAsync(ImmutableArray<BroughtShare> shares, string by, CancellationToken cancellationToken) => AnswerAsync(
        () => _shares.RestoreAsync(shares, by, cancellationToken), unavailable => new SharesAnswer(unavailable, []));

    /// <inheritdoc/>
    public Task<DayOutcome> ReleaseOpeningsAsync(
        ReleasedTo to, string reason, string by, string secondBy, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var decision = OpeningsDecision.Release(State, to, reason, by, secondBy, Now);
        if (decision.Outcome.Refusal != DayRefusal.None) return decision.Outcome;
        // The log first: whoever gets openings finds in it that they did.
        var told = await _box.Grain.RecordReleaseAsync(to, cancellationToken);
        return BoxAnswer.Did(told) ? await _stream.CarryOutAsync(decision, CancellationToken.None) : BoxAnswer.Outcome(told);
    });

    private Task<DayOutcome> AnswerAsync(Func<Task<DayOutcome>> work) => AnswerAsync(work, unavailable => unavailable);

    /// <summary>Answers in the day's own words where a neighbour could not: asking again goes on from there.</summary>
    private async Task<T> AnswerAsync<T>(Func<Task<T>> work, Func<DayOutcome, T> answer)
    {
        try
        {
            return await work();
        }
        catch (Exception reason) when (OutcomeUnknown.IsOutage(reason))
        {
            _logger.NeighbourUnavailable(_stream.Day, reason);
            return answer(BoxAnswer.Unavailable);
        }
    }
}
