using Microsoft.Extensions.Logging;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Journal;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Days;

/// <summary>
/// A day, folded from its stream <c>day/id</c>. Whatever the ballot box also has to know, the box is told first and the day
/// writes it down after, so that repeating a command whose answer was lost always ends well.
/// </summary>
internal sealed partial class DecisionDayGrain : Grain, IDecisionDayGrain
{
    private readonly EventStream<DayState, DayEvent> stream;
    private readonly CountFiles files;
    private readonly TimeProvider time;
    private readonly ILogger<DecisionDayGrain> logger;
    private readonly string day;
    private bool boxIsSetUp;

    /// <summary>Called by the grain host.</summary>
    public DecisionDayGrain(IJournal journal, IDayFiles files, TimeProvider time, ILogger<DecisionDayGrain> logger)
    {
        (this.time, this.logger, day) = (time, logger, this.GetPrimaryKeyString());
        this.files = new(day, files);
        stream = new(journal, $"day/{day}", DayEventNames.All, DayState.None, (state, happened) => state.Apply(happened), DeactivateOnIdle);
    }

    private DayState State => stream.State;

    private DateTimeOffset Now => time.GetUtcNow();

    private IBallotBoxGrain Box => GrainFactory.GetGrain<IBallotBoxGrain>(BoxKey.Main(day));

    private IRegisterGrain Register => GrainFactory.GetGrain<IRegisterGrain>(day);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await stream.ReadAsync(cancellationToken);
        KeepCounting();
    }

    /// <inheritdoc/>
    public async Task<DayView?> GetAsync(CancellationToken cancellationToken) =>
        (await SeenAsync(cancellationToken)).View(day) is { } view ? view with { Work = Work, WorkFailure = WorkFailure } : null;

    /// <inheritdoc/>
    public Task<DayOutcome> CreateAsync(CreateDay command, CancellationToken cancellationToken) => OutagesAsAnswersAsync(async () =>
    {
        var outcome = await CarryOutAsync(DayDecision.Create(State, day, command, Now), cancellationToken);
        return outcome.Refusal == DayRefusal.None ? await SetUpBoxAsync() : outcome;
    });

    /// <inheritdoc/>
    public Task<DayOutcome> ConfigureAsync(DaySettings settings, string by, CancellationToken cancellationToken) =>
        CarryOutAsync(DayDecision.Configure(State, settings, by, Now), cancellationToken);

    /// <inheritdoc/>
    public Task<DayOutcome> AddProposalAsync(string proposal, string by, CancellationToken cancellationToken) =>
        CarryOutAsync(DayDecision.AddProposal(State, proposal, by, Now), cancellationToken);

    /// <inheritdoc/>
    public Task<DayOutcome> RemoveProposalAsync(string proposal, string by, CancellationToken cancellationToken) =>
        CarryOutAsync(DayDecision.RemoveProposal(State, proposal, by, Now), cancellationToken);

    private async Task<DayOutcome> CarryOutAsync(Decision decision, CancellationToken cancellationToken)
    {
        if (!await stream.TryAppendAsync(decision.Events, cancellationToken)) return BoxAnswer.Unavailable;
        KeepCounting();
        return decision.Outcome;
    }

    /// <summary>Answers in the day's own words where a neighbour could not: asking again goes on from there.</summary>
    private async Task<DayOutcome> OutagesAsAnswersAsync(Func<Task<DayOutcome>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception reason) when (OutcomeUnknown.IsOutage(reason))
        {
            logger.NeighbourUnavailable(day, reason);
            return BoxAnswer.Unavailable;
        }
    }

    /// <summary>Tells the box its origin before the first thing it is asked: the day may have been made and the answer of the box been lost.</summary>
    private async Task<DayOutcome> SetUpBoxAsync()
    {
        if (boxIsSetUp) return DayOutcome.Done;
        var result = await Box.SetUpAsync(new SetUpBox(State.Created!.Origin, State.Created.Rehearsal), CancellationToken.None);
        boxIsSetUp = BoxAnswer.Did(result);
        return BoxAnswer.Outcome(result);
    }

    /// <summary>People checked in, for the box's log; <c>null</c> where cards alone are counted.</summary>
    private async Task<long?> CheckedInAsync(CancellationToken cancellationToken) =>
        State.Settings.CheckIn == CheckInMode.Register
            ? (await Register.GetTotalsAsync(cancellationToken)).CheckedIn
            : null;
}
