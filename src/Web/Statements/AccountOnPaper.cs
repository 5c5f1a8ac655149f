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
    /// <summary>The day that the account is of, for its paper slips and its ballot boxes; <c>null</c> where they are not shown.</summary>
    public DayView? Day { get; init; }

    /// <summary>The batches of cards that make up what was printed: those that did not end before any card was out.</summary>
    public ImmutableArray<BatchStatus> Printed => [.. Batches.Where(batch => !batch.Spoilt)];

    /// <summary>All batches of paper slips together; <c>null</c> where none was typed in. Not one by one: of a small pile everyone would know what is in it.</summary>
    public PaperFigures? Papers => Day?.PaperBatches.Select(batch => batch.Figures).OfType<PaperFigures>().ToArray() is { Length: > 0 } figures ? PaperFigures.Sum(figures) : null;

    /// <summary>How often a batch of slips was opened again after it was finished; one that is open for the first time, and has no figures yet, is none.</summary>
    public int OpenedAgain => Day?.PaperBatches.Sum(batch => batch.Figures is { } figures ? figures.Opened - 1 : 0) ?? 0;

    /// <summary>
    /// How many piles were found to have another number, and by how many slips more or fewer in all their counts. What each was counted as is for the console
    /// alone: with the slips in the log it would tell of a small pile how many are spoilt.
    /// </summary>
    public (int Piles, int Slips) Recounted
    {
        get
        {
            ImmutableArray<int>[] piles = [.. Day?.PaperBatches.Select(batch => batch.Figures?.Counted).OfType<ImmutableArray<int>>().Where(counted => counted.Length > 1) ?? []];
            return (piles.Length, piles.Sum(counted => counted.Zip(counted.Skip(1), (before, after) => Math.Abs(after - before)).Sum()));
        }
    }

    /// <summary>A venue's name.</summary>
    public string NameOf(string venue) => Venues.FirstOrDefault(known => known.Id == venue)?.Name ?? venue;
}
