using System.Collections.Immutable;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.Days.Counting;

namespace PbDecisionDay.Grains.Days;

/// <summary>The paperwork of a count: the ballot account, the signed sheet, and the second person who finds that they agree.</summary>
internal sealed partial class DecisionDayGrain
{
    /// <inheritdoc/>
    public async Task<LogFigures> GetFiguresAsync(CancellationToken cancellationToken)
    {
        var box = await Box.GetStatusAsync(cancellationToken);
        return new LogFigures(
            box.Printed, box.Issued, await CheckedInAsync(cancellationToken), box.CardsUsed, box.Surrendered, box.Papers, box.Casts, box.Replaced, box.Challenges,
            Voided(VoidReason.Lost), Voided(VoidReason.Found), Voided(VoidReason.Unused));

        long Voided(VoidReason reason) => State.VoidedCards.LongCount(card => card.Value == reason);
    }

    /// <inheritdoc/>
    public async Task<AccountResult> CloseAccountAsync(CloseAccount command, CancellationToken cancellationToken)
    {
        ImmutableArray<AccountLine> unexplained = [];
        var outcome = await OutagesAsAnswersAsync(async () =>
        {
            if (DayDecision.Within(State, command.By, DayPhase.Closed) is { } refusal) return refusal.Outcome;
            (var decision, unexplained) = PaperworkDecision.Account(State, await GetFiguresAsync(cancellationToken), command, Now);
            return await CarryOutAsync(decision, cancellationToken);
        });
        return new AccountResult(outcome, unexplained);
    }

    /// <inheritdoc/>
    public Task<DayOutcome> KeepSheetAsync(ImmutableArray<byte> picture, string by, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<ImmutableArray<byte>> GetSheetAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<DayOutcome> KeepSignaturesAsync(ImmutableArray<Signature> signatures, string by, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<ImmutableArray<Signature>> GetSignaturesAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<DayOutcome> ValidateCountAsync(string by, string secondBy, CancellationToken cancellationToken) => OutagesAsAnswersAsync(async () =>
        await CarryOutAsync(PaperworkDecision.Validate(State, (await Box.GetStatusAsync(cancellationToken)).Mix, by, secondBy, Now), cancellationToken));
}
