using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Grains.Journal;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Storage;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Days.Practice;

/// <summary>
/// A day's practice runs, folded from the stream <c>practice/day</c>. A run is entered there before anything of it is written, and taken off after all
/// of it was wiped, so that one that was cut short is always known.
/// </summary>
internal sealed class PracticeGrain : Grain, IPracticeGrain
{
    private const int IdSymbols = 8;

    private readonly EventStream<PracticeState, PracticeEvent> _stream;
    private readonly PracticeWipe _wipe;
    private readonly TimeProvider _time;
    private readonly string _day;

    /// <summary>Called by the grain host.</summary>
    public PracticeGrain(IJournal journal, IPracticeErasure erasure, TimeProvider time)
    {
        (_day, _time) = (this.GetPrimaryKeyString(), time);
        _wipe = new PracticeWipe(GrainFactory, erasure);
        _stream = new(journal, $"practice/{_day}", PracticeEventNames.All, PracticeState.None, PracticeState.Apply, DeactivateOnIdle);
    }

    private PracticeBegan? Running => _stream.State.Running;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken) => _stream.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<PracticeView> GetAsync(CancellationToken cancellationToken) => new(
        Running?.Practice ?? "", (Running?.At ?? default) + PracticeView.Lasts, _stream.State.Runs, PracticeState.Farther(_stream.State.Reached, await PhaseAsync(cancellationToken)));

    /// <inheritdoc/>
    public async Task<DayOutcome> BeginAsync(string by, CancellationToken cancellationToken)
    {
        if (Running is not null) return DayOutcome.Done;
        if (by.Length == 0) return new DayOutcome(DayRefusal.Invalid, "A practice run is begun by an organiser.");
        if (await Day(_day).GetAsync(cancellationToken) is not { } day) return new DayOutcome(DayRefusal.NoSuchDay, "There is no such day.");
        if (day.Rehearsal) return new DayOutcome(DayRefusal.Invalid, "A rehearsal needs no practice run: play it.");
        if (!MayBegin(day)) return new DayOutcome(DayRefusal.WrongPhase, "A day is practised before its voting opens.");

        var practice = PracticeId.For(SecretCode.New(IdSymbols).ToLowerInvariant());
        await _stream.AppendAsync([new PracticeBegan(practice, by, _time.GetUtcNow())], cancellationToken);
        var outcome = await MakeAsync(practice, day, by);
        if (outcome.Refusal != DayRefusal.None) await EndAsync(by, CancellationToken.None);
        return outcome;
    }

    /// <inheritdoc/>
    public async Task EndAsync(string by, CancellationToken cancellationToken)
    {
        if (Running is not { } running) return;
        var reached = await PhaseAsync(cancellationToken);
        await _wipe.WipeAsync(running.Practice);
        await _stream.AppendAsync([new PracticeWiped(running.Practice, reached, by, _time.GetUtcNow())], CancellationToken.None);
    }

    /// <inheritdoc/>
    public async Task<bool> SweepAsync(CancellationToken cancellationToken)
    {
        if (Running is { } running && running.At + PracticeView.Lasts <= _time.GetUtcNow()) await EndAsync("", cancellationToken);
        return Running is null && (await Day(_day).GetAsync(cancellationToken) is not { } day || !MayBegin(day));
    }

    private static bool MayBegin(DayView day) => day is { Rehearsal: false, Phase: DayPhase.Draft or DayPhase.Published };

    private IDecisionDayGrain Day(string day) => GrainFactory.GetGrain<IDecisionDayGrain>(day);

    private async Task<DayPhase> PhaseAsync(CancellationToken cancellationToken) =>
        Running is { } running && await Day(running.Practice).GetAsync(cancellationToken) is { } day ? day.Phase : DayPhase.Draft;

    /// <summary>A rehearsal with what the day has now, published: what it lacks to be published is the answer.</summary>
    private async Task<DayOutcome> MakeAsync(string practice, DayView day, string by)
    {
        var proposals = await Task.WhenAll(day.Proposals.Select(async id =>
            new ProposalEntry(id, (await GrainFactory.GetGrain<IProposalGrain>(ProposalKey.For(_day, id)).GetAsync(CancellationToken.None))!.Content)));
        await GrainFactory.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).EnterDayAsync(practice, by, CancellationToken.None);
        // Nobody outside countersigns what is wiped.
        var command = new CreateDay(day.Site, Rehearsal: true, day.Settings with { Witnesses = [] }, by) { PracticeOf = _day };
        var outcome = await Day(practice).CreateAsync(command, CancellationToken.None);
        if (outcome.Refusal == DayRefusal.None) outcome = await Day(practice).AddProposalsAsync([.. proposals], by, CancellationToken.None);
        return outcome.Refusal == DayRefusal.None ? await Day(practice).TransitionAsync(new Transition(DayPhase.Published, "", by, ""), CancellationToken.None) : outcome;
    }
}
