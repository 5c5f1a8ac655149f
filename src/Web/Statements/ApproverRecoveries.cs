using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;

namespace PbDecisionDay.Web.Statements;

/// <summary>
/// Approvers of a day whose account others let them into again before it ended, however long before its publishing: whoever holds such an account approves
/// the day's steps. Statement and audit say so. Source: docs/adr/0063.
/// </summary>
internal static class ApproverRecoveries
{
    /// <summary>The recoveries until the end of the day, the oldest first.</summary>
    public static async Task<ImmutableArray<Recovery>> ReadAsync(IGrainFactory grains, DayView day, CancellationToken cancellationToken)
    {
        if (day.Approvers.IsEmpty) return [];
        return Of(day, await grains.GetGrain<IAccountsGrain>(IOrganisationGrain.Key).ListRecoveriesAsync(cancellationToken));
    }

    /// <summary>Those of all recoveries that concern a day.</summary>
    public static ImmutableArray<Recovery> Of(DayView day, ImmutableArray<Recovery> all)
    {
        var over = day.Steps.FirstOrDefault(step => step.To is DayPhase.Ratified or DayPhase.Postponed or DayPhase.Void)?.At ?? DateTimeOffset.MaxValue;
        return [.. all.Where(one => one.At <= over && day.Approvers.Any(approver => approver.Organiser == one.Organiser))];
    }
}
