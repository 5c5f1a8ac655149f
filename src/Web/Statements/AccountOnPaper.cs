using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Storage.Sqlite;

namespace PbDecisionDay.Web.Statements;

/// <summary>A ballot account to be shown, before it is closed with the log's figures alone.</summary>
/// <param name="Log">What the log and the register say.</param>
/// <param name="Closed">The closed account; <c>null</c> while there is none.</param>
/// <param name="Venues">The day's venues.</param>
/// <param name="Batches">The batches of cards.</param>
public sealed record AccountOnPaper(LogFigures Log, ClosedAccount? Closed, ImmutableArray<VenueSetting> Venues, ImmutableArray<BatchStatus> Batches)
{
    /// <summary>The smallest pile of which the reasons are told: of a smaller one they would tell of somebody.</summary>
    public const int FewestTold = 10;

    /// <summary>The day that the account is of, for its paper slips and its ballot boxes; <c>null</c> where they are not shown.</summary>
    public DayView? Day { get; init; }

    /// <summary>All batches of paper slips together; <c>null</c> where none was typed in. Not one by one: of a small pile everyone would know what is in it.</summary>
    public PaperFigures? Papers => Day?.PaperBatches.Select(batch => batch.Figures).OfType<PaperFigures>().ToArray() is { Length: > 0 } figures ? PaperFigures.Sum(figures) : null;

    /// <summary>The piles that were found to have another number, and what they were counted as, one number after the other.</summary>
    public IEnumerable<(string Batch, ImmutableArray<int> Counted)> Recounted =>
        Day?.PaperBatches.Where(batch => batch.Figures?.Counted is not null).Select(batch => (batch.Batch, batch.Figures!.Counted!.Value)) ?? [];

    /// <summary>A venue's name.</summary>
    public string NameOf(string venue) => Venues.FirstOrDefault(known => known.Id == venue)?.Name ?? venue;
}
