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
    /// <summary>A venue's name.</summary>
    public string NameOf(string venue) => Venues.FirstOrDefault(known => known.Id == venue)?.Name ?? venue;
}
