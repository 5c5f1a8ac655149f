using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Days;

/// <summary>
/// A cost is corrected between publishing and opening: the paper is published again with it, and the one from before stays known by its hash. The day writes it
/// down first, and then the proposal; a proposal that was not reached is written when somebody asks again. Source: docs/adr/0083.
/// </summary>
internal sealed class PaperCorrection(DayStream stream, DayNeighbours neighbours)
{
    private DayState Day => stream.State;

    public async Task<DayOutcome> CorrectAsync(CorrectCost command, string by, string secondBy, DayWork work, CancellationToken cancellationToken)
    {
        if (DayDecision.Within(Day, by, DayPhase.Published) is { } refusal) return refusal.Outcome;
        if (DayDecision.TakesTwo(Day, by, secondBy, "A second organiser has to agree before a cost is corrected.") is { } alone) return alone.Outcome;
        if (work != DayWork.None) return DayOutcome.Working;
        // It may have reached the box with the paper as it was.
        if (Day.Begun is { To: DayPhase.Open }) return new DayOutcome(DayRefusal.WrongPhase, "The day is being opened, so its paper stands. Ask for the opening again.");
        if (!Paper.TryParse(Day.Paper, out var paper, out var problem)) throw new InvalidDataException($"A paper was published that cannot be read: {problem}");
        if (paper!.Find(command.Proposal) is not { } before) return new DayOutcome(DayRefusal.Unknown, "The ballot paper has no such project.");
        if (before.Ask != command.Ask || before.Minimum != command.Minimum)
        {
            if (!TryMake(paper, before, command, out var made, out problem)) return DayDecision.Invalid(problem!).Outcome;
            var written = await stream.WriteDownAsync(new PaperCorrected(
                command.Proposal, before.Ask, before.Minimum, command.Ask, command.Minimum, made!.Text, by, secondBy, stream.Now));
            if (written.Refusal != DayRefusal.None) return written;
        }
        return await neighbours.Proposal(command.Proposal).CorrectAsync(command.Ask, command.Minimum, by, CancellationToken.None) is null ? BoxAnswer.Unavailable : DayOutcome.Done;
    }

    private static bool TryMake(Paper paper, Proposal before, CorrectCost command, out Paper? made, out string? problem)
    {
        var corrected = before with { Ask = command.Ask, Minimum = command.Minimum };
        return Paper.TryCreate(
            paper.Origin, paper.Day, paper.Language, paper.Currency, paper.MinorDigits, paper.Pots, paper.Groups, paper.Proposals.Replace(before, corrected), out made, out problem);
    }
}
