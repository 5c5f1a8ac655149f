using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Days;

/// <summary>The cards of a day: batches registered and made usable, cards ended. The box does it, the day writes down who asked.</summary>
internal sealed class CardBatches(DayStream stream, DayBox box)
{
    private DayState Day => stream.State;

    /// <summary>Registers a batch; it takes two people where <see cref="StepRules.BatchesTakeTwo"/>.</summary>
    public async Task<DayOutcome> AddAsync(AddBatch command, string by, string secondBy, CancellationToken cancellationToken)
    {
        // Nobody is asked to agree to what would be refused.
        if (Refusal(command, by, secondBy) is { } refused) return refused;
        return await RegisterAsync(command, by, secondBy, cancellationToken);
    }

    /// <summary>Why a batch may not be made now by these people; <c>null</c> where it may.</summary>
    public DayOutcome? Refusal(AddBatch command, string by, string secondBy) => TooLate(by) ?? Problem(command) ?? Alone(by, secondBy);

    /// <summary>Registers a batch that was agreed to before; refused when casting has ended.</summary>
    public async Task<DayOutcome> RegisterAgreedAsync(AddBatch command, string by, string secondBy, CancellationToken cancellationToken) =>
        (TooLate(by) ?? Problem(command)) is { } refused ? refused : await RegisterAsync(command, by, secondBy, cancellationToken);

    private Task<DayOutcome> RegisterAsync(AddBatch command, string by, string secondBy, CancellationToken cancellationToken) => AfterBoxAsync(
        () => AddToBoxAsync(command, cancellationToken),
        () => Day.Batches.Contains(command.Batch) ? null : Added(command.Batch, by, secondBy));

    private DayOutcome? Problem(AddBatch command)
    {
        if (StepRules.IsBatchTooSmall(Day.Created!.Rehearsal, Day.Settings.CheckIn, command.Batch, command.Cards.Length))
            return Invalid(
                $"This batch has {command.Cards.Length} cards and could never be used on a day with a register: make at least "
                + $"{StepRules.LeastCardsInBatch} cards in one batch, because with fewer a card could be tied to a person.");
        if (SharingANumber(command) is var (one, other))
            return Invalid(
                $"The cards {one} and {other} would have the same number on their outside, so that no door could tell them apart: "
                + "make this batch anew.");
        return command.Log != BoxKey.MainLog && Day.Logs.All(log => log.Log != command.Log)
            ? new DayOutcome(DayRefusal.Unknown, $"This day has no log '{command.Log}': announce it first.")
            : null;
    }

    /// <summary>Ends a batch whose printing failed, by as many people.</summary>
    public async Task<DayOutcome> SpoilAsync(string batch, string by, string secondBy, CancellationToken cancellationToken)
    {
        if ((TooLate(by) ?? Alone(by, secondBy)) is { } refusal) return refusal;
        return await AfterBoxAsync(
            () => box.Grain.SpoilAsync(batch, cancellationToken),
            () => Day.SpoiltBatches.Contains(batch) ? null : new BatchSpoilt(batch, by, secondBy, stream.Now),
            result => result == BoxResult.AnotherLog ? Invalid(
                $"The cards of the batch '{batch}' vote in another log, and only that log's own doors know whether one was handed out. "
                + "Lock them away, and add another batch: what nobody hands out cannot vote.")
            : BoxAnswer.Outcome(result));
    }

    private DayEvent Added(string batch, string by, string secondBy) => secondBy.Length > 0
        ? new BatchAddedByTwo(batch, by, secondBy, stream.Now)
        : new BatchAdded(batch, by, stream.Now);

    private DayOutcome? TooLate(string by) =>
        DayDecision.Within(Day, by, DayPhase.Draft, DayPhase.Published, DayPhase.Open, DayPhase.Paused)?.Outcome ?? DayDecision.BeforeApprovers(Day)?.Outcome;

    private DayOutcome? Alone(string by, string secondBy) => StepRules.BatchesTakeTwo(Day.Created!.Rehearsal, Day.Phase)
        ? DayDecision.TakesTwo(Day, by, secondBy, "A second organiser has to agree before cards are added or a batch is ended.")?.Outcome
        : null;

