using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;

namespace PbDecisionDay.Web.Statements;

/// <summary>Who signed a day's rules by publishing it, for the steering group.</summary>
/// <param name="One">The first organiser's name; empty where it was erased.</param>
/// <param name="Other">The second's; empty where it was erased, <c>null</c> where nobody else was asked: a rehearsal, or a day of an older version.</param>
/// <param name="At">When.</param>
public sealed record RulesSigned(string One, string? Other, DateTimeOffset At)
{
    /// <summary>Reads the names; <c>null</c> before the day is published.</summary>
    public static async Task<RulesSigned?> ReadAsync(IGrainFactory grains, DayView day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grains);
        ArgumentNullException.ThrowIfNull(day);
        if (day.Steps.FirstOrDefault(step => step.To == DayPhase.Published) is not { } published) return null;
        var organisers = await grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListOrganisersAsync(cancellationToken);
        string NameOf(string id) => organisers.FirstOrDefault(organiser => organiser.Id == id)?.Name ?? "";
        return new RulesSigned(NameOf(published.By), published.SecondBy.Length == 0 ? null : NameOf(published.SecondBy), published.At);
    }
}
