using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Journal;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Days.Counting;

/// <summary>The typing in of a day's slips, folded from its stream <c>papers/day</c>. The day is told before a batch opens, and writes what is agreed into the log.</summary>
internal sealed class PaperCountGrain : Grain, IPaperCountGrain
{
    private readonly EventStream<PaperState, PaperEvent> _stream;
    private readonly CountFiles _files;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _day;
    private SlipSeal? _seal;
    private (string Rules, string Paper, FrozenRules Form, Paper Read)? _frozen;

    /// <summary>Called by the grain host.</summary>
    public PaperCountGrain(IJournal journal, IDayFiles files, TimeProvider time, ILogger<PaperCountGrain> logger)
    {
        _day = this.GetPrimaryKeyString();
        (_time, _logger) = (time, logger);
        _files = new CountFiles(_day, files);
        _stream = new(journal, $"papers/{_day}", PaperEventNames.All, PaperState.None, (state, happened) => state.Apply(happened), DeactivateOnIdle);
    }

    private IDecisionDayGrain Day => GrainFactory.GetGrain<IDecisionDayGrain>(_day);

    private DateTimeOffset Now => _time.GetUtcNow();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _stream.ReadAsync(cancellationToken);
        if (_stream.State.Key.Length == 0) return;
        // Erased with the photograph and the names when the day was archived: what was typed cannot be read any more.
        var key = await _files.ReadAsync(CountFiles.Typing, _stream.State.Key, cancellationToken);
        if (!key.IsEmpty) _seal = new SlipSeal([.. key]);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<PaperBatch>> ListAsync(string by, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<PaperBatch>>(
        _seal is { } seal ? [.. _stream.State.Batches.Values.Select(batch => PaperDecision.Seen(batch, seal, by))] : []);

    /// <inheritdoc/>
    public Task<DayOutcome> OpenAsync(OpenPaperBatch command, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var verdict = PaperDecision.Open(_stream.State, command, Now);
        if (verdict.Answer.Outcome.Refusal != DayRefusal.None) return verdict.Answer.Outcome;
        // The day first: while a batch is open nothing may be counted.
        if (await Day.OpenPaperBatchAsync(command, cancellationToken) is { Refusal: not DayRefusal.None } refused) return refused;
        await MakeKeyAsync();
        string[] photographs = [.. _stream.State.Batches.GetValueOrDefault(command.Batch)?.Slips.Values.Select(slip => slip.Photograph).OfType<string>() ?? []];
        var opened = await WriteAsync(verdict, CancellationToken.None);
        if (opened.Refusal == DayRefusal.None && !verdict.Events.IsEmpty)
            foreach (var photograph in photographs) await _files.EraseAsync(CountFiles.Slips, photograph);
        return opened;
    });

    /// <inheritdoc/>
    public Task<DayOutcome> RecountAsync(OpenPaperBatch command, CancellationToken cancellationToken) => AnswerAsync(async () =>
        (await ReadDayAsync(command.By, cancellationToken)).Refused
        ?? await WriteAsync(PaperDecision.Recount(_stream.State, command, Now), cancellationToken));

    /// <inheritdoc/>
    public Task<KeyedSlip> KeyAsync(KeySlip command, CancellationToken cancellationToken) => KeepAsync(
        command.Reading, command.By, seal => PaperDecision.Type(_stream.State, seal, command, Now), cancellationToken);

