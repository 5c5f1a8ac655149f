using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Days.Counting;

/// <summary>The paperwork of a count: the ballot account, the signed sheet, and the second person who finds that they agree.</summary>
internal sealed class PaperworkSteps(DayStream stream, DayBox box, CountFiles files)
{
    private DayState Day => stream.State;

    /// <summary>What the log and the register say now, of the day as it stood when this was asked.</summary>
    public async Task<LogFigures> GetFiguresAsync(CancellationToken cancellationToken)
    {
        var day = Day;
        var status = await box.GetStatusAsync(cancellationToken);
        var people = await box.GetPeopleAsync(cancellationToken);
        var figures = DayFigures.Of(status, people);
        var register = day.Settings.CheckIn == CheckInMode.Register;
        var piles = status.Batches.Where(batch => batch.Active && AddBatch.IsKeptForDoor(batch.Batch)).Sum(batch => batch.Cards);
        return new LogFigures(
            figures.Printed, figures.Usable, register ? people.Drew + day.Told.Values.Sum() : null, figures.Used, figures.Surrendered,
            figures.Papers, status.Casts, status.Replaced, status.Challenges,
            Voided(VoidReason.Lost), Voided(VoidReason.Found), Voided(VoidReason.Unused))
        {
            Exchanged = figures.Exchanged,
            Twice = people.Twice,
            Kept = register ? 0 : Math.Max(0, piles - people.Alone - day.Told.Values.Sum()),
            Late = people.Late.Sum(door => door.Arrivals),
            Told = day.Told.Values.Sum(),
            Spoilt = day.PaperBatches.Values.Sum(batch => (long)(batch.Figures?.LeftOut ?? 0)),
        };

        long Voided(VoidReason reason) => day.VoidedCards.LongCount(card => card.Value == reason);
    }

    public async Task<AccountResult> CloseAccountAsync(CloseAccount command, DayWork work, CancellationToken cancellationToken)
    {
        if (DayDecision.Within(Day, command.By, DayPhase.Closed) is { } refusal) return new AccountResult(refusal.Outcome, []);
        if (work != DayWork.None) return new AccountResult(DayOutcome.Working, []);
        var (decision, unexplained) = PaperworkDecision.Account(Day, await GetFiguresAsync(cancellationToken), command, stream.Now);
        return new AccountResult(await stream.CarryOutAsync(decision, cancellationToken), unexplained);
    }

    /// <summary>Notes how many a door let in that cannot tell it by itself.</summary>
    public async Task<DayOutcome> TellOfDoorAsync(DoorCount told, string by, DayWork work, CancellationToken cancellationToken) =>
        work != DayWork.None ? DayOutcome.Working : await stream.CarryOutAsync(PaperworkDecision.TellOfDoor(Day, told, by, stream.Now), cancellationToken);

    /// <summary>Notes that a paper was held beside its slip; one that differs stands in the log before it is noted here.</summary>
    public async Task<DayOutcome> CompareAsync(ComparePaper command, string by, CancellationToken cancellationToken)
    {
        if (DayDecision.Within(Day, by, DayPhase.Counted, DayPhase.Declared) is { } refusal) return refusal.Outcome;
        var drawn = (await box.GetStatusAsync(cancellationToken)).Samples.Any(sample => command.IsOf(sample.Batch, sample.Number));
        var decision = PaperworkDecision.Compare(Day, drawn, command, by, stream.Now);
        if (decision.IsRefusal || decision.Events.IsEmpty) return decision.Outcome;
        if (!command.Same)
        {
            var disputed = await box.Grain.RecordDisputesAsync(Day.Compared.Count(paper => !paper.Same) + 1, cancellationToken);
            if (!BoxAnswer.Did(disputed)) return BoxAnswer.Outcome(disputed);
        }
        return await stream.CarryOutAsync(decision, CancellationToken.None);
    }