    public async Task<DayOutcome> ActivateAsync(string batch, string by, CancellationToken cancellationToken)
    {
        if (DayDecision.Within(Day, by, DayPhase.Published, DayPhase.Open, DayPhase.Paused) is { } refusal) return refusal.Outcome;
        if (Day.Settings.CheckIn != CheckInMode.Register && !AddBatch.IsKeptForDoor(batch))
            return Invalid(
                "Cards of this day become usable one by one, as a door hands them out. Only a batch that is kept for a door without a network is made usable.");

        var known = (await box.GetStatusAsync(cancellationToken)).Batches
            .FirstOrDefault(found => string.Equals(found.Batch, batch, StringComparison.Ordinal));
        if (known is null) return new DayOutcome(DayRefusal.Unknown, $"This day has no batch '{batch}'.");
        if (StepRules.IsBatchTooSmall(Day.Created!.Rehearsal, Day.Settings.CheckIn, batch, known.Cards))
            return Invalid($"The batch '{batch}' has {known.Cards} cards; below {StepRules.LeastCardsInBatch} a card could be tied to a person.");

        return await AfterBoxAsync(
            () => box.Of(known.Log).ActivateAsync(batch, cancellationToken),
            () => Day.ActiveBatches.Contains(batch) ? null : new BatchActivated(batch, by, stream.Now));
    }

    /// <summary>Ends a card, by two people; not while its box counts, since the ballot account names ended cards.</summary>
    public async Task<DayOutcome> VoidAsync(VoidCard command, string by, string secondBy, DayWork work, CancellationToken cancellationToken)
    {
        if (DayDecision.Within(Day, by, DayPhase.Published, DayPhase.Open, DayPhase.Paused, DayPhase.Closed, DayPhase.Counted) is { } refusal)
            return refusal.Outcome;
        // On the register the mark stays, so that a person would be taken out who is still in.
        if (command.Reason == VoidReason.Found && Day.Settings.CheckIn == CheckInMode.Register)
            return Invalid(
                "On a day with a register people draw their cards, so there is no hand-out to undo. Put a card that is still sealed back into the tub: nothing is "
                + "written. For an opened card, or one whose holder has it no more, take in its strip and end it as lost: then a card for exchange replaces it.");
        // Who stands at a door may be a steward; what ends cards after the close is the approvers'.
        const string alone = "A second organiser has to agree before a card is ended.";
        if ((command.Reason == VoidReason.Unused ? DayDecision.TakesTwo(Day, by, secondBy, alone) : DayDecision.Alone(by, secondBy, alone)) is { } one)
            return one.Outcome;
        if (work != DayWork.None) return DayOutcome.Working;
        return await AfterBoxAsync(
            () => box.AskOfCardAsync(command.ShortNumber, asked => asked.VoidAsync(command, cancellationToken), cancellationToken),
            () => ShortNumber.TryRead(command.ShortNumber, out var number, out _) && !Day.VoidedCards.ContainsKey(number!.Symbols)
                ? new CardEnded(number.Symbols, command.Reason, by, secondBy, stream.Now)
                : null,
            command.Reason == VoidReason.Unused ? BoxAnswer.OfUnused : BoxAnswer.Outcome);
    }

    /// <summary>The main log names every batch; another log's box gets the cards that it accepts.</summary>
    private async Task<BoxResult> AddToBoxAsync(AddBatch command, CancellationToken cancellationToken)
    {
        var added = await box.Grain.AddBatchAsync(command, cancellationToken);
        return BoxAnswer.Did(added) && command.Log != BoxKey.MainLog
            ? await box.Of(command.Log).AllotAsync(command, CancellationToken.None)
            : added;
    }

    /// <summary>Lets the box do it, then writes who asked, unless that was written before.</summary>
    private async Task<DayOutcome> AfterBoxAsync(Func<Task<BoxResult>> ask, Func<DayEvent?> record, Func<BoxResult, DayOutcome>? refuse = null)
    {
        if (await box.SetUpAsync() is { Refusal: not DayRefusal.None } notSetUp) return notSetUp;
        var result = await ask();
        if (!BoxAnswer.Did(result)) return (refuse ?? BoxAnswer.Outcome)(result);
        return record() is { } happened ? await stream.WriteDownAsync(happened) : DayOutcome.Done;
    }

    // Two different cards of one short number, which twelve symbols of a card's number make.
    private static (string One, string Other)? SharingANumber(AddBatch command)
    {
        var seen = new Dictionary<string, string>(command.Cards.Length, StringComparer.Ordinal);
        foreach (var text in command.Cards)
            if (Digest.TryParse(text, out var card) && !seen.TryAdd(ShortNumber.Of(card).Symbols, text)
                && seen[ShortNumber.Of(card).Symbols] is var known && !string.Equals(known, text, StringComparison.Ordinal))
                return (known, text);
        return null;
    }

    private static DayOutcome Invalid(string detail) => DayDecision.Invalid(detail).Outcome;
}
