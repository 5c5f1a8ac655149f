using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.Days.Openings;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Grains.Days;

/// <summary>Batches, voided cards and copies of the openings key: the box does it, the day writes down who asked.</summary>
internal sealed partial class DecisionDayGrain
{
    private const int LeastCardsInBatch = 50;

    /// <inheritdoc/>
    public Task<DayOutcome> AddBatchAsync(AddBatch command, string by, CancellationToken cancellationToken) => OutagesAsAnswersAsync(async () =>
    {
        if (DayDecision.Within(State, by, DayPhase.Draft, DayPhase.Published) is { } refusal) return refusal.Outcome;
        return await AfterBoxAsync(
            () => Box.AddBatchAsync(command, cancellationToken),
            () => State.Batches.Contains(command.Batch) ? null : new BatchAdded(command.Batch, by, Now));
    });

    /// <inheritdoc/>
    public Task<DayOutcome> ActivateBatchAsync(string batch, string by, CancellationToken cancellationToken) => OutagesAsAnswersAsync(async () =>
    {
        if (DayDecision.Within(State, by, DayPhase.Published, DayPhase.Open, DayPhase.Paused) is { } refusal) return refusal.Outcome;
        if (State.Settings.CheckIn != CheckInMode.Register)
            return Invalid("Cards of this day become usable one by one, as a door hands them out; no batch is made usable.");

        var known = (await Box.GetStatusAsync(cancellationToken)).Batches
            .FirstOrDefault(found => string.Equals(found.Batch, batch, StringComparison.Ordinal));
        if (known is null) return new DayOutcome(DayRefusal.Unknown, $"This day has no batch '{batch}'.");
        if (known.Cards < LeastCardsInBatch && !State.Created!.Rehearsal)
            return Invalid($"The batch '{batch}' has {known.Cards} cards; below {LeastCardsInBatch} a card could be tied to a person.");

        return await AfterBoxAsync(
            () => Box.ActivateAsync(batch, cancellationToken),
            () => State.ActiveBatches.Contains(batch) ? null : new BatchActivated(batch, by, Now));
    });

    /// <inheritdoc/>
    public Task<DayOutcome> VoidCardAsync(VoidCard command, string by, CancellationToken cancellationToken) => OutagesAsAnswersAsync(async () =>
    {
        if (DayDecision.Within(State, by, DayPhase.Published, DayPhase.Open, DayPhase.Paused, DayPhase.Closed, DayPhase.Counted) is { } refusal)
            return refusal.Outcome;
        if (Work != DayWork.None) return DayOutcome.Working;
        return await AfterBoxAsync(
            () => Box.VoidAsync(command, cancellationToken),
            () => ShortNumber.TryRead(command.ShortNumber, out var number, out _) && !State.VoidedCards.ContainsKey(number!.Symbols)
                ? new CardVoided(number.Symbols, command.Reason, by, Now)
                : null);
    });

    /// <inheritdoc/>
    public async Task<KeyCopyResult> KeepKeyCopyAsync(string passphrase, string by, CancellationToken cancellationToken)
    {
        var copy = "";
        var outcome = await OutagesAsAnswersAsync(async () =>
        {
            if (DayDecision.Within(State, by, DayPhase.Draft, DayPhase.Published, DayPhase.Open, DayPhase.Paused, DayPhase.Closed, DayPhase.Counted) is { } refusal)
                return refusal.Outcome;
            if (passphrase.Length < KeyCopy.ShortestPassphrase) return Invalid($"Choose a passphrase of at least {KeyCopy.ShortestPassphrase} characters.");
            if (await SetUpBoxAsync() is { Refusal: not DayRefusal.None } notSetUp) return notSetUp;
            copy = await Box.SealKeyCopyAsync(passphrase, cancellationToken);
            if (copy.Length == 0)
                return new DayOutcome(DayRefusal.Unavailable, "The openings key cannot be read from its place; look at the service's folder of keys, then ask again.");
            return State.KeyKeepers.Contains(by, StringComparer.Ordinal)
                ? DayOutcome.Done
                : await CarryOutAsync(Decision.Write(new KeyCopyKept(by, Now)), CancellationToken.None);
        });
        return new KeyCopyResult(outcome, outcome.Refusal == DayRefusal.None ? copy : "");
    }

    /// <inheritdoc/>
    public Task<DayOutcome> ReleaseOpeningsAsync(string reason, string by, string secondBy, CancellationToken cancellationToken) =>
        CarryOutAsync(OpeningsDecision.Release(State, reason, by, secondBy, Now), cancellationToken);

    /// <summary>Lets the box do it, then writes who asked, unless that was written before.</summary>
    private async Task<DayOutcome> AfterBoxAsync(Func<Task<BoxResult>> box, Func<DayEvent?> record)
    {
        if (await SetUpBoxAsync() is { Refusal: not DayRefusal.None } notSetUp) return notSetUp;
        var result = await box();
        if (!BoxAnswer.Did(result)) return BoxAnswer.Outcome(result);
        return record() is { } happened ? await CarryOutAsync(Decision.Write(happened), CancellationToken.None) : DayOutcome.Done;
    }

    private static DayOutcome Invalid(string detail) => new(DayRefusal.Invalid, detail);
}
