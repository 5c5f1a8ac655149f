using PbDecisionDay.Ledger;
using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Days;
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
            if (Work != DayWork.None) return DayOutcome.Working;
            (var decision, unexplained) = PaperworkDecision.Account(State, await GetFiguresAsync(cancellationToken), command, Now);
            return await CarryOutAsync(decision, cancellationToken);
        });
        return new AccountResult(outcome, unexplained);
    }

    /// <inheritdoc/>
    public Task<DayOutcome> KeepSheetAsync(ImmutableArray<byte> picture, string by, CancellationToken cancellationToken) => OutagesAsAnswersAsync(async () =>
    {
        if (PaperworkDecision.Counted(State, by) is { } refusal) return refusal.Outcome;
        if (picture.Length > SheetPicture.MostBytes) return Invalid($"At most {SheetPicture.MostBytes / 1024 / 1024} MB are kept of a photograph.");
        if (SheetPicture.MediaTypeOf(picture.AsSpan()) is not { } mediaType) return Invalid("The photograph is neither a JPEG nor a PNG.");
        return await KeepAsync(CountFiles.Sheet, [.. picture], hash => PaperworkDecision.KeepSheet(State, hash, mediaType, by, Now), cancellationToken);
    });

    /// <inheritdoc/>
    public Task<ImmutableArray<byte>> GetSheetAsync(CancellationToken cancellationToken) => files.ReadAsync(CountFiles.Sheet, State.Paperwork.Sheet?.Sha256, cancellationToken);

    /// <inheritdoc/>
    public Task<DayOutcome> KeepSignaturesAsync(ImmutableArray<Signature> signatures, string by, CancellationToken cancellationToken) => OutagesAsAnswersAsync(async () =>
    {
        if (PaperworkDecision.Counted(State, by) is { } refusal) return refusal.Outcome;
        signatures = [.. signatures.Select(one => one with { Name = one.Name.Trim() })];
        if (SignatureFile.Wrong(signatures) is { } wrong) return Invalid(wrong);
        return await KeepAsync(CountFiles.Names, SignatureFile.Print(signatures), hash => PaperworkDecision.Sign(State, signatures.Length, hash, by, Now), cancellationToken);
    });

    /// <inheritdoc/>
    public async Task<ImmutableArray<Signature>> GetSignaturesAsync(CancellationToken cancellationToken) =>
        SignatureFile.Read((await files.ReadAsync(CountFiles.Names, State.Paperwork.Signed?.Sha256, cancellationToken)).AsSpan());

    /// <inheritdoc/>
    public Task<DayOutcome> ValidateCountAsync(string by, string secondBy, CancellationToken cancellationToken) => OutagesAsAnswersAsync(async () =>
        await CarryOutAsync(PaperworkDecision.Validate(State, (await Box.GetStatusAsync(cancellationToken)).Mix, by, secondBy, Now), cancellationToken));

    /// <summary>Writes a file before the event that names its hash; what it replaces is erased after.</summary>
    private async Task<DayOutcome> KeepAsync(string kind, byte[] content, Func<string, Decision> decide, CancellationToken cancellationToken)
    {
        var hash = await files.WriteAsync(kind, content, cancellationToken);
        var outcome = await CarryOutAsync(decide(hash), CancellationToken.None);
        if (outcome.Refusal == DayRefusal.None) await files.EraseOthersAsync(kind, hash);
        return outcome;
    }
}
