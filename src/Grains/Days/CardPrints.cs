using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Days;

/// <summary>
/// The batches that the service prints. A print enters the log when its test card was read from the paper: of a print that nobody can read, or that was lost
/// before, the log never hears. Source: docs/adr/0077.
/// </summary>
internal sealed class CardPrints(DayStream stream, CardBatches batches)
{
    private DayState Day => stream.State;

    /// <summary>Notes a print, and ends the one whose place it takes.</summary>
    public async Task<DayOutcome> PrintAsync(PrintBatch command, string by, string secondBy, CancellationToken cancellationToken)
    {
        if (!BatchEntry.IsName(command.Batch)) return Invalid("A batch's name is 1 to 32 of a to z, 0 to 9 and -.");
        if (command.Cards.IsDefaultOrEmpty) return Invalid("A print has at least one card.");
        if (IsTaken(command.Batch)) return Invalid($"There is a batch '{command.Batch}' already.");
        if (!IsLabel(command.Label)) return WrongLabel;
        if (command.InsteadOf.Length > 0 && (!IsTaken(command.InsteadOf) || Day.ReplacedBatches.Contains(command.InsteadOf)))
            return new DayOutcome(DayRefusal.Unknown, $"There is no batch '{command.InsteadOf}' that could be printed again.");
        if (batches.Refusal(Batch(command.Batch, command.Cards), by, secondBy) is { } refused) return refused;
        if (Day.Batches.Contains(command.InsteadOf) && !Day.SpoiltBatches.Contains(command.InsteadOf)
            && await batches.SpoilAsync(command.InsteadOf, by, secondBy, cancellationToken) is { Refusal: not DayRefusal.None } kept)
            return kept;
        var label = command.Label.Length > 0 ? command.Label : Day.BatchLabels.GetValueOrDefault(command.InsteadOf, "");
        var printed = new BatchPrinted(command.Batch, command.Cards, command.Test, by, secondBy, stream.Now) { InsteadOf = command.InsteadOf };
        return label.Length > 0
            ? await stream.WriteDownAsync(printed, new BatchLabelled(command.Batch, label, by, stream.Now))
            : await stream.WriteDownAsync(printed);
    }

    /// <summary>Registers the batch beside which a test card was printed.</summary>
    public async Task<TestedPrint> TestAsync(string code, CancellationToken cancellationToken)
    {
        var test = ShortNumber.TryRead(code, out var number, out _) ? DayState.Hash(number!.Symbols) : "";
        if (Day.Prints.FirstOrDefault(print => print.Test == test) is not { } printed)
            return new TestedPrint(new DayOutcome(DayRefusal.Unknown, "No print of this day has a test card with this code."), null);
        var state = Day.PrintOf(printed).State;
        var outcome = state switch
        {
            CardPrintState.Registered => DayOutcome.Done,
            CardPrintState.GivenUp => Invalid($"The print '{printed.Batch}' was given up, and another was made in its place. Destroy its sheets."),
            CardPrintState.Waiting => await batches.RegisterAgreedAsync(Batch(printed.Batch, printed.Cards), printed.By, printed.SecondBy, cancellationToken),
        };
        return new TestedPrint(outcome, Day.PrintOf(printed));
    }

    /// <summary>Says who hands a batch out.</summary>
    public async Task<DayOutcome> LabelAsync(string batch, string label, string by, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (DayDecision.Within(Day, by, [.. Enum.GetValues<DayPhase>().Where(phase => phase != DayPhase.Archived)]) is { } refusal) return refusal.Outcome;
        if (!IsTaken(batch)) return new DayOutcome(DayRefusal.Unknown, $"This day has no batch '{batch}'.");
        if (!IsLabel(label)) return WrongLabel;
        return Day.BatchLabels.GetValueOrDefault(batch, "") == label ? DayOutcome.Done : await stream.WriteDownAsync(new BatchLabelled(batch, label, by, stream.Now));
    }

    private bool IsTaken(string batch) => Day.Batches.Contains(batch) || Day.Prints.Any(print => print.Batch == batch);

    private static bool IsLabel(string label) => label.Length <= BatchLabel.Longest && label == label.Trim() && !label.Any(char.IsControl);

    private static DayOutcome WrongLabel => Invalid($"Who hands a batch out is named in one line of at most {BatchLabel.Longest} characters.");

    private static AddBatch Batch(string batch, ImmutableArray<string> cards) => new(batch, cards, MadeByService: true);

    private static DayOutcome Invalid(string detail) => DayDecision.Invalid(detail).Outcome;
}