    /// <summary>Notes what was done with a box: the file of names is durable before the event that names it, and each handling has its own.</summary>
    public async Task<DayOutcome> HandleBoxAsync(HandleBox command, string by, CancellationToken cancellationToken)
    {
        command = CustodyDecision.Composed(command);
        if (CustodyDecision.Refusal(Day, command, by) is { } refusal) return refusal.Outcome;
        var names = CustodyDecision.Print(new BoxNames(command.Name, command.OtherName));
        var hash = await files.WriteAsync(CountFiles.Boxes, names, cancellationToken);
        return await stream.WriteDownAsync(new BoxHandled(command.Box, command.Step, command.Seal, command.Place, hash, by, stream.Now));
    }

    public async Task<ImmutableArray<BoxNames>> GetBoxNamesAsync(CancellationToken cancellationToken)
    {
        var names = ImmutableArray.CreateBuilder<BoxNames>();
        foreach (var (_, hash) in Day.Boxes) names.Add(CustodyDecision.Read((await files.ReadAsync(CountFiles.Boxes, hash, cancellationToken)).AsSpan()));
        return names.DrainToImmutable();
    }

    public async Task<DayOutcome> KeepSheetAsync(ImmutableArray<byte> picture, string by, CancellationToken cancellationToken)
    {
        if (PaperworkDecision.Counted(Day, by) is { } refusal) return refusal.Outcome;
        if (picture.Length > SheetPicture.MostBytes)
            return DayDecision.Invalid($"At most {SheetPicture.MostBytes / 1024 / 1024} MB are kept of a photograph.").Outcome;
        if (SheetPicture.MediaTypeOf(picture.AsSpan()) is not { } mediaType)
            return DayDecision.Invalid("The photograph is neither a JPEG nor a PNG.").Outcome;
        return await KeepAsync(
            CountFiles.Sheet, [.. picture], hash => PaperworkDecision.KeepSheet(Day, hash, mediaType, by, stream.Now), cancellationToken);
    }

    public Task<ImmutableArray<byte>> GetSheetAsync(CancellationToken cancellationToken) =>
        files.ReadAsync(CountFiles.Sheet, Day.Paperwork.Sheet?.Sha256, cancellationToken);

    public async Task<DayOutcome> KeepSignaturesAsync(ImmutableArray<Signature> signatures, string by, CancellationToken cancellationToken)
    {
        if (PaperworkDecision.Counted(Day, by) is { } refusal) return refusal.Outcome;
        signatures = [.. signatures.Select(one => one with { Name = one.Name.Trim() })];
        if (SignatureFile.Wrong(signatures) is { } wrong) return DayDecision.Invalid(wrong).Outcome;
        return await KeepAsync(
            CountFiles.Names, SignatureFile.Print(signatures),
            hash => PaperworkDecision.Sign(Day, signatures.Length, hash, by, stream.Now), cancellationToken);
    }

    public async Task<ImmutableArray<Signature>> GetSignaturesAsync(CancellationToken cancellationToken) =>
        SignatureFile.Read((await files.ReadAsync(CountFiles.Names, Day.Paperwork.Signed?.Sha256, cancellationToken)).AsSpan());

    public async Task<DayOutcome> ValidateAsync(string by, string secondBy, CancellationToken cancellationToken)
    {
        var mix = (await box.GetStatusAsync(cancellationToken)).Mix;
        return await stream.CarryOutAsync(PaperworkDecision.Validate(Day, mix, by, secondBy, stream.Now), cancellationToken);
    }

    /// <summary>Writes a file before the event that names its hash; what it replaces is erased after.</summary>
    private async Task<DayOutcome> KeepAsync(string kind, byte[] content, Func<string, Decision> decide, CancellationToken cancellationToken)
    {
        var hash = await files.WriteAsync(kind, content, cancellationToken);
        var outcome = await stream.CarryOutAsync(decide(hash), CancellationToken.None);
        if (outcome.Refusal == DayRefusal.None) await files.EraseOthersAsync(kind, hash);
        return outcome;
    }
}
