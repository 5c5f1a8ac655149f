using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Storage.Sqlite;

namespace PbDecisionDay.Web.Statements;

/// <summary>A ballot account to be shown, before it is closed with the log's figures alone.</summary>
/// <param name="Log">What the log and the register say.</param>
/// <param name="Closed">The closed account; <c>null</c> while there is none.</param>
/// <param name="Hubs">The day's hubs.</param>
/// <param name="Batches">The batches of cards.</param>
public sealed record AccountOnPaper(LogFigures Log, ClosedAccount? Closed, ImmutableArray<HubSetting> Hubs, ImmutableArray<BatchStatus> Batches)
{
    /// <summary>A hub's name.</summary>
    public string NameOf(string hub) => Hubs.FirstOrDefault(known => known.Id == hub)?.Name ?? hub;
}
