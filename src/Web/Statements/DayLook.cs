using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Patterns;

namespace PbDecisionDay.Web.Statements;

/// <summary>
/// What a day's votes look like together, so that a mistake of the paper, a page or a desk shows: totals alone, and of small numbers only that they
/// are small. Source: docs/adr/0067.
/// </summary>
/// <param name="Box">What the log knows.</param>
/// <param name="Papers">All batches of paper slips; <c>null</c> where none was typed in.</param>
/// <param name="Pattern">The published ballots; <c>null</c> before the declaration, and where too few count.</param>
public sealed record DayLook(BoxStatus Box, PaperFigures? Papers, BallotPattern? Pattern)
{
    /// <summary>All ballots that count.</summary>
    public int All => (int)Math.Min(Box.Ballots, int.MaxValue);

    /// <summary>Reads it. Nobody is shown what the ballots say before everybody is.</summary>
    public static async Task<DayLook> ReadAsync(IGrainFactory grains, DayView day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grains);
        ArgumentNullException.ThrowIfNull(day);
        var box = await grains.GetDayStatusAsync(day.Day, cancellationToken);
        var batches = day.PaperBatches.Select(batch => batch.Figures).OfType<PaperFigures>().ToArray();
        return new DayLook(box, batches.Length == 0 ? null : PaperFigures.Sum(batches), await PatternAsync(grains, day, box, cancellationToken));
    }

    private static async Task<BallotPattern?> PatternAsync(IGrainFactory grains, DayView day, BoxStatus box, CancellationToken cancellationToken)
    {
        if (day.Phase is not (DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived) || !Paper.TryParse(day.Paper, out var paper, out _)) return null;
        var ballots = await grains.GetGrain<ITallyGrain>(day.Day).GetBallotsAsync(cancellationToken);
        if (ballots.Sum(same => (long)same.Number) is var counted && (counted != box.Ballots || counted < BallotPattern.FewestBallots)) return null;
        var read = ImmutableArray.CreateBuilder<(Ballot, int)>(ballots.Length);
        foreach (var same in ballots)
            read.Add((Ballot.TryParse(same.Ballot, out var ballot, out _) ? ballot! : throw new InvalidDataException("A counted ballot cannot be read."), same.Number));
        return await Task.Run(() => BallotPattern.Of(paper!, read), cancellationToken);
    }
}
