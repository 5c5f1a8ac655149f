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
/// <param name="Ways">How the ballots came, in counts.</param>
/// <param name="Batches">The batches of paper slips that were typed in and stand in the log.</param>
/// <param name="Pattern">The published ballots; <c>null</c> before the declaration, and where too few count.</param>
/// <param name="Order">In which order a screen offered the projects.</param>
public sealed record DayLook(BoxStatus Box, BoxWays Ways, ImmutableArray<(string Batch, PaperFigures Figures)> Batches, BallotPattern? Pattern, BallotOrder Order)
{
    private ToldPattern? _told;

    /// <summary>The day.</summary>
    public required string Day { get; init; }

    /// <summary>Who hands out which batch of cards.</summary>
    public ImmutableArray<BatchLabel> Labels { get; init; } = [];

    /// <summary>The hall's time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The other elections that are kept with the day, and each beside its ballots; <c>null</c> where nothing is told of them.</summary>
    public ImmutableArray<(KeptBeside Kept, BesidePattern? Pattern)> Beside { get; init; } = [];

    /// <summary>Whether the result tells each project's votes; otherwise it tells points.</summary>
    public bool VotesInResult { get; init; }

    /// <summary>All batches of paper slips together; <c>null</c> where none was typed in.</summary>
    public PaperFigures? Papers => Batches.IsEmpty ? null : PaperFigures.Sum(Batches.Select(batch => batch.Figures));

    /// <summary>What is told of the published ballots; <c>null</c> where nothing is.</summary>
    public ToldPattern? Told => Pattern is null ? null : _told ??= ToldPattern.Of(Pattern);

    /// <summary>Counted ballots by card: those that could still be replaced, and those that could not.</summary>
    public ImmutableArray<ToldNumber> ByCard => ToldNumber.Parts([Ways.OnPhones, Ways.Final]);

    /// <summary>The batches of cards of which any was handed out, with what is told of the ballots that count and of those that were replaced.</summary>
    public IEnumerable<(CardBatchWays Batch, ToldNumber Counted, ToldNumber Replaced)> Cards
    {
        get
        {
            var batches = Ways.Cards.Where(batch => batch.Usable > 0).ToArray();
            var replaced = ToldNumber.Batches([.. batches.Select(batch => (batch.Replaced, batch.Replaced + batch.Counted))]);
            return batches.Zip(ToldNumber.Batches([.. batches.Select(batch => (batch.Counted, batch.Usable))]), replaced);
        }
    }

    /// <summary>
    /// The batches of paper slips. Not what a pile was counted as: with what stands in the log that would tell how many slips are spoilt. Of those that were
    /// entered directly nothing more is known.
    /// </summary>
    public IEnumerable<PaperBatchLook> Slips
    {
        get
        {
            var typed = Batches.Select(batch => (batch.Batch, batch.Figures, InLog: Ways.Papers.FirstOrDefault(known => known.Batch == batch.Batch)?.Slips ?? 0)).ToArray();
            var blank = ToldNumber.Batches([.. typed.Select(batch => (batch.Figures.Blank, batch.Figures.Pile))]);
            // One batch alone is the sum, which the account tells.
            var spoilt = typed is [var only] ? [new(only.Figures.Spoilt, ToldKind.Exact)]
                : ToldNumber.Batches([.. typed.Select(batch => (batch.Figures.Spoilt, batch.Figures.Pile))]);
            return
            [
                .. typed.Select((batch, at) => new PaperBatchLook(batch.Batch, batch.InLog, blank[at], spoilt[at], batch.Figures)),
                .. Ways.Papers.Where(batch => !Batches.Any(one => one.Batch == batch.Batch)).Select(batch => new PaperBatchLook(batch.Batch, batch.Slips, null, null, null)),
            ];
        }
    }

    /// <summary>Reads it. Nobody is shown what the ballots say before everybody is.</summary>
    public static async Task<DayLook> ReadAsync(IGrainFactory grains, DayView day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grains);
        ArgumentNullException.ThrowIfNull(day);
        var box = await grains.GetDayStatusAsync(day.Day, cancellationToken);
        var pattern = await PatternAsync(grains, day, box, cancellationToken);
        return new DayLook(
            box, await grains.GetDayWaysAsync(day.Day, cancellationToken),
            [.. day.PaperBatches.Where(batch => batch.Figures is not null).Select(batch => (batch.Batch, batch.Figures!))],
            pattern, day.Settings.Order)
        {
            Day = day.Day,
            Labels = day.BatchLabels,
            TimeZone = day.Settings.TimeZone,
            Beside = await Task.Run(() => ImmutableArray.CreateRange(
                day.Beside, kept => (kept, pattern is null ? null : BesidePattern.Of(pattern, kept.Election.Totals))), cancellationToken),
            VotesInResult = Frozen(day) is { Rules.Allocation.CountsPoints: false },
        };
    }

    private static async Task<BallotPattern?> PatternAsync(IGrainFactory grains, DayView day, BoxStatus box, CancellationToken cancellationToken)
    {
        if (day.Phase is not (DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived) || Frozen(day) is not var (paper, rules)) return null;
        var ballots = await grains.GetGrain<ITallyGrain>(day.Day).GetBallotsAsync(cancellationToken);
        if (ballots.Sum(same => (long)same.Number) is var counted && (counted != box.Ballots || counted < BallotPattern.FewestBallots)) return null;
        var read = ImmutableArray.CreateBuilder<(Ballot, int)>(ballots.Length);
        foreach (var same in ballots)
            read.Add((Ballot.TryParse(same.Ballot, out var ballot, out _) ? ballot! : throw new InvalidDataException("A counted ballot cannot be read."), same.Number));
        return await Task.Run(() => BallotPattern.Of(paper, rules.Form, read), cancellationToken);
    }

    /// <summary>What a day was opened under; <c>null</c> before it is published.</summary>
    internal static (Paper Paper, FrozenRules Rules)? Frozen(DayView day) =>
        Paper.TryParse(day.Paper, out var paper, out _) && FrozenRules.TryParse(day.Rules, out var rules, out _) ? (paper!, rules!) : null;
}

/// <summary>A batch of paper slips as it is told.</summary>
/// <param name="Batch">Its name.</param>
/// <param name="Slips">Slips in the log.</param>
/// <param name="Blank">Blank ones; <c>null</c> where they were entered directly.</param>
/// <param name="Spoilt">Spoilt ones; <c>null</c> likewise.</param>
/// <param name="Figures">What it came to; <c>null</c> likewise.</param>
public sealed record PaperBatchLook(string Batch, int Slips, ToldNumber? Blank, ToldNumber? Spoilt, PaperFigures? Figures);