    /// <inheritdoc/>
    public Task<DayOutcome> KeepPhotographAsync(KeepSlipPhotograph command, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        if ((await ReadDayAsync(command.By, cancellationToken)).Refused is { } refused) return refused;
        if (PaperDecision.NotPhotographed(_stream.State, command) is { } wrong) return wrong;
        var before = _stream.State.Batches[command.Batch].Slips[command.Number].Photograph;
        // The file first: what no event names is erased with the archive.
        var hash = await _files.WriteAsync(CountFiles.Slips, _seal!.ClosePhotograph(command.Batch, command.Number, command.Picture.AsSpan()), cancellationToken);
        var kept = await WriteAsync(
            PaperVerdict.Write(SlipState.Differs, new SlipPhotographed(command.Batch, command.Number, hash, command.By, Now)), CancellationToken.None);
        if (kept.Refusal == DayRefusal.None && before is not null) await _files.EraseAsync(CountFiles.Slips, before);
        return kept;
    });

    /// <inheritdoc/>
    public async Task<ImmutableArray<byte>> GetPhotographAsync(string batch, int number, string by, bool isOrganiser, CancellationToken cancellationToken)
    {
        if (_seal is not { } seal || PaperDecision.PhotographFor(_stream.State, batch, number, by, isOrganiser) is not { } hash) return [];
        var closed = await _files.ReadAsync(CountFiles.Slips, hash, cancellationToken);
        return closed.IsEmpty ? [] : [.. seal.OpenPhotograph(batch, number, closed.AsSpan())];
    }

    /// <inheritdoc/>
    public Task<KeyedSlip> SettleAsync(SettleSlip command, CancellationToken cancellationToken) => KeepAsync(
        command.Reading, command.By, seal => PaperDecision.Settle(_stream.State, seal, command, Now), cancellationToken);

    /// <inheritdoc/>
    public Task<DayOutcome> FinishAsync(string batch, int pile, string by, string secondBy, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        if ((await ReadDayAsync(by, cancellationToken)).Refused is { } refused) return refused;
        if (PaperDecision.NotFinished(_stream.State, batch) is { } wait) return wait;
        if (_stream.State.Batches[batch].Finished) return DayOutcome.Done;
        // What two typed alike stays as it is, so the pile and the opening say which slips they are.
        if (_stream.State.Batches[batch].Pile != pile) return DayDecision.Invalid("The pile was counted again meanwhile. Look at the batch once more.").Outcome;
        var (command, leftOut) = PaperDecision.Count(_stream.State.Batches[batch], _seal!);
        if (await Day.CountPaperBatchAsync(command, by, secondBy, cancellationToken) is { Refusal: not DayRefusal.None } notWritten) return notWritten;
        return await WriteAsync(PaperVerdict.Write(SlipState.Agreed, new SlipBatchFinished(batch, leftOut, by, secondBy, Now)), CancellationToken.None);
    });

    /// <summary>Makes the key with the first batch: the file is durable before the event that names it.</summary>
    private async Task MakeKeyAsync()
    {
        if (_seal is not null) return;
        var key = RandomNumberGenerator.GetBytes(SlipSeal.KeyBytes);
        var hash = await _files.WriteAsync(CountFiles.Typing, key, CancellationToken.None);
        await _stream.AppendAsync([new TypingKeyMade(hash, Now)], CancellationToken.None);
        _seal = new SlipSeal(key);
    }

    private async Task<KeyedSlip> KeepAsync(SlipReading reading, string by, Func<SlipSeal, PaperVerdict> decide, CancellationToken cancellationToken)
    {
        var state = SlipState.Once;
        var outcome = await AnswerAsync(async () =>
        {
            var (refused, day) = await ReadDayAsync(by, cancellationToken);
            if (refused is not null) return refused;
            if (_seal is null) return new DayOutcome(DayRefusal.Unknown, "No batch of that name was opened. Open it first, with the name on its ballot papers.");
            var (_, _, rules, paper) = FrozenOf(day!);
            if (PaperDecision.Wrong(reading, rules, paper) is { } wrong) return DayDecision.Invalid(wrong).Outcome;
            var verdict = decide(_seal);
            state = verdict.Answer.State;
            return await WriteAsync(verdict, cancellationToken);
        });
        return new KeyedSlip(outcome, state);
    }

    private (string Rules, string Paper, FrozenRules Form, Paper Read) FrozenOf(DayView day)
    {
        if (_frozen is { } known && string.Equals(known.Rules, day.Rules, StringComparison.Ordinal) && string.Equals(known.Paper, day.Paper, StringComparison.Ordinal))
            return known;
        if (!FrozenRules.TryParse(day.Rules, out var rules, out _) || !Paper.TryParse(day.Paper, out var paper, out _))
            throw new InvalidDataException($"The frozen rules or the paper of {_day} cannot be read.");
        _frozen = (day.Rules, day.Paper, rules!, paper!);
        return _frozen.Value;
    }

    private async Task<(DayOutcome? Refused, DayView? Day)> ReadDayAsync(string by, CancellationToken cancellationToken)
    {
        if (by.Length == 0) return (DayDecision.Nobody.Outcome, null);
        if (await Day.GetAsync(cancellationToken) is not { } day) return (new DayOutcome(DayRefusal.NoSuchDay, "There is no such day."), null);
        return (day.Phase == DayPhase.Closed ? null : LifeCycle.WrongPhase(day.Phase).Outcome, day);
    }

    private async Task<DayOutcome> WriteAsync(PaperVerdict verdict, CancellationToken cancellationToken) =>
        await _stream.TryAppendAsync(verdict.Events, cancellationToken) ? verdict.Answer.Outcome : BoxAnswer.Unavailable;

    private async Task<DayOutcome> AnswerAsync(Func<Task<DayOutcome>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception reason) when (OutcomeUnknown.IsOutage(reason))
        {
            _logger.NeighbourUnavailable(_day, reason);
            return BoxAnswer.Unavailable;
        }
    }
}
